using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Refresh;

/// <summary>
/// Computes the retired.json for a new document: the parts of the published and the retired document that it lacks. Parts that
/// have a date keep it.
/// </summary>
internal sealed class Retirement
{
    private readonly OpenApiDocument _before;
    private readonly OpenApiDocument _after;
    private readonly string _date;
    private readonly JObject _schemas = [];
    private readonly HashSet<(JToken, JToken)> _compared = [];

    private Retirement(OpenApiDocument before, OpenApiDocument after, string date)
    {
        _before = before;
        _after = after;
        _date = date;
    }

    public static JObject Of(Baseline baseline, JObject refreshed, DateOnly date)
    {
        var after = OpenApiDocument.Parse(refreshed, "the new document");
        var retirement = new Retirement(baseline.All, after, date.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        var result = (JObject)baseline.Retired.DeepClone();
        result["paths"] = retirement.Paths();
        result["components"] = new JObject { ["schemas"] = retirement.Schemas((JObject)result["paths"]!) };
        if (!JToken.DeepEquals(result, baseline.Retired))
            result["info"]!["version"] = retirement._date;
        return result;
    }

    private JObject Paths()
    {
        var paths = new JObject();
        foreach (var operation in _before.Operations)
        {
            if (Of(operation) is not { Count: > 0 } gone)
                continue;
            var path = _after.Find(operation)?.Path ?? operation.Path;
            paths[path] ??= new JObject();
            paths[path]![operation.Verb] = gone;
        }

        return paths;
    }

    private JObject Of(Operation operation)
    {
        if (_after.Find(operation) is not { } now)
            return Marked(operation.Json);
        if (JToken.DeepEquals(operation.Json, now.Json))
            return [];

        var gone = new JObject();
        // The parameters of a path can't go; they can only be called something else.
        var parameters = operation.Parameters.Where(parameter => $"{parameter["in"]}" is not "path").Select(parameter => Of(parameter, now)).OfType<JObject>().ToList();
        if (parameters.Count > 0)
            gone["parameters"] = new JArray(parameters);
        if (Responses(operation, now) is { Count: > 0 } responses)
            gone["responses"] = responses;
        if (Content(operation.Body, now.Body) is { Count: > 0 } body)
            gone["requestBody"] = body;
        return gone;
    }

    private JObject? Of(JObject parameter, Operation operation)
    {
        if (operation.Parameters.FirstOrDefault(other => Operation.IsSame(parameter, other)) is not { } now)
            return Optional(parameter);
        return parameter["schema"] is { } before && now["schema"] is { } after && Gone(before, after) is { Count: > 0 } gone
            ? new JObject { ["name"] = parameter["name"], ["in"] = parameter["in"], ["schema"] = gone }
            : null;
    }

    private JObject Responses(Operation operation, Operation now)
    {
        var gone = new JObject();
        foreach (var response in operation.Responses)
        {
            if (now.Json["responses"]?[response.Name] is not JObject other)
            {
                gone[response.Name] = Marked((JObject)response.Value);
                continue;
            }

            var parts = Content((JObject)response.Value, other);
            var headers = Members((JObject)response.Value, "headers").Where(header => other["headers"]?[header.Name] is null).ToList();
            if (headers.Count > 0)
                parts["headers"] = new JObject(headers.Select(header => new JProperty(header.Name, Marked((JObject)header.Value))));
            if (parts.Count > 0)
                gone[response.Name] = parts;
        }

        return gone;
    }

    private JObject Content(JObject? before, JObject? after)
    {
        var content = new JObject();
        foreach (var media in Members(before, "content"))
        {
            if (after?["content"]?[media.Name]?["schema"] is { } now && media.Value["schema"] is { } schema && Gone(schema, now) is { Count: > 0 } gone)
                content[media.Name] = new JObject { ["schema"] = gone };
        }

        return content.Count == 0 ? [] : new JObject { ["content"] = content };
    }

    /// <summary>
    /// The parts that a schema in its place lacks. A named schema that is still published is compared by its name; only one that is
    /// gone passes its properties on to the schema that replaces it.
    /// </summary>
    private JObject Gone(JToken before, JToken after)
    {
        if (IsStillPublished((JObject)before))
            return [];
        var place = SchemaReference.Of((JObject)after)?.Name;
        var gone = Members(_before.Resolve(before), _after.Resolve(after));
        if (place is null)
            return gone;
        if (gone.Count > 0)
            Merge(_schemas, place, gone);
        return [];
    }

    private JObject Members(JObject before, JObject after)
    {
        if (!_compared.Add((before, after)) || !Same(before["type"], after["type"]))
            return [];

        var gone = new JObject();
        var known = _after.PropertiesOf(after).Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var property in _before.PropertiesOf(before, part => !IsStillPublished(part)))
        {
            if (!known.Contains(property.Name))
                Set(gone, property.Name, Marked((JObject)property.Value));
            else if (after["properties"]?[property.Name] is { } now && Gone(property.Value, now) is { Count: > 0 } inner)
                Set(gone, property.Name, inner);
        }

        if (before["items"] is { } items && after["items"] is { } nowItems && Gone(items, nowItems) is { Count: > 0 } innerItems)
            gone["items"] = innerItems;
        if (before["additionalProperties"] is JObject open && after["additionalProperties"] is null && (RetiredMarks.IsRetired(open) || !SchemaShape.HasProperties(before)))
            gone["additionalProperties"] = Marked(open);
        foreach (var part in EnumValues(before, after))
            gone.Add(part);
        return gone;

        static void Set(JObject gone, string name, JObject value)
        {
            gone["properties"] ??= new JObject();
            gone["properties"]![name] = value;
        }
    }

