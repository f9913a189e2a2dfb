using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>Any property of an answer may be null, and a null in a change clears the field, whatever Procore publishes.</summary>
internal static class NullableProperties
{
    public static void Apply(OpenApiDocument document)
    {
        var written = document.Reachable(document.Operations.Select(operation => operation.Body).OfType<JToken>());
        var answered = document.Reachable(document.Operations.Select(operation => operation.Json["responses"]!));
        foreach (var schema in document.Schemas.Properties())
        {
            if (answered.Contains(schema.Name) && !written.Contains(schema.Name))
                MakeNullable(document, (JObject)schema.Value);
            else if (schema.Value[WriteSchemas.Mark] is not null)
                MakeNullable(document, (JObject)schema.Value);
        }
    }

    private static void MakeNullable(OpenApiDocument document, JObject schema)
    {
        foreach (var part in schema["allOf"]?.OfType<JObject>() ?? [])
            MakeNullable(document, part);

        var required = schema["required"]?.Values<string>().ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var property in ((JObject?)schema["properties"])?.Properties() ?? [])
        {
            if (required.Contains(property.Name))
                continue;

            // In OpenAPI 3.0 what stands beside a $ref is ignored, and what it leads to must allow the null as well.
            if (SchemaReference.Of((JObject)property.Value) is { } reference)
            {
                reference.Find(document.Json)["nullable"] = true;
                property.Value = new JObject(new JProperty("allOf", new JArray(reference.ToJson())));
            }

            property.Value["nullable"] = true;
        }
    }
}
