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

            // In OpenAPI 3.0 members beside a $ref are ignored, and `nullable` means something beside a type only: the referenced
            // schema allows null.
            if (SchemaReference.Of((JObject)property.Value) is { } reference)
            {
                reference.Find(document.Json)["nullable"] = true;
                property.Value = new JObject(new JProperty("allOf", new JArray(reference.ToJson())));
            }
            else
            {
                property.Value["nullable"] = true;
            }
        }
    }
}
