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
            foreach (var parameter in operation.Parameters.Where(parameter => $"{parameter["in"]}" is "query").ToList())
            {
                if (parameter["schema"] is JObject schema && SchemaShape.HasProperties(document.Resolve(schema)))
                    Expand(parameter, document.Resolve(schema));
            }
        }
    }

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
