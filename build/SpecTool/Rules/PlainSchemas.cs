using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Replaces an `allOf` by one schema: by its only part, which is how a nullable `$ref` is published, or by the members of all parts.
/// </summary>
internal static class PlainSchemas
{
    private static readonly JsonMergeSettings Union = new() { MergeArrayHandling = MergeArrayHandling.Union };

    public static void Apply(OpenApiDocument document)
    {
        while (document.Json.Descendants().OfType<JObject>().FirstOrDefault(json => json["allOf"] is JArray { Count: > 0 } && IsSchema(json)) is { } schema)
            Replace(document, schema);
    }

    private static void Replace(OpenApiDocument document, JObject schema)
    {
        var parts = schema["allOf"]!.OfType<JObject>().ToList();
        schema.Remove("allOf");
        if (parts is [var only] && SchemaReference.Of(only) is not null && !SchemaShape.HasProperties(schema))
        {
            var marks = schema.Properties().Where(member => RetiredMarks.IsMark(member.Name)).ToList();
            schema.Replace(new JObject(only.Properties().Concat(marks)));
            return;
        }

        foreach (var part in parts)
            Merge(schema, document.Resolve(part));
        if (schema["properties"] is not null)
            schema["type"] = "object";
    }

    private static void Merge(JObject schema, JObject part)
    {
        foreach (var member in part.Properties().Where(member => schema[member.Name] is null).ToList())
            schema[member.Name] = member.Value.DeepClone();
        foreach (var name in new[] { "properties", "required", "allOf" }.Where(name => part[name] is JContainer && schema[name] is JContainer))
            ((JContainer)schema[name]!).Merge(part[name]!.DeepClone(), Union);
    }

    // A field of a user may be called `allOf` too.
    private static bool IsSchema(JObject json) => json.Parent is not JProperty { Name: "properties" };
}
