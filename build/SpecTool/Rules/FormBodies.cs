using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Publishes the form that an operation takes instead of JSON if a user has a picture, with the names of its parts. The form is behind
/// an `allOf` with a type, where NSwag doesn't make arguments of its parts; nswag.json excludes its schema.
/// </summary>
internal static class FormBodies
{
    private const string Form = "multipart/form-data";
    private const string FormOnly = "x-form-only";

    public static void Apply(OpenApiDocument document)
    {
        foreach (var operation in document.Operations)
        {
            if (operation.Body?["content"] is not JObject content || content["application/json"]?["schema"] is not JObject body)
                continue;
            foreach (var property in (document.Resolve(body)["properties"] as JObject)?.Properties() ?? [])
            {
                // A list of users has no form whose parts are known.
                var user = SchemaReference.Of(property.Value["allOf"] is JArray { Count: 1 } only ? (JObject)only[0] : (JObject)property.Value);
                if (user?.Find(document.Json) is not { } schema || !schema.SelectTokens($"$.properties.*.{FormOnly}").Any())
                    continue;

                var form = user.Name + "Form";
                document.Schemas[form] ??= Parts(property.Name, schema);
                content[Form] = new JObject(new JProperty("schema", new JObject(
                    new JProperty("type", "object"),
                    new JProperty("allOf", new JArray(SchemaReference.To(form))))));
            }
        }
    }

    private static JObject Parts(string user, JObject schema)
    {
        string Name(string property) => $"{user}[{property}]";

        var form = new JObject(
            new JProperty("type", "object"),
            new JProperty("description", $"{schema["description"]} As a form, which can have a picture. An empty part clears a field."),
            new JProperty("properties", new JObject(((JObject)schema["properties"]!).Properties().Select(property => new JProperty(Name(property.Name), Part((JObject)property.Value))))));
        if (schema["required"] is JArray required)
            form["required"] = new JArray(required.Values<string>().Select(property => Name(property!)));
        return form;
    }

    private static JObject Part(JObject property)
    {
        var part = (JObject)property.DeepClone();
        if (part.Remove(FormOnly))
        {
            part["format"] = "binary";
            part.Remove("nullable");
        }

        foreach (var extension in part.Properties().Where(member => member.Name.StartsWith("x-", StringComparison.Ordinal)).ToList())
            extension.Remove();
        return part;
    }
}
