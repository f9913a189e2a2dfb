using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace SpecTool.OpenApi;

/// <summary>One method on one path of the document.</summary>
internal sealed partial record Operation(string Path, string Verb, JObject Json)
{
    public const string Unscoped = "Unscoped";

    public string Id => (string?)Json["operationId"] ?? throw new SpecException($"{this}: no operationId");

    /// <summary>What the operation does, without its version: the part of the id behind the underscore.</summary>
    public string Method => Id[(Id.IndexOf('_', StringComparison.Ordinal) + 1)..];

    /// <summary>The method of the list or user within a company: `List` for `ListUnscoped` too.</summary>
    public string ScopedMethod => Method.Replace(Unscoped, "", StringComparison.Ordinal);

    /// <summary>The two numbers of `v1.3`: the API's, and the resource's within it. Zeros if the path names no version.</summary>
    public (int Api, int Resource) Version
    {
        get
        {
            var match = VersionInPath().Match(Path);
            return match.Success
                ? (Number(match.Groups["api"]), Number(match.Groups["resource"]))
                : default;
        }
    }

    public bool HasVersion => VersionInPath().IsMatch(Path);

    /// <summary>The path behind the version.</summary>
    public string[] Segments => VersionInPath().Replace(Path, "").Trim('/').Split('/');

    public string VersionName => $"V{Version.Api}{Version.Resource}";

    public IReadOnlyList<string> Tags => [.. (Json["tags"] as JArray)?.Values<string>().OfType<string>() ?? []];

    public IEnumerable<JObject> Parameters => Json["parameters"]?.OfType<JObject>() ?? [];

    public IEnumerable<JProperty> Responses => ((JObject?)Json["responses"])?.Properties() ?? [];

    public IEnumerable<JProperty> Successes => Responses.Where(response => response.Name.StartsWith('2'));

    public JObject? Body => (JObject?)Json["requestBody"];

    /// <summary>The version and the method in an id of ours, such as `CompanyUsersV13_List`.</summary>
    public static (int Api, int Resource, string Method)? IdParts(string id) => OurId().Match(id) is { Success: true } match
        ? (Number(match.Groups["api"]), Number(match.Groups["resource"]), match.Groups["method"].Value)
        : null;

    public static bool IsSame(JObject parameter, JObject other) =>
        JToken.DeepEquals(parameter["name"], other["name"]) && JToken.DeepEquals(parameter["in"], other["in"]);

    /// <summary>The objects that hold a `schema` under the `content` of a body or a response.</summary>
    public static IEnumerable<JObject> MediaTypes(JToken? holder) =>
        (holder?["content"] as JObject)?.Properties().Select(property => property.Value).OfType<JObject>().Where(media => media["schema"] is JObject) ?? [];

    public override string ToString() => $"{Verb.ToUpperInvariant()} {Path}";

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^/rest/v(?<api>\d+)\.(?<resource>\d+)/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex VersionInPath();

    [GeneratedRegex(@"^CompanyUsersV(?<api>\d)(?<resource>\d+)_(?<method>\w+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex OurId();
}
