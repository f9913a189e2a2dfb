using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// A value that may be of several types is any value: C# has no type for "text or object", and reading must not fail for either.
/// </summary>
internal static class AnyValues
{
    private static readonly string[] Members = ["oneOf", "anyOf", "not", "discriminator"];

    public static void Apply(OpenApiDocument document)
    {
        foreach (var schema in document.Json.Below<JObject>().Where(json => json["oneOf"] is JArray || json["anyOf"] is JArray).ToList())
        {
            // `oneOf` with one alternative is that alternative.
            if (schema["oneOf"] is JArray { Count: 1 } one && one[0] is JObject only)
            {
                schema.Remove("oneOf");
                if (!only.Properties().Any(member => schema[member.Name] is not null))
                    schema.Add(only.Properties().Select(member => new JProperty(member.Name, member.Value.DeepClone())));
            }
            else
            {
                foreach (var member in schema.Properties().Where(member => Members.Contains(member.Name, StringComparer.Ordinal) || member.Name is "type" or "format" or "properties" or "required").ToList())
                    member.Remove();
            }
        }
    }
}
