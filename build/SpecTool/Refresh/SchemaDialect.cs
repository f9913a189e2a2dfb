using Newtonsoft.Json.Linq;

namespace SpecTool.Refresh;

/// <summary>Writes what OpenAPI 3.1 says differently as 3.0 has it: `type: [string, null]`, `const`, alternatives of null.</summary>
internal static class SchemaDialect
{
    private static readonly string[] Alternatives = ["oneOf", "anyOf"];

    private static readonly (string Exclusive, string Limit)[] Limits = [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")];

    public static void Apply(JObject document)
    {
        foreach (var json in document.Below<JObject>().Reverse().ToList())
        {
            Types(json);
            NullAlternative(json);
            AnySchemas(json);
            Constants(json);
            if (json["const"] is JValue value && json.Parent is not JProperty { Name: "properties" })
            {
                json.Remove("const");
                json["enum"] = new JArray(value);
            }

            foreach (var (exclusive, limit) in Limits)
            {
                if (json[exclusive] is not JValue { Type: JTokenType.Integer or JTokenType.Float } bound)
                    continue;
                json[limit] = bound.DeepClone();
                json[exclusive] = true;
            }
        }
    }

    private static void Types(JObject json)
    {
        if (json["type"] is JArray types)
        {
            var left = types.Where(type => $"{type}" is not "null").ToList();
            if (left.Count < types.Count)
                json["nullable"] = true;
            json.Remove("type");
            if (left is [var only])
                json["type"] = only.DeepClone();
            else if (left.Count > 1)
                json["oneOf"] = new JArray(left.Select(type => new JObject { ["type"] = type.DeepClone() }));
        }
    }

    /// <summary>`true` as a schema is any value, and `false` none.</summary>
    private static void AnySchemas(JObject json)
    {
        foreach (var property in (json["properties"] as JObject)?.Properties() ?? [])
            AnySchema(property.Value);
        AnySchema(json["items"]);
    }

    private static void AnySchema(JToken? schema)
    {
        if (schema is JValue { Value: bool isAny })
            schema.Replace(isAny ? new JObject() : new JObject { ["not"] = new JObject() });
    }

    /// <summary>Alternatives that are constants are an enum whose values have texts.</summary>
    private static void Constants(JObject json)
    {
        foreach (var member in Alternatives)
        {
            if (json[member] is not JArray { Count: > 1 } alternatives || !alternatives.All(part => part is JObject { } schema && schema["enum"] is JArray { Count: 1 } && schema.Properties().All(keyword => keyword.Name is "enum" or "type")))
                continue;
            json["enum"] = new JArray(alternatives.Select(part => part["enum"]![0]!.DeepClone()));
            json["type"] ??= alternatives[0]["type"];
            json.Remove(member);
        }
    }

    private static void NullAlternative(JObject json)
    {
        foreach (var member in Alternatives)
        {
            if (json[member] is not JArray alternatives)
                continue;
            var left = alternatives.Where(part => !(part is JObject schema && $"{schema["type"]}" is "null")).ToList();
            if (left.Count == alternatives.Count)
                continue;
            json["nullable"] = true;
            json.Remove(member);
            if (left.Count > 0)
                json[left.Count == 1 ? "allOf" : member] = new JArray(left);
        }
    }
}
