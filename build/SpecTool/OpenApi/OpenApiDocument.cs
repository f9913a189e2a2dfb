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
            .Where(property => IsVerb(property.Name))
            .Select(property => new Operation(path.Name, property.Name, (JObject)property.Value)));

    public static bool IsVerb(string name) => Verbs.Contains(name, StringComparer.Ordinal);

    public Operation? Find(Operation other) => Operations.FirstOrDefault(operation =>
        string.Equals(operation.Path, other.Path, StringComparison.Ordinal) && string.Equals(operation.Verb, other.Verb, StringComparison.Ordinal));

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

    /// <summary>The properties of a schema, those of its `allOf` and `oneOf` parts included.</summary>
    public IEnumerable<JProperty> PropertiesOf(JToken schema) => PropertiesOf(schema, _ => true);

    /// <summary>Likewise, without the parts that don't matter.</summary>
    public IEnumerable<JProperty> PropertiesOf(JToken schema, Func<JObject, bool> matters)
    {
        var resolved = Resolve(schema);
        var own = (resolved["properties"] as JObject)?.Properties() ?? [];
        var parts = Parts(resolved).Where(matters).SelectMany(part => PropertiesOf(part, matters));
        return own.Concat(parts).DistinctBy(property => property.Name, StringComparer.Ordinal);
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

    private static IEnumerable<JObject> Parts(JObject schema) =>
        new[] { "allOf", "oneOf", "anyOf" }.SelectMany(member => schema[member] ?? new JArray()).Cast<JObject>();
}
