using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Has the models that callers write take their required fields in a constructor: `x-constructor` lists them. The overlay fixes the order,
/// because swapped arguments of the same type would compile; a field that it doesn't name comes last.
/// </summary>
internal static class Constructors
{
    private const string Mark = "x-constructor";

    public static void Apply(OpenApiDocument document)
    {
        foreach (var schema in document.Schemas.Properties().Select(schema => (JObject)schema.Value).Where(schema => schema[WriteSchemas.Mark] is not null))
        {
            var required = (schema["required"]?.Values<string>() ?? []).OfType<string>().Order(StringComparer.Ordinal).ToList();
            var ordered = ((string?)schema[Mark] ?? string.Empty).Split(' ').Intersect(required, StringComparer.Ordinal).ToList();
            schema.Remove(Mark);
            if (required.Count > 0)
                schema[Mark] = string.Join(' ', ordered.Union(required, StringComparer.Ordinal));
        }
    }
}
