using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// openapi/kept.json keeps the surface of the raw clients as it is: the order of a method's arguments, whatever order Procore
/// publishes, and the name that a published schema has here, whatever operations come to share it. What is new comes last.
/// </summary>
internal sealed class KeptNames(JObject json)
{
    private const string Arguments = "arguments";
    private const string Schemas = "schemas";

    public static KeptNames None => new([]);

    public void OrderArguments(OpenApiDocument document)
    {
        foreach (var operation in document.Operations)
        {
            if (operation.Json["parameters"] is not JArray parameters || json[Arguments]?[KeyOf(operation)] is not JArray known)
                continue;
            var order = known.Select(name => $"{name}").ToList();
            operation.Json["parameters"] = new JArray(parameters.OrderBy(parameter => order.FindIndex(name => string.Equals(name, NameOf(parameter), StringComparison.OrdinalIgnoreCase)) is var index and >= 0 ? index : int.MaxValue));
        }
    }

    /// <summary>The name of a published schema; null if it is new.</summary>
    public string? SchemaNameOf(string published) => (string?)(json[Schemas]?[published] as JValue);

    /// <summary>The content of the file for a document: what it kept so far, and behind it what is new.</summary>
    public JObject With(OpenApiDocument document, IReadOnlyDictionary<string, string> schemas) => new()
    {
        [Arguments] = new JObject(document.Operations.Where(operation => operation.Parameters.Any()).Select(operation => new JProperty(KeyOf(operation), new JArray(
            (json[Arguments]?[KeyOf(operation)]?.Select(name => $"{name}") ?? [])
                .Intersect(operation.Parameters.Select(NameOf), StringComparer.OrdinalIgnoreCase)
                .Union(operation.Parameters.Select(NameOf), StringComparer.OrdinalIgnoreCase))))),
        [Schemas] = new JObject(schemas.Select(schema => new JProperty(schema.Key, schema.Value))),
    };

    private static string KeyOf(Operation operation) => $"{operation.Verb.ToUpperInvariant()} {OpenApiDocument.Address(operation.Path)}";

    private static string NameOf(JToken parameter) => $"{parameter["in"]} {parameter["name"]}";
}
