using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>Makes ids 64-bit integers, even if they are published as `number`, and other integers 32-bit.</summary>
internal static class IntegerFormats
{
    public static void Apply(OpenApiDocument document)
    {
        foreach (var parameter in document.Operations.SelectMany(operation => operation.Parameters))
            Format((string)parameter["name"]!, parameter["schema"]);

        foreach (var properties in document.Json.Below<JProperty>().Where(property => property is { Name: "properties" or "headers", Value: JObject } && !IsNamedSo(property)).ToList())
        {
            foreach (var property in ((JObject)properties.Value).Properties().Where(property => property.Value is JObject))
                Format(property.Name, property.Value["schema"] ?? property.Value);
        }
    }

    // A property may be called `properties`.
    private static bool IsNamedSo(JProperty property) => property.Parent!.Parent is JProperty { Name: "properties" };

    private static void Format(string name, JToken? schema)
    {
        switch ((string?)schema?["type"])
        {
            case "array":
                Format(name, schema["items"]);
                break;
            case "integer" or "number" when IsId(name):
                schema["type"] = "integer";
                schema["format"] = "int64";
                break;
            case "integer" when schema["format"] is null:
                schema["format"] = "int32";
                break;
        }
    }

    public static bool IsId(string name) => Casing.Words(Casing.Pascal(name)).LastOrDefault() is "Id" or "Ids";
}
