using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>Marks everything with `x-retired` as deprecated: operations, parameters and properties.</summary>
internal static class RetiredMarks
{
    public const string Name = "x-retired";

    /// <summary>At an enum: the date on which each lost value was found gone.</summary>
    public const string Values = "x-retired-values";

    /// <summary>At an enum: the date on which any value was found to be allowed.</summary>
    public const string Enum = "x-retired-enum";

    public static bool IsMark(string member) => member is Name or Values or Enum;

    public static bool IsRetired(JToken token) => token is JObject json && json[Name] is not null;

    public static bool IsRetiredValue(JToken schema, JToken value) => schema[Values]?[$"{value}"] is not null;

    /// <summary>Merges the marks of an enum that two schemas share: a value is retired only if neither publishes it.</summary>
    public static void MergeValues(JObject known, JObject other)
    {
        var gone = (known[Values] as JObject ?? []).Properties().Concat((other[Values] as JObject ?? []).Properties())
            .Where(mark => !IsPublished(known, mark.Name) && !IsPublished(other, mark.Name))
            .DistinctBy(mark => mark.Name, StringComparer.Ordinal)
            .ToList();
        known.Remove(Values);
        if (gone.Count > 0)
            known[Values] = new JObject(gone);

        static bool IsPublished(JObject schema, string value) => schema["enum"]!.Any(item => $"{item}" == value && !IsRetiredValue(schema, item));
    }

    public static void Apply(OpenApiDocument document)
    {
        foreach (var json in document.Json.Below<JObject>().Where(json => IsRetired(json) && !IsOpenness(json)))
            json["deprecated"] = true;
    }

    // A schema that is no longer published as open needs no warning.
    private static bool IsOpenness(JObject json) => json.Parent is JProperty { Name: "additionalProperties" };
}
