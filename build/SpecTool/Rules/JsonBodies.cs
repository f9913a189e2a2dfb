using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Adds a JSON body to an operation that publishes an object in a form only: the API takes both. The clients write objects only, so
/// a body of another kind is left out and reported.
/// </summary>
internal static class JsonBodies
{
    private const string Json = "application/json";

    public static void Apply(OpenApiDocument document)
    {
        foreach (var operation in document.Operations)
        {
            if (operation.Body?["content"] is not JObject { Count: > 0 } content)
                continue;
            content[Json] ??= content.Properties().First().Value.DeepClone();
            if (content[Json]!["schema"] is not JObject schema || IsObject(document, schema))
                continue;
            document.Conflicts[$"{operation} body"] = new(
                $"{operation} takes a body as {content.Properties().First().Name} that is no object with properties, which the clients don't write",
                [],
                Conflict.Published,
                "the method sends no body",
                "if callers need it, the operation needs code by hand");
            operation.Json.Remove("requestBody");
        }
    }

    private static bool IsObject(OpenApiDocument document, JObject schema) =>
        document.Resolve(schema) is var resolved && resolved["oneOf"] is null && resolved["anyOf"] is null && document.PropertiesOf(schema).Any();
}
