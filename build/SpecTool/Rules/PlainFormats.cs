using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Drops the formats of text and of numbers, such as `uri`, `uuid` and `byte`, from which NSwag would make a type of its own: one value
/// that doesn't fit would fail the whole response. Dates stay, and `email`, which stays text.
/// </summary>
internal static class PlainFormats
{
    private static readonly string[] Kept = ["date", "date-time"];

    public static void Apply(OpenApiDocument document)
    {
        foreach (var schema in document.Json.Below<JObject>().Where(json => json["format"] is JValue { Value: string format } && IsDropped($"{json["type"]}", format)).ToList())
            schema.Remove("format");
    }

    public static bool IsKept(string format) => Kept.Contains(format, StringComparer.Ordinal);

    private static bool IsDropped(string type, string format) => type is "number" || (type is "string" && format is not "email" && !IsKept(format));
}
