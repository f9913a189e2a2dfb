using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// An object whose only property is called `{user_id}`, `userId`, `projectId` or `field_name` is a map:
/// Procore publishes the placeholder of a key as if it were the key.
/// </summary>
internal static partial class DynamicKeys
{
    public static void Apply(OpenApiDocument document)
    {
        foreach (var schema in document.Json.Below<JObject>().Where(HasPlaceholderOnly).ToList())
        {
            schema["additionalProperties"] = ((JObject)schema["properties"]!).Properties().Single().Value;
            schema.Remove("properties");
            schema.Remove("required");
        }
    }

    private static bool HasPlaceholderOnly(JObject schema) =>
        schema["properties"] is JObject { Count: 1 } properties && Placeholder().IsMatch(properties.Properties().Single().Name);

    [GeneratedRegex(@"^(?:\{.+\}|userId|projectId|field_name)$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Placeholder();
}