    private IEnumerable<JProperty> EnumValues(JObject before, JObject after)
    {
        if (before["enum"] is not JArray values)
            return [];

        // If any value is allowed now, none is gone, but callers keep their enum.
        if (after["enum"] is not JArray left)
            return [new("enum", values.DeepClone()), new(RetiredMarks.Enum, before[RetiredMarks.Enum] ?? _date), .. before.Properties().Where(member => member.Name is RetiredMarks.Values)];

        var lost = values.Except(left, JToken.EqualityComparer).ToList();
        return lost.Count == 0
            ? []
            : [new("enum", new JArray(lost)), new(RetiredMarks.Values, new JObject(lost.Select(value => new JProperty($"{value}", before[RetiredMarks.Values]?[$"{value}"] ?? _date))))];
    }

    private JObject Schemas(JObject paths)
    {
        foreach (var schema in _before.Schemas.Properties())
        {
            if (_after.Schemas[schema.Name] is JObject now && !JToken.DeepEquals(schema.Value, now) && Members((JObject)schema.Value, now) is { Count: > 0 } gone)
                Merge(_schemas, schema.Name, gone);
        }

        // Kept parts keep the schemas that they reference.
        for (var roots = new List<JToken> { paths, _schemas }; roots.Count > 0;)
        {
            var names = roots.SelectMany(OpenApiDocument.References).Select(reference => reference.Name).Distinct(StringComparer.Ordinal)
                .Where(name => _after.Schemas[name] is null && _schemas[name] is null)
                .ToList();
            foreach (var name in names)
                _schemas[name] = _before.Schemas[name]!.DeepClone();
            roots = [.. names.Select(name => _schemas[name]!)];
        }

        return _schemas;
    }

    private bool IsStillPublished(JObject schema) => SchemaReference.Of(schema) is { } reference && _after.Schemas[reference.Name] is not null;

    private JObject Marked(JObject json)
    {
        var copy = (JObject)json.DeepClone();
        copy[RetiredMarks.Name] ??= _date;
        return copy;
    }

    // A parameter that Procore no longer knows can't be required.
    private JObject Optional(JObject parameter)
    {
        var copy = Marked(parameter);
        if ((bool?)copy["required"] is true)
            copy["required"] = false;
        return copy;
    }

    private static void Merge(JObject schemas, string name, JObject gone)
    {
        if (schemas[name] is JObject known)
            known.Merge(gone);
        else
            schemas[name] = gone;
    }

    private static bool Same(JToken? before, JToken? after) => before is null || after is null || JToken.DeepEquals(before, after);

    private static IEnumerable<JProperty> Members(JObject? holder, string member) => (holder?[member] as JObject)?.Properties() ?? [];
}
