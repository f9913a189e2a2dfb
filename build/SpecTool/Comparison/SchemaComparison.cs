using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Comparison;

/// <summary>
/// What differs between two schemas that stand in the same place. In what is sent a narrower schema breaks; in what is
/// answered only something that is missing, or of another type, does.
/// </summary>
internal sealed class SchemaComparison(OpenApiDocument before, OpenApiDocument after)
{
    /// <summary>Compared by name here, or only said about a value.</summary>
    private static readonly string[] Known =
    [
        "type", "format", "properties", "required", "items", "additionalProperties", "enum", "oneOf", "anyOf", "allOf", "$ref", "deprecated",
        "description", "title", "example",
    ];

    public IEnumerable<Difference> Sent(string place, JToken? old, JToken? now) => Between(new(place, IsSent: true, ImmutableHashSet<(JObject, JObject)>.Empty), old, now);

    public IEnumerable<Difference> Answered(string place, JToken? old, JToken? now) => Between(new(place, IsSent: false, ImmutableHashSet<(JObject, JObject)>.Empty), old, now);

    public static IEnumerable<Difference> Deprecation(string place, JToken old, JToken now) => ((bool?)old["deprecated"] ?? false, (bool?)now["deprecated"] ?? false) switch
    {
        (false, true) => [new(ChangeKind.Deprecations, Breaks: false, $"{place} is deprecated now")],
        (true, false) => [new(ChangeKind.Deprecations, Breaks: false, $"{place} is no longer deprecated")],
        _ => [],
    };

    private IEnumerable<Difference> Between(SchemaPlace place, JToken? old, JToken? now)
    {
        if (old is null || now is null)
            return old == now ? [] : [new(ChangeKind.Types, Breaks: now is null || place.IsSent, $"{place}: {(now is null ? "is no longer described" : "is described now")}")];

        // A schema may hold itself.
        var pair = (before.Resolve(old), after.Resolve(now));
        if (place.Around.Contains(pair))
            return [];
        place = place.Inside(pair.Item1, pair.Item2);

        var (one, other) = (Flat(before, old), Flat(after, now));
        var (type, nowType) = (TypeOf(one), TypeOf(other));
        if (!string.Equals(type, nowType, StringComparison.Ordinal) && !IsSameNumber(place, one, other))
            return [new(ChangeKind.Types, Breaks: true, $"{place}: is {nowType}, was {type}")];

        return Deprecation($"{place}", one, other)
            .Concat(Alternatives(place, one, other))
            .Concat(EnumValues(place, one, other))
            .Concat(Properties(place, one, other))
            .Concat(Required(place, one, other))
            .Concat(Items(place, one, other))
            .Concat(FurtherProperties(place, one, other))
            .Concat(Limits(place, one, other));
    }

    private IEnumerable<Difference> Alternatives(SchemaPlace place, JObject old, JObject now)
    {
        foreach (var member in (string[])["oneOf", "anyOf"])
        {
            var left = (now[member] ?? new JArray()).ToList();
            var gone = new List<JToken>();
            foreach (var alternative in old[member] ?? new JArray())
            {
                if (left.Find(other => IsSameAlternative(alternative, other)) is not { } other)
                {
                    gone.Add(alternative);
                    continue;
                }

                left.Remove(other);
                foreach (var difference in Between(place, alternative, other))
                    yield return difference;
            }

            foreach (var (alternative, other) in gone.Zip(left))
            {
                foreach (var difference in Between(place, alternative, other))
                    yield return difference;
            }

            foreach (var alternative in gone.Skip(left.Count))
                yield return new(ChangeKind.Types, place.IsSent, $"{place}: can no longer be {Name(alternative)}");
            foreach (var alternative in left.Skip(gone.Count))
                yield return new(ChangeKind.Types, !place.IsSent, $"{place}: can be {Name(alternative)} now");
        }
    }

    private static IEnumerable<Difference> EnumValues(SchemaPlace place, JObject old, JObject now)
    {
        if (old["enum"] is not JArray && now["enum"] is not JArray)
            yield break;
        if (old["enum"] is not JArray before || now["enum"] is not JArray after)
        {
            var closed = old["enum"] is null;
            yield return new(ChangeKind.EnumValues, place.IsSent && closed, $"{place}: {(closed ? "takes only certain values now" : "takes any value now")}");
            yield break;
        }

        foreach (var value in before.Except(after, JToken.EqualityComparer))
            yield return new(ChangeKind.EnumValues, place.IsSent, $"{place}: the value {value} has gone");
        foreach (var value in after.Except(before, JToken.EqualityComparer))
            yield return new(ChangeKind.EnumValues, Breaks: false, $"{place}: the value {value} is new");
    }

