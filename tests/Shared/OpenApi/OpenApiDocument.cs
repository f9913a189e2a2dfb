using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.Tests.Shared.OpenApi;

/// <summary>An OpenAPI 3.0 document and what its references lead to.</summary>
public sealed class OpenApiDocument(JObject root)
{
    /// <summary>openapi/company-users.json, from which the clients are generated. It is shared: clone what a test changes.</summary>
    public static OpenApiDocument CompanyUsers { get; } = Parse(RepositoryRoot.ReadText("openapi/company-users.json"));

    public JObject Root { get; } = root;

    public static OpenApiDocument Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return new OpenApiDocument(JObject.Load(reader));
    }

    public JObject Schema(string name) => Resolve(new JObject { ["$ref"] = $"#/components/schemas/{name}" });

    /// <summary>In the document's order.</summary>
    public IEnumerable<ApiOperation> Operations =>
        from path in Root["paths"]!.Children<JProperty>()
        from member in path.Value.Children<JProperty>()
        where member.Name != "parameters"
        select ApiOperation.Read(this, path, member);

    /// <summary>The operation that a request is for; where several paths match, the one with the fewest placeholders.</summary>
    public ApiOperation Find(string method, string path)
    {
        var segments = path.Split('/');
        return Operations
            .Where(operation => operation.Method == method && Matches(operation.Path.Split('/')))
            .MinBy(operation => operation.Path.Count(c => c == '{'))
            ?? throw new KeyNotFoundException($"The document holds no {method} {path}.");

        bool Matches(string[] template) =>
            template.Length == segments.Length && template.Zip(segments).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    /// <summary>What a `$ref` leads to, through any number of them; anything else is itself.</summary>
    public JObject Resolve(JObject node)
    {
        ArgumentNullException.ThrowIfNull(node);
        while ((string?)node["$ref"] is { } reference)
            node = Follow(reference);
        return node;
    }

    /// <summary>The schema and all that it is composed of by `allOf`, without a `$ref` among them.</summary>
    public IReadOnlyList<JObject> Parts(JObject schema)
    {
        var resolved = Resolve(schema);
        return [resolved, .. (resolved["allOf"] ?? new JArray()).Cast<JObject>().SelectMany(Parts)];
    }

    private JObject Follow(string reference)
    {
        JToken? node = Root;
        foreach (var name in reference.Split('/').Skip(1))
            node = (node as JObject)?[name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        return node as JObject ?? throw new KeyNotFoundException($"The document holds no {reference}.");
    }
}
