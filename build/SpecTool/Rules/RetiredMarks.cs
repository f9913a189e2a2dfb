using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>An operation, a parameter or a property that carries `x-retired` is deprecated.</summary>
internal static class RetiredMarks
{
    public const string Name = "x-retired";

    public static bool IsRetired(JToken token) => token is JObject json && json[Name] is not null;

    public static void Apply(OpenApiDocument document)
    {
        foreach (var json in document.Json.Descendants().OfType<JObject>().Where(json => IsRetired(json) && !IsOpenness(json)))
            json["deprecated"] = true;
    }

    // That a schema was once published as open is nothing to warn a caller of.
    private static bool IsOpenness(JObject json) => json.Parent is JProperty { Name: "additionalProperties" };
}
