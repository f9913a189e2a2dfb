using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Procore.CompanyUsers;
using Procore.Generated.Json;

namespace Procore.Generated;

/// <summary>A body that is JSON, but not in the shape that is published: a failure, unless somebody knows further shapes.</summary>
internal sealed class UnpublishedBody(JContainer json, ProcoreException failure)
{
    public JContainer Json { get; } = json;

    public ProcoreException Failure { get; } = failure;

    /// <exception cref="ProcoreException">The failure, where the body is neither an object nor an array.</exception>
    public static UnpublishedBody Read(Stream body, Encoding? encoding, ProcoreException failure)
    {
        try
        {
            using var text = BodyText.Open(body, encoding);
            using var reader = JsonText.Open(text);
            return JToken.ReadFrom(reader) is JContainer json && !reader.Read() ? new UnpublishedBody(json, failure) : throw failure;
        }
        catch (JsonException)
        {
            throw failure;
        }
    }
}
