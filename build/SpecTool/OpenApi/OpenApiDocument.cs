using Newtonsoft.Json.Linq;

namespace SpecTool.OpenApi;

/// <summary>An OpenAPI 3.0 document: its operations, its schemas, and the references between them.</summary>
internal sealed class OpenApiDocument
{
    private static readonly string[] Verbs = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private OpenApiDocument(JObject json) => Json = json;

    public JObject Json { get; }

    public JObject Schemas => (JObject)Json["components"]!["schemas"]!;

    public IEnumerable<Operation> Operations => ((JObject)Json["paths"]!).Properties()
        .SelectMany(path => ((JObject)path.Value).Properties()
            .Where(property => Verbs.Contains(property.Name, StringComparer.Ordinal))
            .Select(property => new Operation(path.Name, property.Name, (JObject)property.Value)));

    public static OpenApiDocument Parse(JObject json, string file)
    {
        if (json["openapi"] is null || json["paths"] is not JObject || json["components"]?["schemas"] is not JObject)
            throw new SpecException($"{file}: not an OpenAPI document with `openapi`, `paths` and `components.schemas`");
        return new OpenApiDocument((JObject)json.DeepClone());
    }

    /// <summary>The schema itself, or the one that its `$ref` leads to.</summary>
    public JObject Resolve(JToken schema)
    {
        var current = (JObject)schema;
        while (SchemaReference.Of(current) is { } reference)
            current = reference.Find(Json);
        return current;
    }

    /// <summary>Every `$ref` anywhere below a token, itself included.</summary>
    public static IEnumerable<SchemaReference> References(JToken token) =>
        token is JContainer container
            ? container.DescendantsAndSelf().OfType<JObject>().Select(SchemaReference.Of).OfType<SchemaReference>()
            : [];

    /// <summary>The names of all component schemas that can be reached from some tokens.</summary>
    public HashSet<string> Reachable(IEnumerable<JToken> roots)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<JToken>(roots);
        while (open.TryPop(out var token))
        {
            foreach (var reference in References(token).Where(reference => reached.Add(reference.Name)))
                open.Push(reference.Find(Json));
        }

        return reached;
    }
}
