using System.Globalization;
using System.Net.Mail;
using System.Text.Json;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Procore.Tests.Shared.OpenApi;

/// <summary>
/// Holds a JSON text against a schema, stricter than OpenAPI and WireMock are: a number counts as it is written (`123.0` is
/// no integer), a property that the schema doesn't name is an error unless `additionalProperties` admits it, and so is
/// a keyword or format that isn't understood here.
/// </summary>
public sealed class SchemaValidator(OpenApiDocument document)
{
    private static readonly HashSet<string> Checked =
        ["type", "format", "enum", "pattern", "nullable", "properties", "required", "additionalProperties", "items", "minItems", "allOf", "oneOf"];

    private static readonly HashSet<string> Annotations =
        ["title", "description", "default", "example", "deprecated", "readOnly", "writeOnly", "externalDocs"];

    private static readonly string[] DateTimeFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <returns>Each error with the path of its place; none where the text satisfies the schema.</returns>
    public IReadOnlyList<string> Validate(JObject schema, string json)
    {
        // Not Newtonsoft's reader: it takes comments, single quotes, trailing commas and a name twice.
        var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
        try
        {
            using var value = JsonDocument.Parse(json, options);
            return [.. Check(schema, value.RootElement, "$")];
        }
        catch (JsonException e)
        {
            return [$"$: not JSON: {e.Message}"];
        }
    }

    private IEnumerable<string> Check(JObject schema, JsonElement value, string path)
    {
        var parts = document.Parts(schema);
        foreach (var keyword in parts.SelectMany(part => part.Properties()).Select(p => p.Name))
        {
            if (!Checked.Contains(keyword) && !Annotations.Contains(keyword) && !keyword.StartsWith("x-", StringComparison.Ordinal))
                throw new NotSupportedException($"{path}: the keyword {keyword} isn't checked here.");
        }

        if (value.ValueKind == JsonValueKind.Null)
            return IsNullable(parts) || IsNullAlternative(parts[0]) ? [] : [$"{path}: null"];

        return
        [
            .. parts.SelectMany(part => CheckType(part, value, path)),
            .. parts.SelectMany(part => CheckEnum(part, value, path)),
            .. parts.SelectMany(part => CheckPattern(part, value, path)),
            .. parts.SelectMany(part => CheckOneOf(part, value, path)),
            .. value.ValueKind switch
            {
                JsonValueKind.Object => CheckObject(parts, value, path),
                JsonValueKind.Array => CheckItems(parts, value, path).Concat(parts.SelectMany(part => CheckCount(part, value, path))),
                _ => [],
            },
        ];
    }

    // A reference that allows null in this place only.
    private bool IsNullAlternative(JObject schema) => schema["oneOf"] is JArray choices && choices.Cast<JObject>().Any(choice => IsNullable(document.Parts(choice)));

    // `nullable` beside `allOf` is taken at its word, as code generators do; without it every part says it, as OpenAPI 3.0.3 has it.
    private static bool IsNullable(IReadOnlyList<JObject> parts) =>
        (bool?)parts[0]["nullable"] ?? (parts.Count > 1 ? parts.Skip(1).All(part => IsNullable([part])) : !parts[0].ContainsKey("type") && !parts[0].ContainsKey("oneOf"));

    private static IEnumerable<string> CheckType(JObject schema, JsonElement value, string path)
    {
        var type = (string?)schema["type"];
        var format = (string?)schema["format"];
        var isRight = (type, format, value.ValueKind) switch
        {
            (null, null, _) => true,
            ("object", null, var kind) => kind == JsonValueKind.Object,
            ("array", null, var kind) => kind == JsonValueKind.Array,
            ("boolean", null, var kind) => kind is JsonValueKind.True or JsonValueKind.False,
            ("number", null or "float" or "double", var kind) => kind == JsonValueKind.Number,
            // Neither takes `123.0` nor `1e3`.
            ("integer", null or "int64", var kind) => kind == JsonValueKind.Number && value.TryGetInt64(out _),
            ("integer", "int32", var kind) => kind == JsonValueKind.Number && value.TryGetInt32(out _),
            ("string", null or "date-time" or "email" or "binary", var kind) =>
                kind == JsonValueKind.String && IsInFormat(value.GetString()!, format),
            _ => throw new NotSupportedException($"{path}: the type {type} with the format {format} isn't checked here."),
        };
        return isRight ? [] : [$"{path}: {value.GetRawText()} is not of type {type}{(format is null ? "" : $" ({format})")}"];
    }

