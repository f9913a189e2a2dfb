using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Comparison;

/// <summary>
/// The differences of two schemas in the same place. In a request a narrower schema breaks; in an answer only something that is
/// missing, or of another type, does.
/// </summary>
internal sealed class SchemaComparison(OpenApiDocument before, OpenApiDocument after)
{
    private static readonly Verdict BreaksAll = new(Effect.Breaks, Effect.Breaks, Effect.Breaks);
    private static readonly Verdict Grows = new(Effect.None, Effect.Changes, Effect.None);

    /// <summary>Members that are compared one by one here, or that only describe a value.</summary>
    private static readonly string[] Known =
    [
        "type", "properties", "required", "items", "additionalProperties", "enum", "oneOf", "anyOf", "allOf", "$ref", "deprecated",
        "description", "title", "example",
    ];

    private readonly Dictionary<(string Root, string Way, bool IsSent, JObject Old, JObject Now), IReadOnlyList<Difference>> _compared = [];

    public IEnumerable<Difference> Sent(string place, JToken? old, JToken? now) => Between(new(place, IsSent: true, ImmutableHashSet<(JObject, JObject)>.Empty), old, now);

    public IEnumerable<Difference> Answered(string place, JToken? old, JToken? now) => Between(new(place, IsSent: false, ImmutableHashSet<(JObject, JObject)>.Empty), old, now);

    public static IEnumerable<Difference> Deprecation(string place, JToken old, JToken now) => (OpenApiDocument.IsTrue(old["deprecated"]), OpenApiDocument.IsTrue(now["deprecated"])) switch
    {
        (false, true) => [new(ChangeKind.Deprecations, Grows, $"{place} is deprecated now")],
        (true, false) => [new(ChangeKind.Deprecations, Grows, $"{place} is no longer deprecated")],
        _ => [],
    };

    private IEnumerable<Difference> Between(Place place, JToken? old, JToken? now)
    {
        if (old is null || now is null)
            return old == now ? [] : [place.Typed(new(ChangeKind.Types, now is null || place.IsSent ? BreaksAll : new(Effect.Changes, Effect.Breaks, Effect.Changes), $"{place}: {(now is null ? "is no longer described" : "is described now")}"))];

        // A schema may contain itself.
        var pair = (before.Resolve(old), after.Resolve(now));
        if (place.Around.Contains(pair))
            return [];
        // Most operations have the same users in the same place.
        var key = (place.Root, place.Way, place.IsSent, pair.Item1, pair.Item2);
        if (_compared.TryGetValue(key, out var known))
            return known;

        place = place.Inside(pair.Item1, pair.Item2);
        var (one, other) = (Flat(before, old), Flat(after, now));
        var difference = Types(place, one, other);
        return _compared[key] = [.. difference is null ? [] : (Difference[])[difference], .. difference is { Breaks: true } || IsOneOfSeveral(one) != IsOneOfSeveral(other) ? [] : Deeper(place, one, other)];
    }

    private IEnumerable<Difference> Deeper(Place place, JObject one, JObject other) =>
        Deprecation($"{place}", one, other)
            .Concat(Alternatives(place, one, other))
            .Concat(EnumValues(place, one, other))
            .Concat(Properties(place, one, other))
            .Concat(Required(place, one, other))
            .Concat(Items(place, one, other))
            .Concat(FurtherProperties(place, one, other))
            .Concat(Limits(place, one, other));

    private Difference? Types(Place place, JObject old, JObject now)
    {
        var (type, nowType) = (TypeOf(old), TypeOf(now));
        if (string.Equals(type, nowType, StringComparison.Ordinal) || IsSameNumber(place, old, now))
            return null;
        var verdict =
            IsTime(old) && IsTime(now) ? place.IsSent ? new(Effect.Breaks, Effect.None, Effect.Breaks) : new(Effect.None, Effect.None, Effect.Changes)
            : place.IsSent && (IsWider(old, now) || Takes(now, old)) ? Grows
            : BreaksAll;
        return place.Typed(new(ChangeKind.Types, verdict, $"{place}: is {nowType}, was {type}"));
    }

