using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Lets `sort` take what the API takes: one value of its enum, or a list with a leading minus per item, which is a schema of its own.
/// No text matches both. The enum comes first, because NSwag generates from the first alternative.
/// </summary>
internal static class SortLists
{
    public static void Apply(OpenApiDocument document)
    {
        foreach (var sort in document.Operations.SelectMany(operation => operation.Parameters).Where(parameter => (string?)parameter["name"] is "sort"))
        {
            if (sort["schema"] is not JObject schema || SchemaReference.Of(schema) is not { } reference || document.Resolve(schema)["enum"] is not JArray values)
                continue;

            var list = reference.Name + "List";
            document.Schemas[list] ??= new JObject(
                new JProperty("type", "string"),
                new JProperty("pattern", Pattern(values)),
                new JProperty("example", $"-{string.Join(',', values.Take(2))}"));
            sort["schema"] = new JObject(new JProperty("oneOf", new JArray(schema, SchemaReference.To(list))));
        }
    }

    // Without lookahead, which not every tool has.
    private static string Pattern(JArray values)
    {
        var value = $"({string.Join('|', values.Select(value => Regex.Escape($"{value}")))})";
        return $"^(-{value}|-?{value}(,-?{value})+)$";
    }
}
