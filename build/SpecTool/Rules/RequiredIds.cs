using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Makes the numeric id of what a response returns required, so that it isn't nullable: the facade refuses a response without it. What a
/// user refers to, such as the vendor, has its id too.
/// </summary>
internal static class RequiredIds
{
    public static void Apply(OpenApiDocument document)
    {
        var written = document.Reachable(document.Operations.Select(operation => operation.Body).OfType<JToken>());
        var lookups = Lookup.All.Where(lookup => lookup.Properties is not null).GroupBy(lookup => lookup.Model, StringComparer.Ordinal).ToDictionary(models => models.Key, models => models.First().Properties![0], StringComparer.Ordinal);
        foreach (var name in document.Reachable(document.Operations.Select(operation => operation.Json["responses"]!)).Where(name => !written.Contains(name)))
        {
            var schema = (JObject)document.Schemas[name]!;
            var id = lookups.GetValueOrDefault(name, "id");
            if ((string?)schema["properties"]?[id]?["type"] is "integer")
                schema["required"] = new JArray((schema["required"]?.Values<string>() ?? []).Append(id).Distinct(StringComparer.Ordinal));
        }
    }
}