    private IEnumerable<Difference> Alternatives(Place place, JObject old, JObject now)
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
                yield return new(ChangeKind.Types, place.IsSent ? BreaksAll : Verdict.None, $"{place}: can no longer be {Name(alternative)}");
            foreach (var alternative in left.Skip(gone.Count))
                yield return new(ChangeKind.Types, place.IsSent ? Grows : new(Effect.Breaks, Effect.Changes, Effect.Breaks), $"{place}: can be {Name(alternative)} now");
        }
    }

    private static IEnumerable<Difference> EnumValues(Place place, JObject old, JObject now)
    {
        if (old["enum"] is not JArray && now["enum"] is not JArray)
            yield break;
        if (old["enum"] is not JArray before || now["enum"] is not JArray after)
        {
            var closed = old["enum"] is null;
            yield return place.Typed(new(ChangeKind.EnumValues, closed ? new(Effect.Breaks, Effect.Breaks, place.IsSent ? Effect.Breaks : Effect.None) : Verdict.None, $"{place}: {(closed ? "takes only certain values now" : "takes any value now")}"));
            yield break;
        }

        foreach (var value in before.Except(after, JToken.EqualityComparer).Where(value => !RetiredMarks.IsRetiredValue(old, value)))
            yield return new(ChangeKind.EnumValues, place.IsSent ? new(Effect.Breaks, Effect.Changes, Effect.Breaks) : Grows, $"{place}: the value {value} has gone");
        foreach (var value in after.Except(before, JToken.EqualityComparer))
            yield return new(ChangeKind.EnumValues, Grows, $"{place}: the value {value} is new");
    }

    private IEnumerable<Difference> Properties(Place place, JObject old, JObject now)
    {
        var known = PropertiesOf(old).ToDictionary(property => property.Name, StringComparer.Ordinal);
        foreach (var property in PropertiesOf(now))
        {
            if (known.Remove(property.Name, out var other))
            {
                if (RetiredMarks.IsRetired(other.Value))
                    yield return new(ChangeKind.Properties, Grows, $"{place.Property(property.Name)} is published again");
                foreach (var difference in Between(place.Property(property.Name), other.Value, property.Value))
                    yield return difference;
            }
            else
            {
                yield return new(ChangeKind.Properties, Grows, $"{place.Property(property.Name)} is new");
            }
        }

        foreach (var name in known.Where(property => !RetiredMarks.IsRetired(property.Value.Value)).Select(property => property.Key))
            yield return new(ChangeKind.Properties, new(Effect.Breaks, Effect.Changes, Effect.Breaks), $"{place.Property(name)} has gone");
    }

    private static IEnumerable<Difference> Required(Place place, JObject old, JObject now)
    {
        var (before, after) = (Names(old), Names(now));
        return after.Except(before, StringComparer.Ordinal).Select(name => place.Property(name).Typed(new(ChangeKind.Required, place.IsSent ? new(Effect.Breaks, Effect.None, Effect.Breaks) : Verdict.None, $"{place.Property(name)} is required now")))
            .Concat(before.Except(after, StringComparer.Ordinal)
                .Where(name => now["properties"]?[name] is not null)
                .Select(name => place.Property(name).Typed(new(ChangeKind.Required, Verdict.None, $"{place.Property(name)} is optional now"))));

        static List<string> Names(JObject schema) => [.. schema["required"]?.Values<string>().OfType<string>() ?? []];
    }

    private IEnumerable<Difference> Items(Place place, JObject old, JObject now) =>
        old["items"] is null && now["items"] is null ? [] : Between(place.Items, old["items"], now["items"]);

    private IEnumerable<Difference> FurtherProperties(Place place, JObject old, JObject now)
    {
        if (old["additionalProperties"] is JObject { Count: > 0 } one && now["additionalProperties"] is JObject { Count: > 0 } other)
            return Between(place.Property("*"), one, other);
        var (before, after) = (OpennessOf(old), OpennessOf(now));
        if (before == after)
            return [];
        var narrower = place.IsSent && after < before;
        var text = after switch
        {
            1 => "any further property is published now",
            0 => "further properties are no longer published",
            _ => "further properties are refused now",
        };
        return [new(ChangeKind.Properties, narrower ? new(Effect.Changes, Effect.None, Effect.Breaks) : Verdict.None, $"{place}: {text}")];

        // Refused, not published, published.
        static int OpennessOf(JObject schema) => schema["additionalProperties"] switch
        {
            JValue { Value: false } => -1,
            JObject open when RetiredMarks.IsRetired(open) => 0,
            JObject or JValue { Value: true } => 1,
            _ => 0,
        };
    }

    private static IEnumerable<Difference> Limits(Place place, JObject old, JObject now) =>
        old.Properties().Concat(now.Properties()).Select(property => property.Name)
            .Where(name => !Known.Contains(name, StringComparer.Ordinal) && !RetiredMarks.IsMark(name))
            .Distinct(StringComparer.Ordinal)
            .Where(name => !JToken.DeepEquals(old[name], now[name]) && !(name is "format" && IsInType(old, now)))
            .Select(name => new Difference(
                ChangeKind.Types,
                IsBroken(place, name, old[name], now[name]) ? new(Effect.Breaks, Effect.None, Effect.Breaks) : name is "format" && place.IsSent ? new(Effect.None, Effect.None, Effect.Changes) : Verdict.None,
                $"{place}: {name} is {Text(now[name])}, was {Text(old[name])}"));

    // A response no longer holds what can only be written.
    private static bool IsBroken(Place place, string name, JToken? old, JToken? now) =>
        place.IsSent ? IsNarrower(name, old, now) : name is "writeOnly" && OpenApiDocument.IsTrue(now);

    // Where a caller leaves a field out, another default is another request.
    private static bool IsNarrower(string name, JToken? old, JToken? now) => name switch
    {
        "default" => true,
        "nullable" => !OpenApiDocument.IsTrue(now),
        "format" => false,
        _ when now is null or JValue { Value: false } => false,
        _ when name.StartsWith("max", StringComparison.Ordinal) && Number(old) is { } before && Number(now) is { } after => after < before,
        _ when name.StartsWith("min", StringComparison.Ordinal) && Number(old) is { } before && Number(now) is { } after => after > before,
        _ => true,
    };

    private static double? Number(JToken? value) =>
        value is JValue { Type: JTokenType.Integer or JTokenType.Float } number ? Convert.ToDouble(number.Value, CultureInfo.InvariantCulture) : null;

    // A rule makes every id a 64-bit integer, and every other integer one of 32 bits, however they are published.
    private static bool IsSameNumber(Place place, JObject old, JObject now) =>
        IsWhole(place, old) && IsWhole(place, now);

    private static bool IsWhole(Place place, JObject schema) => ($"{schema["type"]}", $"{schema["format"]}") switch
    {
        ("integer", "" or "int32") => true,
        ("integer" or "number", _) => IntegerFormats.IsId(place.Name),
        _ => false,
    };

    private static bool IsWider(JObject old, JObject now) => ($"{old["type"]}", $"{now["type"]}", $"{now["format"]}") switch
    {
        ("integer", "integer", "int64") => true,
        ("integer", "number", _) => true,
        _ => false,
    };

    private static bool IsTime(JObject schema) => $"{schema["type"]}" is "string" && $"{schema["format"]}" is "date" or "date-time";

    private static bool IsSameAlternative(JToken one, JToken other) => (SchemaReference.Of((JObject)one), SchemaReference.Of((JObject)other)) switch
    {
        (null, null) => JToken.DeepEquals(one["type"], other["type"]),
        (var a, var b) => a == b,
    };

    /// <summary>The schema as one object, with the members of its `$ref` and its `allOf` parts.</summary>
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

    private static bool IsOneOfSeveral(JObject schema) => schema["oneOf"] is not null || schema["anyOf"] is not null;

    /// <summary>Whether one of several types is the old one. An object keeps no class then.</summary>
    private bool Takes(JObject several, JObject old) =>
        !IsOneOfSeveral(old) && !SchemaShape.HasProperties(old) && (several["oneOf"] ?? several["anyOf"] ?? new JArray()).Any(part => string.Equals(TypeOf(Flat(after, part)), TypeOf(old), StringComparison.Ordinal));

    private static string TypeOf(JObject schema) =>
        IsOneOfSeveral(schema) ? "one of several"
        : ((string?)schema["type"] ?? (schema["properties"] is null ? "anything" : "object")) + (FormatOf(schema) is { } format ? $" ({format})" : "");

    // The other formats of text and of numbers don't change a type in C#: a rule drops them.
    private static string? FormatOf(JObject schema) => ($"{schema["type"]}", $"{schema["format"]}") switch
    {
        (_, "") or ("number", _) => null,
        ("string", var format) => PlainFormats.IsKept(format) ? format : null,
        (_, var format) => format,
    };

    private static bool IsInType(JObject old, JObject now) => FormatOf(old) is not null || FormatOf(now) is not null;

    private static string Name(JToken schema) => SchemaReference.Of((JObject)schema)?.Name ?? (string?)schema["type"] ?? "something else";

    private static string Text(JToken? value) => value?.ToString(Formatting.None) ?? "not given";

    /// <summary>Where a schema stands: `the answer: entities[].vendor`.</summary>
    private sealed record Place(string Root, bool IsSent, ImmutableHashSet<(JObject Old, JObject Now)> Around)
    {
        private const string Item = "[]";

        public ImmutableList<string> Path { get; init; } = [];

        public string Way => string.Concat(Path.Select((part, i) => i == 0 || part is Item ? part : $".{part}"));

        /// <summary>The name of the property, or of the parameter.</summary>
        public string Name => Path.FindLast(part => part is not Item) ?? Root.Split('.', ' ')[^1];

        public Place Items => this with { Path = Path.Add(Item) };

        public Place Property(string name) => this with { Path = Path.Add(name) };

        public Place Inside(JObject old, JObject now) => this with { Around = Around.Add((old, now)) };

        /// <summary>A difference in the type of what stands here.</summary>
        public Difference Typed(Difference difference) => difference with { Root = Root, Path = Path };

        public override string ToString() => Path.IsEmpty ? Root : $"{Root}: {Way}";
    }
}
