using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.ContractTests.Spec;

/// <summary>
/// Makes values that satisfy a schema: every property is there, no number, text or date comes twice, integers of 64 bits
/// don't fit into 32, and text goes beyond ASCII. The same calls in the same order give the same values.
/// </summary>
public sealed class SchemaSampler(OpenApiDocument document)
{
    private static readonly DateTimeOffset FirstTime = new(2026, 3, 1, 8, 30, 0, TimeSpan.Zero);

    private int _count;

    public JToken Sample(JObject schema) => Make(schema, "value", Variant.Full);

    /// <summary>Null for whatever may be null below the schema itself.</summary>
    public JToken SampleWithNulls(JObject schema) => Make(schema, "value", Variant.Nulls);

    /// <summary>
    /// What the schema doesn't know but admits: properties of every JSON type, and other values than those it names.
    /// </summary>
    public JToken SampleWithUnknowns(JObject schema) => Make(schema, "value", Variant.Unknowns);

    private enum Variant
    {
        Full,
        Nulls,
        Unknowns,
    }

    private JToken Make(JObject schema, string name, Variant variant)
    {
        var parts = document.Parts(schema);
        if (Find(parts, "oneOf") is JArray choices)
            return Make((JObject)choices[0], name, variant);

        var number = ++_count;
        if (Find(parts, "pattern") is not null)
            return Find(parts, "example")!.DeepClone();

        var isUnknown = variant == Variant.Unknowns && (bool?)Find(parts, "x-extensible-enum") == true;
        if (!isUnknown && Find(parts, "enum") is JArray values)
            return values[number % values.Count].DeepClone();

        return ((string?)Find(parts, "type"), (string?)Find(parts, "format")) switch
        {
            ("object", _) => MakeObject(parts, variant),
            (null, _) when Find(parts, "properties") is not null => MakeObject(parts, variant),
            ("array", _) => MakeArray((JObject)Find(parts, "items")!, name, variant),
            ("boolean", _) => number % 2 == 0,
            ("integer", "int32") => number,
            ("integer", _) => 5_000_000_000 + number,
            ("number", _) => number + 0.5m,
            ("string", "date-time") => TimeText(number),
            ("string", "email") => $"person{number}@example.com",
            _ => $"{name} {number} – Zoë 木",
        };
    }

    // Times with an offset of their own too: a reader that shifts them loses something.
    private static string TimeText(int number) => number % 2 == 0
        ? FirstTime.AddMinutes(number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : FirstTime.AddMinutes(number).ToOffset(TimeSpan.FromHours(2)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private JArray MakeArray(JObject items, string name, Variant variant) =>
        [MakeChild(items, name, variant), MakeChild(items, name, variant)];

    private JObject MakeObject(IReadOnlyList<JObject> parts, Variant variant)
    {
        var result = new JObject();
        foreach (var property in parts.SelectMany(part => part["properties"]?.Children<JProperty>() ?? []))
        {
            var schema = (JObject)property.Value;
            if (!((bool?)schema["x-form-only"] ?? false))
                result[property.Name] = MakeChild(schema, property.Name, variant);
        }

        var others = Find(parts, "additionalProperties");
        if (Find(parts, "properties") is null)
            AddEntries(result, others as JObject ?? [], variant);
        else if (variant == Variant.Unknowns && IsOpen(others))
            AddUnknownProperties(result);
        return result;
    }

    private JToken MakeChild(JObject schema, string name, Variant variant) =>
        variant == Variant.Nulls && document.Parts(schema).Any(part => (bool?)part["nullable"] is true)
            ? JValue.CreateNull()
            : Make(schema, name, variant);

    // The keys of a map are ids.
    private void AddEntries(JObject map, JObject schema, Variant variant)
    {
        for (var i = 0; i < 2; i++)
        {
            var key = (5_000_000_000 + ++_count).ToString(CultureInfo.InvariantCulture);
            map[key] = MakeChild(schema, "entry", variant);
        }
    }

    private void AddUnknownProperties(JObject target)
    {
        var number = ++_count;
        target["unknown_text"] = $"2026-03-01T08:30:{number % 60:00}+02:00";
        target["unknown_integer"] = 5_000_000_000 + number;
        target["unknown_number"] = number + 0.25m;
        target["unknown_flag"] = true;
        target["unknown_null"] = null;
        target["unknown_list"] = new JArray(number, "two", new JObject { ["three"] = 3 });
        target["unknown_object"] = new JObject { ["name"] = $"Zoë {number}", ["inner"] = new JObject { ["list"] = new JArray() } };
    }

    // What an object of extensions alone says of other properties is nothing.
    private static bool IsOpen(JToken? additionalProperties) => additionalProperties switch
    {
        null or JValue { Value: true } => true,
        JObject schema => schema.Properties().All(p => p.Name.StartsWith("x-", StringComparison.Ordinal)),
        _ => false,
    };

    private static JToken? Find(IReadOnlyList<JObject> parts, string keyword) =>
        parts.Select(part => part[keyword]).FirstOrDefault(value => value is not null);
}
