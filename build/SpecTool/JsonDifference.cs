using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SpecTool;

/// <summary>Lists the places where two JSON documents differ.</summary>
internal static class JsonDifference
{
    private const int LongestValue = 60;

    public static IEnumerable<string> Between(JToken expected, JToken actual) => Between("$", expected, actual);

    private static IEnumerable<string> Between(string path, JToken expected, JToken actual) => (expected, actual) switch
    {
        (JObject e, JObject a) => e.Properties().Select(property => property.Name)
            .Union(a.Properties().Select(property => property.Name), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .SelectMany(name => Member($"{path}['{name}']", e[name], a[name])),
        (JArray e, JArray a) => Enumerable.Range(0, Math.Max(e.Count, a.Count))
            .SelectMany(i => Member($"{path}[{i}]", e.ElementAtOrDefault(i), a.ElementAtOrDefault(i))),
        _ => JToken.DeepEquals(expected, actual) ? [] : [$"{path}: expected {Short(expected)}, is {Short(actual)}"],
    };

    private static IEnumerable<string> Member(string path, JToken? expected, JToken? actual) => (expected, actual) switch
    {
        (null, _) => [$"{path}: should not be there"],
        (_, null) => [$"{path}: is missing"],
        _ => Between(path, expected, actual),
    };

    private static string Short(JToken token)
    {
        var text = token.ToString(Formatting.None);
        return text.Length <= LongestValue ? text : text[..LongestValue] + "…";
    }
}