    private static bool IsInFormat(string text, string? format) => format switch
    {
        "date-time" => DateTime.TryParseExact(
            text, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            && time.Kind != DateTimeKind.Unspecified,
        "email" => MailAddress.TryCreate(text, out var address) && string.Equals(address.Address, text, StringComparison.Ordinal),
        _ => true,
    };

    private static IEnumerable<string> CheckEnum(JObject schema, JsonElement value, string path)
    {
        if (schema["enum"] is not JArray allowed || IsExtensible(schema))
            return [];
        var isAllowed = value.ValueKind == JsonValueKind.String && allowed.Any(a => value.ValueEquals((string?)a));
        return isAllowed ? [] : [$"{path}: {value.GetRawText()} is none of {string.Join(", ", allowed)}"];
    }

    private static IEnumerable<string> CheckPattern(JObject schema, JsonElement value, string path) =>
        (string?)schema["pattern"] is { } pattern && value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, pattern, RegexOptions.ECMAScript, TimeSpan.FromMinutes(1))
            ? [$"{path}: {value.GetRawText()} doesn't match {pattern}"]
            : [];

    private static bool IsExtensible(JObject schema) => (bool?)schema["x-extensible-enum"] ?? false;

    private IEnumerable<string> CheckOneOf(JObject schema, JsonElement value, string path)
    {
        if (schema["oneOf"] is not JArray choices)
            return [];
        var errors = choices.Cast<JObject>().Select(choice => Check(choice, value, path).ToList()).ToList();
        return errors.Count(e => e.Count == 0) switch
        {
            1 => [],
            0 => [$"{path}: matches none of {choices.Count} choices ({string.Join("; ", errors.SelectMany(e => e))})"],
            var matches => [$"{path}: matches {matches} choices of oneOf"],
        };
    }

    private static IEnumerable<string> CheckCount(JObject schema, JsonElement array, string path) =>
        array.GetArrayLength() < ((int?)schema["minItems"] ?? 0) ? [$"{path}: has fewer than {schema["minItems"]} items"] : [];

    private IEnumerable<string> CheckItems(IReadOnlyList<JObject> parts, JsonElement array, string path) =>
        from part in parts
        where part["items"] is JObject
        from item in array.EnumerateArray().Select((value, index) => (value, index))
        from error in Check((JObject)part["items"]!, item.value, $"{path}[{item.index}]")
        select error;

    private IEnumerable<string> CheckObject(IReadOnlyList<JObject> parts, JsonElement value, string path)
    {
        foreach (var name in parts.SelectMany(part => part["required"] ?? new JArray()).Select(name => (string)name!).Except(parts.Select(part => (string)part["x-optional"]!), StringComparer.Ordinal))
        {
            if (!value.TryGetProperty(name, out _))
                yield return $"{path}.{name}: missing";
        }

        foreach (var property in value.EnumerateObject())
        {
            var errors = SchemasOf(parts, property.Name) is { Count: > 0 } schemas
                ? schemas.SelectMany(schema => CheckProperty(schema, property, $"{path}.{property.Name}"))
                : [$"{path}.{property.Name}: not in the schema"];
            foreach (var error in errors)
                yield return error;
        }
    }

    private IEnumerable<string> CheckProperty(JObject schema, JsonProperty property, string path) =>
        (bool?)schema["x-form-only"] ?? false ? [$"{path}: goes only as a part of a form"] : Check(schema, property.Value, path);

    /// <summary>What the parts say about a property: by its name, else by `additionalProperties`, else nothing.</summary>
    private static List<JObject> SchemasOf(IReadOnlyList<JObject> parts, string name)
    {
        var named = parts.Select(part => part["properties"]?[name]).OfType<JObject>().ToList();
        if (named.Count > 0)
            return named;

        var others = parts.Select(part => part["additionalProperties"]).OfType<JToken>().ToList();
        if (others.Count == 0 && parts.All(part => part["properties"] is null))
            return [[]];
        return others.Any(other => other is JValue { Value: false }) ? [] : [.. others.Select(other => other as JObject ?? [])];
    }
}
