using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Tests;

/// <summary>
/// What code that calls the raw clients relies on, a line each: methods with their arguments and results, properties with their types,
/// values of enums, and constructors. If a line is missing after a change, such code doesn't compile. An annotation of null counts where it
/// makes another type, and a wider number in what is sent doesn't.
/// </summary>
internal sealed class RawSurface
{
    private readonly OpenApiDocument _document;

    private RawSurface(BuiltSpec spec) => _document = OpenApiDocument.Of(spec);

    public static IReadOnlyList<string> MissingIn(BuiltSpec after, IEnumerable<string> before)
    {
        var lines = Of(after);
        return [.. before.Where(line => !lines.Contains(line) && !lines.Overlaps(Wider(line)))];
    }

    public static HashSet<string> Of(BuiltSpec spec) => new RawSurface(spec).Lines().ToHashSet(StringComparer.Ordinal);

    /// <summary>The same with one argument, or the field of a body, of a type that takes all values of the old one.</summary>
    private static IEnumerable<string> Wider(string line) => line.Split('|') is { Length: > 1 } parts
        ? Enumerable.Range(1, parts.Length - 1).SelectMany(i => Takers(parts[i]).Select(wider => string.Join('|', parts.Select((part, n) => n == i ? wider : part))))
        : [];

    private static IEnumerable<string> Takers(string argument) => argument.Split(' ', 2) is [var type, var rest]
        ? (type.TrimEnd('?') switch { "int32" => (string[])["int64", "number", "object"], "int64" => ["number", "object"], _ => ["object"] }).SelectMany(wider => new[] { $"{wider} {rest}", $"{wider}? {rest}" })
        : [];

    private IEnumerable<string> Lines() => _document.Operations.Select(Method).Concat(_document.Schemas.Properties()
        // These have no classes.
        .Where(schema => schema.Name is not (DefaultResponse.Error or "CompanyUserIds") && !schema.Name.EndsWith("Form", StringComparison.Ordinal))
        .SelectMany(schema => Members(schema.Name, (JObject)schema.Value)));

    private string Method(Operation operation)
    {
        var arguments = operation.Parameters.Where(parameter => $"{parameter["name"]}" is not ParameterNames.CompanyHeader)
            .Select(parameter => $"{Type((JObject?)parameter["schema"]).TrimEnd('?')} {parameter[ParameterNames.Name]}{Optional(parameter)}")
            .Concat(operation.Body is { } body ? [$"{Type(SchemaIn(body)).TrimEnd('?')} body{Optional(body)}"] : []);
        var results = operation.Successes.Select(success => SchemaIn(success.Value)).OfType<JObject>().Select(Type);
        return $"{results.FirstOrDefault()} {operation.Id}|{string.Join('|', arguments)}";
    }

    private IEnumerable<string> Members(string name, JObject schema)
    {
        foreach (var property in ((JObject?)schema["properties"])?.Properties() ?? [])
        {
            var (type, member) = (Type((JObject)property.Value), $"{name}.{property.Value["x-name"] ?? Casing.Usual(property.Name)}");
            // Only callers write these.
            yield return schema["x-write"] is null ? $"{member}: {type}{(property.Value["x-not-in-every-response"] is null ? "" : " or missing")}" : $"set|{type} {member}";
        }

        foreach (var value in schema["enum"] ?? new JArray())
            yield return $"{name}.{schema["x-value-names"]?[$"{value}"] ?? Casing.Usual($"{value}")} = {value}";
        foreach (var part in (schema["allOf"] as JArray ?? []).OfType<JObject>())
        {
            if (SchemaReference.Of(part) is { } parent)
                yield return $"{name} is a {parent.Name}";
            foreach (var member in Members(name, part))
                yield return member;
        }

        yield return $"new {name}({schema["x-constructor"]})";
    }

    private string Type(JObject? schema)
    {
        if (schema is null)
            return "object";
        if (schema["allOf"] is JArray { Count: 1 } one)
            return Type((JObject)one[0]);
        if (schema["oneOf"] is JArray alternatives)
            return Type((JObject)alternatives[0]);
        if (SchemaReference.Of(schema) is { } reference)
        {
            var resolved = reference.Find(_document.Json);
            var isClass = SchemaShape.HasProperties(resolved) || resolved["allOf"] is not null || resolved["enum"] is not null;
            return !isClass ? Type(resolved) : reference.Name + (resolved["enum"] is null ? "" : Nullable(resolved));
        }

        return ((string?)schema["type"], (string?)schema["format"]) switch
        {
            ("array", _) when schema["items"] is JObject items => $"{Type(items)}[]",
            (null or "object", _) => schema["additionalProperties"] is JObject values && !SchemaShape.HasProperties(schema) ? $"map-of-{Type(values)}" : "object",
            ("string", "date" or "date-time") => "time" + Nullable(schema),
            ("integer", var width) => width + Nullable(schema),
            ("number" or "boolean", _) => schema["type"] + Nullable(schema),
            var (type, _) => type!,
        };
    }

    private static JObject? SchemaIn(JToken holder) => Operation.MediaTypes(holder).FirstOrDefault()?["schema"] as JObject;

    private static string Optional(JObject json) => OpenApiDocument.IsTrue(json["required"]) ? "" : " = null";

    private static string Nullable(JObject schema) => OpenApiDocument.IsTrue(schema["nullable"]) ? "?" : "";
}
