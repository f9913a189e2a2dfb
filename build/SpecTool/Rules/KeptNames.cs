using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// openapi/kept.json keeps the surface of the raw clients as it is: the order of a method's arguments, whatever order Procore
/// publishes, and the name that a published schema has here, whatever operations come to share it. What is new comes last. A property
/// or a value that Procore doesn't write in snake case, such as `_links`, keeps its name in C# beside a new one that would get the same.
/// A parameter of the path is known by its place in the path, because Procore may rename it.
/// </summary>
internal sealed class KeptNames(JObject json)
{
    private const string Arguments = "arguments";
    private const string Schemas = "schemas";
    private const string Properties = "properties";
    private const string Values = "values";

    private readonly Dictionary<string, JProperty> _arguments = ((json[Arguments] as JObject)?.Properties() ?? []).DistinctBy(entry => OpenApiDocument.Address(entry.Name), StringComparer.Ordinal).ToDictionary(entry => OpenApiDocument.Address(entry.Name), StringComparer.Ordinal);

    public static KeptNames None => new([]);

    public void OrderArguments(OpenApiDocument document)
    {
        foreach (var operation in document.Operations)
        {
            if (operation.Json["parameters"] is not JArray parameters || KnownOf(operation) is not { Count: > 0 } order)
                continue;
            var ordered = parameters.OrderBy(parameter => Place(NameOf(parameter))).ToList();
            if (!ordered.SequenceEqual(parameters))
                operation.Json["parameters"] = new JArray(ordered);

            int Place(string parameter) => order.FindIndex(name => string.Equals(name, parameter, StringComparison.OrdinalIgnoreCase)) is var index and >= 0 ? index : int.MaxValue;
        }
    }

    /// <summary>The name of a published schema; null if it is new.</summary>
    public string? SchemaNameOf(string published) => (string?)(json[Schemas]?[published] as JValue);

    /// <summary>The content of the file for a document: what it kept so far, and behind it what is new.</summary>
    public JObject With(OpenApiDocument document, IReadOnlyDictionary<string, string> schemas) => new()
    {
        [Arguments] = new JObject(document.Operations.Where(operation => operation.Parameters.Any()).Select(operation => new JProperty(KeyOf(operation), new JArray(
            KnownOf(operation)
                .Intersect(operation.Parameters.Select(NameOf), StringComparer.OrdinalIgnoreCase)
                .Union(operation.Parameters.Select(NameOf), StringComparer.OrdinalIgnoreCase))))),
        [Schemas] = new JObject(schemas.Select(schema => new JProperty(schema.Key, schema.Value))),
        [Properties] = Odd(document, schema => PropertyNames.PropertiesOf(schema).Select(property => (property.Name, (string?)property.Value[PropertyNames.Name]))),
        [Values] = Odd(document, schema => (schema["enum"] ?? new JArray()).Select(value => ($"{value}", (string?)schema[EnumNames.Name]?[$"{value}"]))),
    };

    /// <summary>The names in C# of a schema's properties that aren't in snake case, by the names that Procore publishes.</summary>
    public IReadOnlyDictionary<string, string> PropertiesOf(string schema) => NamesIn(Properties, schema);

    /// <summary>The names in C# of an enum's values that aren't in snake case.</summary>
    public IReadOnlyDictionary<string, string> ValuesOf(string schema) => NamesIn(Values, schema);

    private Dictionary<string, string> NamesIn(string section, string schema) =>
        ((json[section]?[schema] as JObject)?.Properties() ?? []).ToDictionary(name => name.Name, name => $"{name.Value}", StringComparer.Ordinal);

    private static JObject Odd(OpenApiDocument document, Func<JObject, IEnumerable<(string Published, string? Name)>> names) => new(document.Schemas.Properties()
        .Select(schema => new JProperty(schema.Name, new JObject(names((JObject)schema.Value)
            .Where(name => !Casing.IsSnake(name.Published))
            .DistinctBy(name => name.Published, StringComparer.Ordinal)
            .Select(name => new JProperty(name.Published, name.Name ?? Casing.Usual(name.Published))))))
        .Where(schema => schema.Value.HasValues));

    /// <summary>The arguments that an operation had, with the names that its path has now.</summary>
    private List<string> KnownOf(Operation operation)
    {
        if (!_arguments.TryGetValue(OpenApiDocument.Address(KeyOf(operation)), out var entry))
            return [];
        var (before, now) = (OpenApiDocument.Placeholders(entry.Name), OpenApiDocument.Placeholders(operation.Path));
        var renamed = before.Zip(now).DistinctBy(pair => pair.First, StringComparer.Ordinal).ToDictionary(pair => InPath(pair.First), pair => InPath(pair.Second), StringComparer.Ordinal);
        return [.. entry.Value.Select(name => renamed.GetValueOrDefault($"{name}", $"{name}"))];
    }

    private static string KeyOf(Operation operation) => $"{operation.Verb.ToUpperInvariant()} {operation.Path}";

    private static string InPath(string name) => $"path {name}";

    private static string NameOf(JToken parameter) => $"{parameter["in"]} {parameter["name"]}";
}
