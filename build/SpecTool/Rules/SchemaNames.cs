using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Names the schemas that operations use, and those inside them, after the operation: `BulkAddBody`, `BulkAddResult`,
/// `BulkAddItemV2`. A schema that several methods share in its newest version is named after the words that their names share.
/// </summary>
internal sealed partial class SchemaNames
{
    private readonly OpenApiDocument _document;
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<JObject, string> _around = [];
    private string _version = "";

    private SchemaNames(OpenApiDocument document) => _document = document;

    public static void Apply(OpenApiDocument document) => new SchemaNames(document).Apply();

    private void Apply()
    {
        var uses = _document.Operations.SelectMany(Uses).Where(NeedsName).GroupBy(Identity, StringComparer.Ordinal).ToList();
        foreach (var group in uses)
        {
            var operations = group.Select(use => use.Operation).ToList();
            _version = operations.MaxBy(operation => operation.Version)!.VersionName;
            var name = Place(_document.Kept.SchemaNameOf(group.Key) ?? NameOf([.. group]), group.Key, _document.Resolve(group.First().Schema));
            if (SchemaReference.Of(group.First().Schema) is not null)
                _document.SchemaNames[group.Key] = name;
            foreach (var use in group)
                use.Schema.Replace(SchemaReference.To(name));
        }
    }

    private IEnumerable<Use> Uses(Operation operation)
    {
        var bodies = Operation.MediaTypes(operation.Body).Select(media => new Use(operation, Status: null, Element(media["schema"]!)));
        var answers = operation.Responses.SelectMany(response => Operation.MediaTypes(response.Value)
            .Select(media => new Use(operation, response.Name, Element(media["schema"]!))));
        return bodies.Concat(answers);
    }

    private static JObject Element(JToken schema) => schema["items"] is { } items ? Element(items) : (JObject)schema;

    private static bool NeedsName(Use use) => NeedsName(use.Schema);

    private static bool NeedsName(JObject schema) => SchemaReference.Of(schema) is { } reference
        ? !reference.IsOurs
        : SchemaShape.HasProperties(schema) || schema["enum"] is not null;

    private static string Identity(Use use) =>
        SchemaReference.Of(use.Schema)?.Name ?? SchemaShape.Of(use.Schema).ToString(Formatting.None);

    private string NameOf(Use[] uses)
    {
        var newest = uses.Max(use => use.Operation.Version);
        var owners = uses.Where(use => use.Operation.Version == newest).ToArray();
        var schema = _document.Resolve(owners[0].Schema);
        if (owners[0].Status is { } status && !status.StartsWith('2'))
            return DefaultResponse.Error;
        if (owners[0].Status is null && Written(schema) is { } written)
            return WithoutItem(written) + "Body";

        var methods = owners.Select(use => use.Operation.ScopedMethod).ToArray();
        var name = owners[0].Status switch
        {
            null => Subject(methods.OrderBy(method => method.Length).ThenBy(method => method, StringComparer.Ordinal).First()) + "Body",
            "202" => Subject(SharedWords(methods)) + "Accepted",
            "207" => Subject(SharedWords(methods)) + "MultiStatus",
            _ when methods.All(IsRead) => Subject(SharedWords([.. methods.Select(method => Verb().Replace(method, ""))])),
            _ => Subject(SharedWords(methods)) + "Result",
        };
        return name + (newest.Api > 1 && HasVersion(owners[0].Schema) ? $"V{newest.Api}" : "");
    }

    private string? Written(JObject body) => ((JObject?)body["properties"])?.Properties()
        .Select(property => SchemaReference.Of(Element(property.Value)))
        .FirstOrDefault(reference => reference is { IsOurs: true } && reference.Find(_document.Json)[WriteSchemas.Mark] is not null)?.Name;

    private static string WithoutItem(string name) => name.EndsWith("Item", StringComparison.Ordinal) ? name[..^"Item".Length] : name;

    private static string Subject(string method) => method.StartsWith("Bulk", StringComparison.Ordinal) ? method : "CompanyUser" + method;

    private static bool IsRead(string method) => Verb().IsMatch(method);

    private static string SharedWords(string[] methods)
    {
        var words = methods.Select(Casing.Words).ToArray();
        return string.Concat(words[0].TakeWhile((word, i) => words.All(other => string.Equals(other.ElementAtOrDefault(i), word, StringComparison.Ordinal))));
    }

    // Procore marks a schema of v2 with its version where v1 has one of that name.
    private static bool HasVersion(JObject schema) =>
        SchemaReference.Of(schema) is not { } reference || Version().IsMatch(reference.Name);

