using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>The schema that takes the values of two others.</summary>
internal static class TypeWidening
{
    /// <summary>Null if no schema but "anything" takes both.</summary>
    public static JObject? Of(OpenApiDocument document, JObject one, JObject other)
    {
        if (SchemaShape.Same(one, other))
            return one;
        if (EnumAndText(document, one, other) is { } open)
            return open;
        return (Type(one), Type(other)) switch
        {
            ("array", "array") when one["items"] is JObject items && other["items"] is JObject otherItems =>
                Of(document, items, otherItems) is { } wider ? new JObject { ["type"] = "array", ["items"] = wider.DeepClone() } : null,
            ("string", "string") => Shared(one, other, IsTime(one) && IsTime(other) ? "date-time" : null),
            ("integer", "integer") => Shared(one, other, Format(one) is "int64" || Format(other) is "int64" ? "int64" : "int32"),
            ("integer" or "number", "integer" or "number") => new JObject { ["type"] = "number" },
            ("boolean", "boolean") => Shared(one, other, format: null),
            _ => null,
        };
    }

    public static string Name(JObject schema) =>
        SchemaReference.Of(schema)?.Name
        ?? (Type(schema) is { } type ? type + (Format(schema) is { } format ? $" ({format})" : "") + (schema["items"] is JObject items ? $" of {Name(items)}" : "") : schema["properties"] is null ? "anything" : "object");

    // An enum of ours is open, so it holds any text.
    private static JObject? EnumAndText(OpenApiDocument document, JObject one, JObject other)
    {
        if (IsEnum(one) && Type(other) is "string")
            return one;
        return IsEnum(other) && Type(one) is "string" ? other : null;

        bool IsEnum(JObject schema) => SchemaReference.Of(schema) is { } reference && document.Json["components"]?[reference.Section]?[reference.Name]?["enum"] is not null;
    }

    private static JObject Shared(JObject one, JObject other, string? format)
    {
        var shared = new JObject(one.Properties().Where(member => member.Name is not ("format" or "enum") && JToken.DeepEquals(member.Value, other[member.Name])));
        if (format is not null)
            shared["format"] = format;
        return shared;
    }

    private static bool IsTime(JObject schema) => Format(schema) is "date" or "date-time";

    private static string? Type(JObject schema) => (string?)(schema["type"] as JValue);

    private static string? Format(JObject schema) => (string?)(schema["format"] as JValue);
}