    private IEnumerable<Difference> Properties(SchemaPlace place, JObject old, JObject now)
    {
        var known = PropertiesOf(old).ToDictionary(property => property.Name, StringComparer.Ordinal);
        foreach (var property in PropertiesOf(now))
        {
            if (known.Remove(property.Name, out var other))
            {
                foreach (var difference in Between(place.Property(property.Name), other.Value, property.Value))
                    yield return difference;
            }
            else
            {
                yield return new(ChangeKind.Properties, Breaks: false, $"{place.Property(property.Name)} is new");
            }
        }

        foreach (var name in known.Keys)
            yield return new(ChangeKind.Properties, Breaks: true, $"{place.Property(name)} has gone");
    }

    private static IEnumerable<Difference> Required(SchemaPlace place, JObject old, JObject now)
    {
        var (before, after) = (Names(old), Names(now));
        return after.Except(before, StringComparer.Ordinal).Select(name => new Difference(ChangeKind.Required, place.IsSent, $"{place.Property(name)} is required now"))
            .Concat(before.Except(after, StringComparer.Ordinal)
                .Where(name => now["properties"]?[name] is not null)
                .Select(name => new Difference(ChangeKind.Required, Breaks: false, $"{place.Property(name)} is optional now")));

        static List<string> Names(JObject schema) => [.. schema["required"]?.Values<string>().OfType<string>() ?? []];
    }

    private IEnumerable<Difference> Items(SchemaPlace place, JObject old, JObject now) =>
        old["items"] is null && now["items"] is null ? [] : Between(place.Items, old["items"], now["items"]);

    private IEnumerable<Difference> FurtherProperties(SchemaPlace place, JObject old, JObject now)
    {
        if (old["additionalProperties"] is JObject { Count: > 0 } one && now["additionalProperties"] is JObject { Count: > 0 } other)
            return Between(place.Property("*"), one, other);
        var (before, after) = (IsOpen(old), IsOpen(now));
        if (before == after)
            return [];
        return [new(ChangeKind.Properties, Breaks: place.IsSent && before, $"{place}: {(after ? "any further property is published now" : "further properties are no longer published")}")];

        static bool IsOpen(JObject schema) => schema["additionalProperties"] is JObject or JValue { Value: true };
    }

    private static IEnumerable<Difference> Limits(SchemaPlace place, JObject old, JObject now) =>
        old.Properties().Concat(now.Properties()).Select(property => property.Name)
            .Where(name => !Known.Contains(name, StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Where(name => !JToken.DeepEquals(old[name], now[name]))
            .Select(name => new Difference(ChangeKind.Types, place.IsSent && IsNarrower(name, now[name]), $"{place}: {name} is {Text(now[name])}, was {Text(old[name])}"));

    private static bool IsNarrower(string name, JToken? now) => name switch
    {
        "default" => false,
        "nullable" => now is not JValue { Value: true },
        _ => now is not null,
    };

    // A rule makes every id a 64-bit integer, and every other integer one of 32 bits, however they are published.
    private static bool IsSameNumber(SchemaPlace place, JObject old, JObject now) =>
        IsWhole(place, old) && IsWhole(place, now);

    private static bool IsWhole(SchemaPlace place, JObject schema) => ((string?)schema["type"], (string?)schema["format"]) switch
    {
        ("integer", null or "int32") => true,
        ("integer" or "number", _) => IntegerFormats.IsId(place.Name),
        _ => false,
    };

    private static bool IsSameAlternative(JToken one, JToken other) => (SchemaReference.Of((JObject)one), SchemaReference.Of((JObject)other)) switch
    {
        (null, null) => JToken.DeepEquals(one["type"], other["type"]),
        (var a, var b) => a == b,
    };

    /// <summary>The schema as one object: what its `$ref` and its `allOf` parts say is its own.</summary>
    private static JObject Flat(OpenApiDocument document, JToken schema)
    {
        var resolved = document.Resolve(schema);
        if (resolved["allOf"] is not JArray parts)
            return resolved;
        var flat = new JObject(resolved.Properties().Where(property => property.Name is not "allOf"));
        foreach (var part in parts)
            flat.Merge(Flat(document, part), new JsonMergeSettings { MergeArrayHandling = MergeArrayHandling.Union });
        return flat;
    }

    private static IEnumerable<JProperty> PropertiesOf(JObject schema) => (schema["properties"] as JObject)?.Properties() ?? [];

    private static string TypeOf(JObject schema) =>
        schema["oneOf"] is not null || schema["anyOf"] is not null ? "one of several"
        : ((string?)schema["type"] ?? (schema["properties"] is null ? "anything" : "object")) + (schema["format"] is { } format ? $" ({format})" : "");

    private static string Name(JToken schema) => SchemaReference.Of((JObject)schema)?.Name ?? (string?)schema["type"] ?? "something else";

    private static string Text(JToken? value) => value?.ToString(Formatting.None) ?? "not given";
}
