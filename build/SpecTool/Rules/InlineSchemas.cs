using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Gives a name to each object and each enum that stands inline in a schema or a parameter, because NSwag would call it
/// `Labels` or `Anonymous` in the public surface. An enum of numbers becomes a plain number: its values have no names.
/// </summary>
internal sealed class InlineSchemas
{
    private readonly OpenApiDocument _document;

    private InlineSchemas(OpenApiDocument document) => _document = document;

    public static void Apply(OpenApiDocument document)
    {
        foreach (var schema in document.Json.Below<JObject>().Where(json => json["enum"] is JArray && json.Parent is not JProperty { Name: "properties" }).ToList())
            PlainEnum(schema);
        var inline = new InlineSchemas(document);
        foreach (var schema in document.Schemas.Properties().ToList())
            inline.NameParts(schema.Name, (JObject)schema.Value);
        foreach (var operation in document.Operations)
        {
            foreach (var parameter in operation.Parameters.Where(parameter => parameter["schema"] is JObject && !IsShared(parameter)))
                inline.NamePart($"CompanyUser{Casing.Pascal($"{parameter[ParameterNames.Name]}")}", (JObject)parameter["schema"]!);
        }
    }

    // The overlay gives these one schema for all operations.
    private static bool IsShared(JObject parameter) => $"{parameter["name"]}" is "sort" or "view";

    private static void PlainEnum(JObject schema)
    {
        var values = (JArray)schema["enum"]!;
        foreach (var value in values.Where(value => value.Type is JTokenType.Null).ToList())
        {
            value.Remove();
            schema["nullable"] = true;
        }

        if (values.Count == 0 || values.Any(value => value.Type is not JTokenType.String))
            schema.Remove("enum");
        else
            schema["type"] ??= "string";
    }

    private void NameParts(string owner, JObject schema)
    {
        foreach (var property in ((schema["properties"] as JObject)?.Properties() ?? []).Where(property => property.Value is JObject).ToList())
            NamePart(owner + Casing.Identifier(Casing.Pascal(property.Name)), (JObject)property.Value);
        if (schema["items"] is JObject items)
            NamePart(owner + "Item", items);
        if (schema["additionalProperties"] is JObject values)
            NamePart(owner + "Value", values);
        foreach (var part in (schema["allOf"] as JArray)?.OfType<JObject>() ?? [])
            NameParts(owner, part);
    }

    private void NamePart(string name, JObject schema)
    {
        if (SchemaReference.Of(schema) is not null || schema["allOf"] is not null)
            return;
        if (schema["items"] is JObject items)
            NamePart(Casing.Singular(name), items);
        else if (schema["additionalProperties"] is JObject values && !SchemaShape.HasProperties(schema))
            NamePart(name + "Value", values);
        else if (SchemaShape.HasProperties(schema) || schema["enum"] is not null)
            Move(name, schema);
    }

    private void Move(string name, JObject schema)
    {
        var free = name;
        for (var n = 2; _document.Schemas[free] is { } other && !SchemaShape.Same(other, schema); n++)
            free = name + n;
        var named = (JObject)schema.DeepClone();
        _document.Schemas[free] ??= named;
        NameParts(free, (JObject)_document.Schemas[free]!);
        var marks = schema.Properties().Where(member => member.Name is RetiredMarks.Name or "deprecated").ToList();
        schema.Replace(marks.Count == 0 ? SchemaReference.To(free) : new JObject(marks.Prepend(new JProperty("allOf", new JArray(SchemaReference.To(free))))));
    }
}
