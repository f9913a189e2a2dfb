using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SpecTool.Rules;

namespace SpecTool.OpenApi;

/// <summary>An OpenAPI 3.0 document: its operations, its schemas, and the references between them.</summary>
internal sealed partial class OpenApiDocument
{
    private static readonly string[] Verbs = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private static readonly ConcurrentDictionary<string, string> Addresses = new(StringComparer.Ordinal);

    private OpenApiDocument(JObject json) => Json = json;

    public JObject Json { get; }

    public JObject Schemas => (JObject)Json["components"]!["schemas"]!;

    public IEnumerable<Operation> Operations => ((JObject)Json["paths"]!).Properties()
        .SelectMany(path => ((JObject)path.Value).Properties()
            .Where(property => IsVerb(property.Name))
            .Select(property => new Operation(path.Name, property.Name, (JObject)property.Value)));

    /// <summary>The conflicts that rules have met, by place: a later one about the same place replaces an earlier one.</summary>
    public Dictionary<string, Conflict> Conflicts { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that stay as they are.</summary>
    public KeptNames Kept { get; set; } = KeptNames.None;

    /// <summary>The names that the rules have given to published schemas.</summary>
    public Dictionary<string, string> SchemaNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a member is there and true; false for any other value, which no document should have.</summary>
    public static bool IsTrue(JToken? value) => value is JValue { Value: true };

    /// <summary>An address without the names of its parameters: `/users/{id}` and `/users/{user_id}` are the same.</summary>
    public static string Address(string path) => Addresses.GetOrAdd(path, static path => PathParameter().Replace(path, "{}"));

    /// <summary>The names of a path's parameters, in the order of the path.</summary>
    public static IReadOnlyList<string> Placeholders(string path) => [.. PathParameter().Matches(path).Select(match => match.Value[1..^1])];

    public static bool IsVerb(string name) => Verbs.Contains(name, StringComparer.Ordinal);

    public Operation? Find(Operation other)
    {
        var address = Address(other.Path);
        return ((JObject)Json["paths"]!).Properties()
            .Where(path => string.Equals(Address(path.Name), address, StringComparison.Ordinal) && ((JObject)path.Value)[other.Verb] is JObject)
            .Select(path => new Operation(path.Name, other.Verb, (JObject)path.Value[other.Verb]!))
            .FirstOrDefault();
    }

    /// <summary>A document that SpecTool has made; it isn't copied.</summary>
    public static OpenApiDocument Of(BuiltSpec spec) => new(spec.Json);

    /// <param name="json">The document itself, not a copy: rules change it.</param>
    /// <param name="file">What errors call it.</param>
    public static OpenApiDocument Parse(JObject json, string file)
    {
        if (json["openapi"] is null || json["paths"] is not JObject || json["components"]?["schemas"] is not JObject)
            throw new SpecException($"{file}: not an OpenAPI document with `openapi`, `paths` and `components.schemas`");
        return new OpenApiDocument(json);
    }

    /// <summary>The schema itself, or the one that its `$ref` references.</summary>
    public JObject Resolve(JToken schema)
    {
        var current = (JObject)schema;
        while (SchemaReference.Of(current) is { } reference)
            current = reference.Find(Json);
        return current;
    }

    /// <summary>The properties of a schema, those of its `allOf` and `oneOf` parts included.</summary>
    public IEnumerable<JProperty> PropertiesOf(JToken schema) => PropertiesOf(schema, _ => true);

    /// <summary>The same, without the parts that don't matter.</summary>
    public IEnumerable<JProperty> PropertiesOf(JToken schema, Func<JObject, bool> matters) =>
        PropertiesOf(schema, matters, []).DistinctBy(property => property.Name, StringComparer.Ordinal);

    private IEnumerable<JProperty> PropertiesOf(JToken schema, Func<JObject, bool> matters, HashSet<JObject> seen)
    {
        var resolved = Resolve(schema);
        if (!seen.Add(resolved))
            return [];
        var own = (resolved["properties"] as JObject)?.Properties() ?? [];
        return own.Concat(Parts(resolved).Where(matters).SelectMany(part => PropertiesOf(part, matters, seen)));
    }

    /// <summary>Every `$ref` anywhere below a token, itself included.</summary>
    public static IEnumerable<SchemaReference> References(JToken token) =>
        token is JContainer container
            ? container.SelfAndBelow<JObject>().Select(SchemaReference.Of).OfType<SchemaReference>()
            : [];

    /// <summary>The names of all component schemas that some tokens reference, directly or through others.</summary>
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

    /// <summary>The operations that use any of some schemas, directly or through others.</summary>
    public IEnumerable<Operation> OperationsUsing(IReadOnlyCollection<string> schemas) =>
        Operations.Where(operation => Reachable([operation.Json]).Overlaps(schemas));

    private static IEnumerable<JObject> Parts(JObject schema) =>
        new[] { "allOf", "oneOf", "anyOf" }.SelectMany(member => schema[member] ?? new JArray()).OfType<JObject>();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex PathParameter();
}
