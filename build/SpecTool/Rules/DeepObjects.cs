using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>A query parameter that is an object becomes one parameter for each property: `filters[active]`, as Procore publishes filters elsewhere.</summary>
internal static class DeepObjects
{
    public static void Apply(OpenApiDocument document)
    {
        foreach (var operation in document.Operations)
        {
            foreach (var parameter in operation.Parameters.Where(parameter => IsObject(document, parameter)).ToList())
                Expand(parameter, document.Resolve(parameter["schema"]!));
        }
    }

    /// <summary>The document after this rule: itself, or a copy if it has such a parameter.</summary>
    public static OpenApiDocument Expanded(OpenApiDocument document)
    {
        if (!document.Operations.Any(operation => operation.Parameters.Any(parameter => IsObject(document, parameter))))
            return document;
        var copy = OpenApiDocument.Parse((JObject)document.Json.DeepClone(), "a copy");
        Apply(copy);
        return copy;
    }

    private static bool IsObject(OpenApiDocument document, JObject parameter) =>
        $"{parameter["in"]}" is "query" && parameter["schema"] is JObject schema && SchemaShape.HasProperties(document.Resolve(schema));

    private static void Expand(JObject parameter, JObject schema)
    {
        var names = ((JArray)parameter.Parent!).OfType<JObject>().Select(other => $"{other["name"]}").ToHashSet(StringComparer.Ordinal);
        foreach (var property in ((JObject)schema["properties"]!).Properties())
        {
            var name = $"{parameter["name"]}[{property.Name}]";
            if (!names.Add(name))
                continue;
            parameter.AddBeforeSelf(new JObject(parameter.Properties().Where(member => RetiredMarks.IsMark(member.Name)))
            {
                ["name"] = name,
                ["in"] = "query",
                ["required"] = false,
                ["schema"] = property.Value.DeepClone(),
            });
        }

        parameter.Remove();
    }
}
