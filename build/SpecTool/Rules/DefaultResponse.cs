using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>Gives every operation a typed `default` response, so that an undeclared status reaches our code too.</summary>
internal static class DefaultResponse
{
    public const string Error = "Error";

    public static void Apply(OpenApiDocument document)
    {
        document.Schemas[Error] ??= new JObject { ["type"] = "object" };
        foreach (var responses in document.Operations.Select(operation => (JObject)operation.Json["responses"]!))
            responses["default"] = Response();
    }

    private static JObject Response() => new(
        new JProperty("description", "Error"),
        new JProperty("content", new JObject(
            new JProperty("application/json", new JObject(
                new JProperty("schema", SchemaReference.To(Error)))))));
}