    /// <summary>Gives a schema its name, or another one if a schema that is too different has that name; returns the name.</summary>
    private string Place(string name, string source, JObject published)
    {
        // A schema that contains itself refers to the name that it has further up.
        if (_around.TryGetValue(published, out var around))
            return around;

        _around[published] = name;
        var schema = (JObject)published.DeepClone();
        NameParts(name, schema);
        _around.Remove(published);
        if (_document.Schemas[name] is not JObject known)
        {
            _document.Schemas[name] = schema;
            _sources[name] = source;
        }
        else if (SchemaShape.Same(known, schema))
        {
            Combine(known, schema);
        }
        else if (IsSimilar(known, schema))
        {
            Reconcile(name, source, known, schema);
        }
        else
        {
            var other = Distinct(name, schema);
            _document.Conflicts[other] = new(
                $"{Shown(_sources.GetValueOrDefault(name, name))} and {Shown(source)} would both be called {name}, and have little in common",
                [_sources.GetValueOrDefault(name, name), source],
                Conflict.Published,
                $"the second is called {other}",
                Conflict.ByOverlay);
            _document.Schemas[other] ??= schema;
            _sources.TryAdd(other, source);
            return other;
        }

        return name;
    }

    private static void Combine(JObject known, JObject schema)
    {
        if (known["enum"] is not null)
            RetiredMarks.MergeValues(known, schema);
        schema.Remove(RetiredMarks.Values);
        known.Merge(schema, new JsonMergeSettings { MergeArrayHandling = MergeArrayHandling.Union });
    }

    // An envelope of one property has nothing in common with what it wraps.
    private static bool IsSimilar(JObject known, JObject schema)
    {
        if (known["enum"] is not null && schema["enum"] is not null)
            return true;
        if (known["properties"] is not JObject one || schema["properties"] is not JObject other)
            return false;
        var shared = one.Properties().Count(property => other[property.Name] is not null);
        return shared * 2 >= Math.Min(one.Count, other.Count) && shared > 0;
    }

    private void Reconcile(string name, string source, JObject known, JObject schema)
    {
        if (known["enum"] is JArray values && schema["enum"] is JArray more)
        {
            RetiredMarks.MergeValues(known, schema);
            known["enum"] = new JArray(values.Union(more, JToken.EqualityComparer));
            return;
        }

        var union = (JObject)known["properties"]!;
        foreach (var property in ((JObject)schema["properties"]!).Properties())
        {
            if (union[property.Name] is not JObject before)
                union[property.Name] = property.Value.DeepClone();
            else if (!SchemaShape.Same(before, property.Value))
                union[property.Name] = (TypeWidening.Of(_document, before, (JObject)property.Value) ?? before).DeepClone();
        }

        if (known["required"] is JArray required)
        {
            var kept = required.Intersect(schema["required"] ?? new JArray(), JToken.EqualityComparer).ToList();
            if (kept.Count == 0)
                known.Remove("required");
            else
                known["required"] = new JArray(kept);
        }

        _document.Conflicts[$"{name} {source}"] = new(
            $"{Shown(_sources.GetValueOrDefault(name, name))} and {Shown(source)} both become {name}, and are not the same",
            [_sources.GetValueOrDefault(name, name), source],
            Conflict.Published,
            $"{name} has the properties of both; where their types differ, the wider one or that of the first",
            Conflict.ByOverlay);
    }

    private string Distinct(string name, JObject schema)
    {
        var first = name.EndsWith(_version, StringComparison.Ordinal) ? name + "2" : Version().Replace(name, "") + _version;
        var free = first;
        for (var n = 2; _document.Schemas[free] is { } other && !SchemaShape.Same(other, schema); n++)
            free = $"{first}_{n}";
        return free;
    }

    // The identity of an inline schema is its text.
    private static string Shown(string source) => source.StartsWith('{') ? "an inline schema" : source;

    private void NameParts(string name, JObject schema)
    {
        foreach (var property in ((JObject?)schema["properties"])?.Properties() ?? [])
            NamePart(PartName(name, property), (JObject)property.Value);
        if (schema["additionalProperties"] is JObject values)
            NamePart(Subpart(name, "Value"), values);
    }

    private void NamePart(string name, JObject holder)
    {
        var part = Element(holder);
        var resolved = _document.Resolve(part);
        if (!NeedsName(part))
        {
            NameParts(name, part);
        }
        else if (NeedsName(resolved))
        {
            part.Replace(SchemaReference.To(Place(name, SchemaReference.Of(part)?.Name ?? part.Path, resolved)));
        }
        else
        {
            // A map needs no name.
            var map = (JObject)resolved.DeepClone();
            part.Replace(map);
            NameParts(name, map);
        }
    }

    private static string PartName(string owner, JProperty property)
    {
        var name = Version().Replace(owner, "");
        var version = owner[name.Length..];
        if (property.Value["items"] is null)
            return Subpart(owner, Casing.Pascal(property.Name));
        if (property.Name is "data")
            return name;
        return name.EndsWith("Body", StringComparison.Ordinal)
            ? name[..^"Body".Length] + "Item" + version
            : Casing.Words(name)[0] + Casing.Singular(Casing.Pascal(property.Name));
    }

    private static string Subpart(string owner, string part)
    {
        var name = Version().Replace(owner, "");
        return name + part + owner[name.Length..];
    }

    [GeneratedRegex("^(?:Get|List)", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Verb();

    [GeneratedRegex(@"V\d+$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Version();

    /// <summary>A schema in the place where an operation uses it: in a body (`Status` is null) or in a response.</summary>
    private sealed record Use(Operation Operation, string? Status, JObject Schema);
}
