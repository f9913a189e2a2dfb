using System.Text;
using System.Text.Json;
using Procore.CompanyUsers;
using Procore.Generated.Json;

namespace Procore.Generated;

/// <summary>A body that is JSON, but not as published. It is a failure unless the caller can read it.</summary>
internal sealed class UnpublishedBody(object json, ProcoreException failure)
{
    public object Json { get; } = json;

    public ProcoreException Failure { get; } = failure;

    /// <exception cref="ProcoreException">The failure, if the body is neither an object nor an array.</exception>
    public static UnpublishedBody Read(Stream body, Encoding? encoding, ProcoreException failure)
    {
        try
        {
            return JsonText.Read<object?>(body, encoding) is { } json and (List<object?> or Dictionary<string, object?>) ? new UnpublishedBody(json, failure) : throw failure;
        }
        catch (JsonException)
        {
            throw failure;
        }
    }
}
