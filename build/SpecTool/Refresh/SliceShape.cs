using Newtonsoft.Json.Linq;

namespace SpecTool.Refresh;

/// <summary>Refuses a slice that isn't shaped as OpenAPI says, before anything is made of it.</summary>
internal sealed class SliceShape
{
    private static readonly string[] Alternatives = ["allOf", "oneOf", "anyOf"];

    private readonly string _file;
    private readonly JObject _schemas;
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly List<string> _around = [];

    private SliceShape(JObject slice, string file)
    {
        _file = file;
        _schemas = (JObject)slice["components"]!["schemas"]!;
    }

    public static void Check(JObject slice, string file)
    {
        var shape = new SliceShape(slice, file);
        foreach (var operation in ((JObject)slice["paths"]!).Properties().SelectMany(path => ((JObject)path.Value).Properties()))
            shape.CheckOperation((JObject)operation.Value);
        foreach (var schema in shape._schemas.Properties())
            shape.CheckNamed(schema.Name);
    }

    private void CheckOperation(JObject operation)
    {
        foreach (var parameter in operation["parameters"] is { } parameters ? As<JArray>(parameters) : [])
        {
            if (As<JObject>(parameter)["name"] is not JValue { Value: string } || parameter["in"] is not JValue { Value: string })
                throw Wrong(parameter, "has no `name` and `in`");
            CheckFlags((JObject)parameter);
            CheckPart(parameter["schema"]);
        }

        CheckFlags(operation);

        if (operation["requestBody"] is { } body)
        {
            CheckContent(As<JObject>(body));
            CheckFlags((JObject)body);
        }

        if (operation["responses"] is not JObject responses)
            throw Wrong(operation, "has no `responses`");
        foreach (var response in responses.Properties())
        {
            CheckContent(As<JObject>(response.Value));
            foreach (var header in Members(response.Value["headers"]))
                As<JObject>(header.Value);
        }
    }

    private void CheckContent(JObject holder)
    {
        foreach (var media in Members(holder["content"]))
        {
            if (As<JObject>(media.Value)["schema"] is null)
                throw Wrong(media.Value, "has no `schema`");
            CheckPart(media.Value["schema"]);
        }
    }

    private void CheckPart(JToken? schema)
    {
        if (schema is null)
            return;
        if (As<JObject>(schema)["$ref"] is JValue { Value: string reference })
        {
            CheckNamed(reference.Split('/')[^1]);
            return;
        }

        foreach (var part in Alternatives.Where(member => schema[member] is not null).SelectMany(member => As<JArray>(schema[member]!)))
            CheckPart(part);
        foreach (var member in new[] { "enum", "required" }.Where(member => schema[member] is not null))
            As<JArray>(schema[member]!);
        if (schema["type"] is not null and not JValue { Value: string })
            throw Wrong(schema["type"]!, "is no name of a type");
        CheckFlags((JObject)schema);

        // A property may have the type of the schema around it, but a schema can't be itself.
        var around = _around.ToList();
        _around.Clear();
        foreach (var property in Members(schema["properties"]))
            CheckPart(property.Value);
        CheckPart(schema["items"]);
        CheckPart(schema["additionalProperties"] as JObject);
        _around.AddRange(around);
    }

    private void CheckNamed(string name)
    {
        if (_around.Contains(name, StringComparer.Ordinal))
            throw new SpecException($"{_file}: the schema {name} is defined by itself ({string.Join(" > ", _around.Append(name))})");
        if (!_done.Add(name))
            return;
        _around.Add(name);
        CheckPart(_schemas[name]);
        _around.RemoveAt(_around.Count - 1);
    }

    private void CheckFlags(JObject json)
    {
        foreach (var flag in new[] { "required", "deprecated", "nullable" }.Where(flag => json[flag] is JValue and not JValue { Value: bool }))
            throw Wrong(json[flag]!, "is neither true nor false");
    }

    private IEnumerable<JProperty> Members(JToken? holder) => holder is null ? [] : As<JObject>(holder).Properties();

    private T As<T>(JToken token)
        where T : JToken =>
        token as T ?? throw Wrong(token, $"is no {(typeof(T) == typeof(JArray) ? "array" : "object")}");

    private SpecException Wrong(JToken token, string what) => new($"{_file}: not as OpenAPI has it: {token.Path} {what}");
}
