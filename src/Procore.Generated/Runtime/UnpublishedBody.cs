using System.Text;
using Newtonsoft.Json;
using Procore.CompanyUsers;
using Procore.Generated.Json;

namespace Procore.Generated;

/// <summary>A body that is JSON, but not in the shape that is published: a failure, unless the caller knows further shapes.</summary>
internal sealed class UnpublishedBody(object json, ProcoreException failure)
{
    public object Json { get; } = json;

    public ProcoreException Failure { get; } = failure;

    /// <exception cref="ProcoreException">The failure, where the body is neither an object nor an array.</exception>
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
