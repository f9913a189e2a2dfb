using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Procore.Tests.Shared.OpenApi;

/// <summary>An operation of the document.</summary>
/// <param name="Id">As in `CompanyUsersV13_List`.</param>
/// <param name="Method">In upper case.</param>
/// <param name="Path">With its placeholders.</param>
/// <param name="Parameters">Those of the path and its own, without a `$ref`.</param>
/// <param name="Body">The schema of the JSON that it takes; null where it takes none.</param>
/// <param name="Successes">What it answers with each declared 2xx status, in ascending order.</param>
public sealed record ApiOperation(
    string Id,
    string Method,
    string Path,
    IReadOnlyList<JObject> Parameters,
    JObject? Body,
    IReadOnlyDictionary<int, JObject> Successes)
{
    /// <summary>The schema of the JSON in a request body or a response.</summary>
    public static JObject? SchemaOf(JObject? bodyOrResponse) =>
        (JObject?)bodyOrResponse?["content"]?["application/json"]?["schema"];

    internal static ApiOperation Read(OpenApiDocument document, JProperty path, JProperty verb)
    {
        var operation = (JObject)verb.Value;
        var parameters = new[] { path.Value["parameters"], operation["parameters"] }.SelectMany(list => list ?? new JArray());
        var successes =
            from response in operation["responses"]!.Children<JProperty>()
            where response.Name.StartsWith('2')
            select (Status: int.Parse(response.Name, CultureInfo.InvariantCulture), Response: document.Resolve((JObject)response.Value));
        return new ApiOperation(
            (string)operation["operationId"]!,
            verb.Name.ToUpperInvariant(),
            path.Name,
            [.. parameters.Cast<JObject>().Select(document.Resolve)],
            operation["requestBody"] is JObject body ? SchemaOf(document.Resolve(body)) : null,
            new SortedDictionary<int, JObject>(successes.ToDictionary(s => s.Status, s => s.Response)));
    }
}
