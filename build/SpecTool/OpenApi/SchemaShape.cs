using System.Collections.Frozen;
using Newtonsoft.Json.Linq;

namespace SpecTool.OpenApi;

/// <summary>The part of a schema that code is generated from, without descriptions, marks and limits.</summary>
internal static class SchemaShape
{
    /// <summary>Limits are remarks too: what is generated doesn't check them.</summary>
    private static readonly FrozenSet<string> Remarks = FrozenSet.Create(
        StringComparer.Ordinal,
        "description", "title", "example", "deprecated", "nullable", "default", "readOnly", "writeOnly", "pattern", "multipleOf", "uniqueItems", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "contentEncoding", "contentMediaType");

    /// <summary>Whether two schemas have the same shape, without making it.</summary>
    public static bool Same(JToken one, JToken other) => (one, other) switch
    {
        (JObject json, JObject otherJson) => SameMembers(json, otherJson),
        (JArray array, JArray otherArray) => array.Count == otherArray.Count && array.Zip(otherArray, Same).All(same => same),
        _ => JToken.DeepEquals(one, other),
    };

    public static bool HasProperties(JObject schema) => schema["properties"] is JObject { Count: > 0 };

    public static JToken Of(JToken token) => token switch
    {
        JObject json => new JObject(json.Properties()
            .Where(property => !IsRemark(property))
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => new JProperty(property.Name, IsPropertyMap(property) ? Properties((JObject)property.Value) : Of(property.Value)))),
        JArray array => new JArray(array.Select(Of)),
        _ => token.DeepClone(),
    };

    private static bool SameMembers(JObject one, JObject other)
    {
        var left = other.Properties().Count(property => !IsRemark(property));
        foreach (var property in one.Properties().Where(property => !IsRemark(property)))
        {
            if (other.Property(property.Name, StringComparison.Ordinal) is not { } match || IsRemark(match))
                return false;
            if (IsPropertyMap(property) && match.Value is JObject properties ? !SameProperties((JObject)property.Value, properties) : !Same(property.Value, match.Value))
                return false;
            left--;
        }

        return left == 0;
    }

    private static bool SameProperties(JObject one, JObject other) =>
        one.Count == other.Count && one.Properties().All(property => other[property.Name] is { } match && Same(property.Value, match));

    private static JObject Properties(JObject properties) => new(properties.Properties()
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .Select(property => new JProperty(property.Name, Of(property.Value))));

    private static bool IsPropertyMap(JProperty property) => property is { Name: "properties", Value: JObject };

    // `additionalProperties: {}` is the default of an object.
    private static bool IsRemark(JProperty property) =>
        Remarks.Contains(property.Name)
        || property.Name.StartsWith("x-", StringComparison.Ordinal)
        || (string.Equals(property.Name, "additionalProperties", StringComparison.Ordinal)
            && HasProperties((JObject)property.Parent!)
            && property.Value is JObject free && free.Properties().All(IsRemark));
}
