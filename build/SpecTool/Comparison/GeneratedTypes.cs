using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Comparison;

/// <summary>
/// The types that are generated before and after a refresh. Several published schemas become one, so a type that differs in one of
/// them may be generated as it was.
/// </summary>
/// <param name="before">What was generated.</param>
/// <param name="after">What is generated now.</param>
internal sealed class GeneratedTypes(BuiltSpec before, BuiltSpec after)
{
    private const string Anything = "anything";

    private readonly Lazy<Generated> _before = new(() => new(before));
    private readonly Lazy<Generated> _after = new(() => new(after));

    /// <summary>The difference with a true verdict: a type that is generated as it was breaks no code, and readers tolerate other values.</summary>
    public Difference Judge(Difference difference, Operation old, Operation now)
    {
        var (oldId, nowId) = (OperationNames.IdOf(old), OperationNames.IdOf(now));
        if (difference.Root is not { } root || _before.Value.At(oldId, root, difference.Path) is not { } one)
            return difference;
        var verdict = difference.Verdict;
        if (!IsSame(one, _after.Value.At(nowId, root, difference.Path)))
            // Where a value becomes required, its type may lose its null.
            return difference.Kind is ChangeKind.Required ? difference with { Verdict = verdict with { Raw = Effect.Breaks } } : difference;
        if (difference.Path.Count == 0)
            // What the whole had is kept beside the property that holds it now, as retired.
            return difference with { Verdict = verdict with { Raw = Least(verdict.Raw, Effect.Changes) } };
        if (root is not OperationComparison.Answer || _after.Value.IsRequired(nowId, root, difference.Path))
            return difference with { Verdict = verdict with { Raw = Effect.None } };
        var read = difference.Kind is ChangeKind.EnumValues ? Effect.None : Effect.Changes;
        return difference with { Verdict = new(Least(verdict.Facade, read), Effect.None, Least(verdict.Wire, read)) };
    }

    private bool IsSame(JObject one, JObject? other)
    {
        var name = _before.Value.NameOf(one);
        return name is Anything
            || (other is not null
                && string.Equals(name, _after.Value.NameOf(other), StringComparison.Ordinal)
                && _before.Value.MembersOf(one).IsSubsetOf(_after.Value.MembersOf(other)));
    }

    private static Effect Least(Effect one, Effect other) => one < other ? one : other;

    private sealed class Generated
    {
        private readonly OpenApiDocument _document;
        private readonly Dictionary<string, Operation> _operations;

        public Generated(BuiltSpec spec)
        {
            _document = OpenApiDocument.Of(spec);
            _operations = _document.Operations.ToDictionary(operation => operation.Id, StringComparer.Ordinal);
        }

        public bool IsRequired(string operation, string root, IReadOnlyList<string> path) =>
            At(operation, root, [.. path.Take(path.Count - 1)]) is { } owner && Plain(owner)["required"]?.Any(name => $"{name}" == path[^1]) is true;

        /// <summary>The schema in a place; null if nothing is generated from it.</summary>
        public JObject? At(string id, string root, IReadOnlyList<string> path)
        {
            if (!_operations.TryGetValue(id, out var operation))
                return null;
            var schema = root switch
            {
                OperationComparison.Answer => operation.Successes.SelectMany(success => Operation.MediaTypes(success.Value)).FirstOrDefault()?["schema"] as JObject,
                OperationComparison.TheBody => Operation.MediaTypes(operation.Body).FirstOrDefault()?["schema"] as JObject,
                _ => operation.Parameters.FirstOrDefault(parameter => string.Equals(OperationComparison.NameOf(parameter), root, StringComparison.Ordinal))?["schema"] as JObject,
            };
            foreach (var step in path)
                schema = schema is null ? null : Below(Plain(schema), step);
            return schema;
        }

        /// <summary>The name of the type in C#. An annotation of null matters for numbers, truth values, times and enums; for others it is a warning.</summary>
        public string NameOf(JObject schema)
        {
            var plain = Plain(schema);
            var name = IsFree(plain) ? Anything
                : SchemaReference.Of(Only(schema)) is { } reference && (IsClass(plain) || plain["enum"] is not null) ? reference.Name
                : plain["items"] is JObject items ? $"list of {NameOf(items)}"
                : plain["additionalProperties"] is JObject values && !SchemaShape.HasProperties(plain) ? $"map of {NameOf(values)}"
                : plain["type"] is JValue { Value: "string" } && !PlainFormats.IsKept($"{plain["format"]}") ? "text"
                : $"{plain["type"]} {plain["format"]}";
            var isNull = OpenApiDocument.IsTrue(schema["nullable"]) || OpenApiDocument.IsTrue(plain["nullable"]);
            return name + (isNull && IsValue(plain, name) ? "?" : "") + (schema[PartialProperties.Mark] is null ? "" : " or missing");
        }

        /// <summary>The members of a class, with their types; empty for other types.</summary>
        public HashSet<string> MembersOf(JObject schema)
        {
            var plain = Plain(schema);
            return IsClass(plain)
                ? [.. _document.PropertiesOf(plain).Select(property => $"{property.Name}: {NameOf((JObject)property.Value)}"), $"constructor: {plain["x-constructor"]}"]
                : [];
        }

        private JObject? Below(JObject schema, string step) =>
            IsFree(schema) ? schema
            : step is "[]" ? schema["items"] as JObject
            : step is "*" ? schema["additionalProperties"] as JObject
            : _document.PropertiesOf(schema).FirstOrDefault(property => string.Equals(property.Name, step, StringComparison.Ordinal))?.Value as JObject;

        private static bool IsClass(JObject schema) => SchemaShape.HasProperties(schema) || schema["allOf"] is not null;

        // Nothing below an object without properties has a type.
        private static bool IsFree(JObject schema) =>
            schema["type"] is null or JValue { Value: "object" } && schema["items"] is null && schema["additionalProperties"] is not JObject && !IsClass(schema) && schema["enum"] is null;

        private static bool IsValue(JObject schema, string name) =>
            schema["enum"] is not null || schema["type"] is JValue { Value: "integer" or "number" or "boolean" } || (schema["type"] is JValue { Value: "string" } && name is not "text");

        /// <summary>The schema that a description, or null, stands beside; of a list and a list of ids, the list.</summary>
        private static JObject Only(JObject schema) =>
            schema["allOf"] is JArray { Count: 1 } one ? Only((JObject)one[0])
            : schema["oneOf"] is JArray { Count: > 0 } several ? Only((JObject)several[0])
            : schema;

        private JObject Plain(JObject schema) => _document.Resolve(Only(schema)) is var resolved && Only(resolved) != resolved ? Plain(resolved) : resolved;
    }
}
