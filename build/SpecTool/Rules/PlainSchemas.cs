using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Replaces an `allOf` by one schema: by its only part, which is how a nullable `$ref` is published, or by the members of all parts. A `$ref`
/// to a number or a text becomes that, so that the name at its place says what it is: an id is 64 bits wide.
/// </summary>
internal static class PlainSchemas
{
    private static readonly JsonMergeSettings Union = new() { MergeArrayHandling = MergeArrayHandling.Union };

    public static void Apply(OpenApiDocument document)
    {
        while (document.Json.Below<JObject>().FirstOrDefault(json => json["allOf"] is JArray { Count: > 0 } && IsSchema(json)) is { } schema)
            Replace(document, schema);
        foreach (var reference in document.Json["paths"]!.Children().Append(document.Schemas).SelectMany(part => part.SelfAndBelow<JObject>()).Where(json => SchemaReference.Of(json) is not null && IsScalar(document, document.Resolve(json))).ToList())
            reference.Replace(new JObject(document.Resolve(reference).Properties().Concat(reference.Properties().Where(member => RetiredMarks.IsMark(member.Name))).DistinctBy(member => member.Name, StringComparer.Ordinal).Select(member => member.DeepClone())));
    }

    private static bool IsScalar(OpenApiDocument document, JObject schema) =>
        schema["enum"] is null && schema["oneOf"] is null && schema["anyOf"] is null
        && (schema["type"] is JValue { Value: "string" or "integer" or "number" or "boolean" }
            || (schema["type"] is JValue { Value: "array" } && schema["items"] is JObject items && document.Resolve(items)["type"] is not JValue { Value: "array" } && IsScalar(document, document.Resolve(items))));

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
