using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>Adds a JSON body to an operation that publishes an object in a form only: the API takes both.</summary>
internal static class JsonBodies
{
    private const string Json = "application/json";

    public static void Apply(OpenApiDocument document)
    {
        foreach (var operation in document.Operations)
        {
            if (operation.Body?["content"] is JObject content && content[Json] is null)
                content[Json] = content.Properties().First().Value.DeepClone();
        }
    }
}
