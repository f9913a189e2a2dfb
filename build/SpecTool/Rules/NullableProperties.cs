using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>Makes every property of a response and of a change nullable, whatever Procore publishes, unless it is required: responses hold null for nearly any field, and null clears a field.</summary>
internal static class NullableProperties
{
    public static void Apply(OpenApiDocument document)
    {
        var written = document.Reachable(document.Operations.Select(operation => operation.Body).OfType<JToken>());
        var answered = document.Reachable(document.Operations.Select(operation => operation.Json["responses"]!));
        var properties = document.Schemas.Properties()
            .Where(schema => (answered.Contains(schema.Name) && !written.Contains(schema.Name)) || schema.Value[WriteSchemas.Mark] is not null)
            .SelectMany(schema => OptionalOf((JObject)schema.Value))
            .ToList();
        var references = properties.Select(property => property.Value).OfType<JObject>().Where(value => SchemaReference.Of(value) is not null).ToHashSet<JToken>(ReferenceEqualityComparer.Instance);
        var elsewhere = document.Json.Below<JObject>().Where(json => !references.Contains(json)).Select(SchemaReference.Of).OfType<SchemaReference>().Select(reference => reference.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var property in properties)
            MakeNullable(document, property, elsewhere);
    }

    /// <summary>The properties that a schema doesn't require.</summary>
    private static IEnumerable<JProperty> OptionalOf(JObject schema)
    {
        var required = schema["required"]?.Values<string>().ToHashSet(StringComparer.Ordinal) ?? [];
        return ((JObject?)schema["properties"] ?? []).Properties().Where(property => !required.Contains(property.Name))
            .Concat((schema["allOf"]?.OfType<JObject>() ?? []).SelectMany(OptionalOf));
    }

    private static void MakeNullable(OpenApiDocument document, JProperty property, HashSet<string> elsewhere)
    {
        if (SchemaReference.Of((JObject)property.Value) is not { } reference)
        {
            property.Value["nullable"] = true;
            return;
        }

        // In OpenAPI 3.0 members beside a $ref are ignored, and `nullable` means something beside a type only: the referenced schema
        // allows null, unless it is used where null isn't allowed.
        var schema = reference.Find(document.Json);
        if (!elsewhere.Contains(reference.Name))
            schema["nullable"] = true;
        property.Value = elsewhere.Contains(reference.Name)
            ? new JObject { ["oneOf"] = new JArray(reference.ToJson(), Null(schema)) }
            : new JObject { ["allOf"] = new JArray(reference.ToJson()) };
    }

    private static JObject Null(JObject schema) => new() { ["type"] = schema["type"]?.DeepClone() ?? "object", ["nullable"] = true, ["enum"] = new JArray(JValue.CreateNull()) };
}
