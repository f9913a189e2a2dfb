using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Replaces the published texts by ours from descriptions.json. The most specific text wins:
/// `V13.List`, which holds for v1.3 and newer, before `List`, a property in its schema before the same property anywhere.
/// </summary>
internal sealed class Descriptions
{
    private const string Retired = "retired";
    private const string Values = "values";
    private const string Undescribed = "As Procore publishes it; not described here yet.";

    private readonly JObject _texts;
    private readonly HashSet<JToken> _used = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _warnings = [];

    private Descriptions(JObject texts) => _texts = texts;

    public static IReadOnlyList<string> Apply(OpenApiDocument document, JObject texts)
    {
        var descriptions = new Descriptions(texts);
        foreach (var operation in document.Operations)
            descriptions.Describe(operation);
        foreach (var schema in document.Schemas.Properties())
            descriptions.Describe(schema);
        return [.. descriptions._warnings.Distinct(StringComparer.Ordinal), .. descriptions.Unused()];
    }

    private void Describe(Operation operation)
    {
        var keys = Keys(operation);
        operation.Json.Remove("summary");
        foreach (var member in (string[])["summary", "description"])
            Set(operation.Json, member, keys.Select(key => _texts["operations"]?[key]?[member]), $"operation {operation.Method}: no {member}");
        if (operation.Json[RetiredMarks.Name] is { } date)
            Append(operation.Json, Retired, (string)date!);

        foreach (var parameter in operation.Parameters)
        {
            Set(parameter, "description", Texts("parameters", keys, (string)parameter[ParameterNames.Name]!), $"parameter {parameter[ParameterNames.Name]} of {operation.Method}");
            if (parameter[ParameterValues.Name] is JArray values)
                Append(parameter, Values, string.Join(", ", values));
        }

        if (operation.Body is { } body)
            Set(body, "description", keys.Select(key => _texts["bodies"]?[key]), $"body of {operation.Method}");
        foreach (var response in operation.Responses)
            Describe(operation, keys, response);
    }

    private void Describe(Operation operation, string[] keys, JProperty response)
    {
        Set((JObject)response.Value, "description", Texts("responses", keys, response.Name), $"response {response.Name} of {operation.Method}");
        foreach (var header in (response.Value["headers"] as JObject)?.Properties() ?? [])
            Set((JObject)header.Value, "description", [_texts["headers"]?[header.Name]], $"header {header.Name}");
    }

    private void Describe(JProperty schema)
    {
        var texts = _texts["schemas"]?[schema.Name];
        Set((JObject)schema.Value, "description", [texts?["description"]], $"schema {schema.Name}");

        var parts = (schema.Value["allOf"]?.OfType<JObject>() ?? []).Prepend((JObject)schema.Value);
        foreach (var property in parts.SelectMany(part => ((JObject?)part["properties"])?.Properties() ?? []))
        {
            // Members beside a $ref are ignored.
            if (SchemaReference.Of((JObject)property.Value) is { } reference)
                property.Value = new JObject(new JProperty("allOf", new JArray(reference.ToJson())));
            Set((JObject)property.Value, "description", [texts?["properties"]?[property.Name], _texts["properties"]?[property.Name]], $"property {schema.Name}.{property.Name}");
        }
    }

    private IEnumerable<JToken?> Texts(string section, string[] keys, string name) =>
        keys.Select(key => _texts[section]?[$"{key}.{name}"]).Append(_texts[section]?[name]);

    private static string[] Keys(Operation operation)
    {
        var scoped = operation.ScopedMethod;
        var (api, resource) = operation.Version;
        var versions = Enumerable.Range(0, resource + 1).Reverse().Select(older => $"V{api}{older}").ToList();
        return [.. versions.Select(version => $"{version}.{operation.Method}"), operation.Method, .. versions.Select(version => $"{version}.{scoped}"), scoped];
    }

    private void Set(JObject json, string member, IEnumerable<JToken?> candidates, string place)
    {
        if (candidates.FirstOrDefault(text => text is JValue) is { } text)
        {
            _used.Add(text);
            json[member] = text.DeepClone();
        }
        else
        {
            json[member] = Undescribed;
            _warnings.Add($"no text: {place}");
        }
    }

    private void Append(JObject json, string kind, string value)
    {
        if ((string?)_texts[kind] is { } text)
            json["description"] = $"{json["description"]} {text.Replace($"{{{kind}}}", value, StringComparison.Ordinal)}".TrimStart();
    }

    private IEnumerable<string> Unused() => _texts.Below<JValue>()
        .Where(text => !_used.Contains(text) && text.Path is not (Retired or Values))
        .Select(text => $"unused text: {text.Path}");
}
