using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Comparison;

/// <summary>The differences of one operation between two documents.</summary>
/// <param name="before">What was published, with everything that had been retired before.</param>
/// <param name="after">What is published now.</param>
/// <param name="sends">Whether the facade sends a parameter of the operation.</param>
/// <param name="types">What is generated before and after; null if nothing can be.</param>
internal sealed class OperationComparison(OpenApiDocument before, OpenApiDocument after, Func<Operation, string, string, bool> sends, GeneratedTypes? types = null)
{
    public const string Answer = "the answer";
    public const string TheBody = "the body";

    private static readonly string[] KnownMembers = ["parameters", "requestBody", "responses", "deprecated", "operationId", "tags", "summary", "description"];
    private static readonly string[] KnownOfParameter = ["name", "in", "required", "schema", "content", "deprecated", "style", "explode", "description"];
    private static readonly string[] KnownOfResponse = ["headers", "content", "description"];

    private readonly SchemaComparison _schemas = new(before, after);

    public OperationComparison(OpenApiDocument before, OpenApiDocument after)
        : this(before, after, static (_, _, _) => true)
    {
    }

    public IEnumerable<Difference> Between(Operation old, Operation now) =>
        SchemaComparison.Deprecation("the operation", old.Json, now.Json)
            .Concat(Moved(old, now))
            .Concat(Parameters(old, now))
            .Concat(Body(old, now))
            .Concat(Responses(old, now))
            .Concat(Others("the operation", old.Json, now.Json, KnownMembers))
            .Select(difference => types?.Judge(difference, old, now) ?? difference);

    /// <summary>Members that no other comparison looks at, so that nothing is missed: `security`, `servers`, `callbacks` and the like.</summary>
    public static IEnumerable<Difference> Others(string place, JObject old, JObject now, IReadOnlyCollection<string> known) =>
        old.Properties().Concat(now.Properties()).Select(property => property.Name).Distinct(StringComparer.Ordinal)
            .Where(name => !known.Contains(name, StringComparer.Ordinal) && !RetiredMarks.IsMark(name) && !JToken.DeepEquals(old[name], now[name]))
            .Select(name => new Difference(ChangeKind.Remarks, new(Effect.Changes, Effect.None, Effect.Changes), $"{place}: {name} is {Text(now[name])}, was {Text(old[name])}"));

    private static IEnumerable<Difference> Moved(Operation old, Operation now)
    {
        if (!string.Equals(old.Path, now.Path, StringComparison.Ordinal))
            yield return new(ChangeKind.Operations, new(Effect.None, Effect.Breaks, Effect.None), $"the path is {now.Path} now, was {old.Path}: the same address, and other names for arguments");
        if (old.Tags is { Count: > 0 } tags && !tags.Intersect(now.Tags, StringComparer.Ordinal).Any())
            yield return new(ChangeKind.Remarks, Verdict.None, $"the tag is {string.Join(", ", now.Tags)} now, was {string.Join(", ", tags)}");
    }

    private IEnumerable<Difference> Parameters(Operation old, Operation now)
    {
        var isSameAddress = string.Equals(old.Path, now.Path, StringComparison.Ordinal);
        var fresh = now.Parameters.Where(parameter => !old.Parameters.Any(other => Operation.IsSame(parameter, other))).ToList();
        foreach (var parameter in old.Parameters)
        {
            var name = NameOf(parameter);
            if (now.Parameters.FirstOrDefault(other => Operation.IsSame(parameter, other)) is { } other)
            {
                foreach (var difference in Between(old, name, parameter, other))
                    yield return difference;
            }
            else if (IsPath(parameter) && !isSameAddress)
            {
                fresh.RemoveAll(IsPath);
            }
            else if (!RetiredMarks.IsRetired(parameter))
            {
                var renamed = IsCompany(parameter) ? null : fresh.Find(candidate => IsRenamed(parameter, candidate));
                if (renamed is not null)
                    fresh.Remove(renamed);
                // The new one is a further argument, as any new parameter.
                yield return new(ChangeKind.Parameters, renamed is null ? Gone(old, parameter) : Gone(old, parameter) with { Raw = Effect.Breaks }, renamed is null ? $"{name} has gone" : $"{name} has gone; it seems to be called {renamed["name"]} now");
            }
        }

        foreach (var parameter in fresh)
            yield return Fresh(parameter);
        if (IsReordered(old, now))
            yield return new(ChangeKind.Parameters, Verdict.None, "the order of the parameters is another; the raw methods keep theirs");
    }

    private IEnumerable<Difference> Between(Operation operation, string name, JObject parameter, JObject other)
    {
        var isSent = Sends(operation, parameter);
        var facade = isSent ? Effect.Breaks : Effect.None;
        if (RetiredMarks.IsRetired(parameter))
            yield return new(ChangeKind.Parameters, new(Effect.None, Effect.Changes, Effect.Changes), $"{name} is published again");
        else if (IsRequired(parameter) != IsRequired(other))
            yield return IsCompany(parameter) ? new(ChangeKind.Required, Verdict.None, $"{name} is {Requirement(other)} now; the client always sends it")
                : IsRequired(other) ? new(ChangeKind.Required, new(Effect.Breaks, Effect.Breaks, Effect.Breaks), $"{name} is required now")
                : new(ChangeKind.Required, new(Effect.None, Effect.Breaks, Effect.None), $"{name} is optional now");
        foreach (var member in new[] { "style", "explode" }.Where(member => !JToken.DeepEquals(parameter[member], other[member])))
            yield return new(ChangeKind.Types, new(facade, Effect.None, Effect.Breaks), $"{name}: {member} is {Text(other[member])}, was {Text(parameter[member])}");
        foreach (var difference in Others(name, parameter, other, KnownOfParameter))
            yield return difference;
        foreach (var difference in SchemaComparison.Deprecation(name, parameter, other).Concat(_schemas.Sent(name, parameter["schema"], other["schema"])).Concat(Content(name, parameter, other, _schemas.Sent)))
        {
            yield return IsCompany(parameter) ? difference with { Verdict = Verdict.None, Text = $"{difference.Text}; the client always sends it" }
                : isSent ? difference
                : difference with { Verdict = difference.Verdict.WithoutFacade };
        }
    }

    private Verdict Gone(Operation operation, JObject parameter) =>
        IsCompany(parameter) ? Verdict.None : new(Sends(operation, parameter) ? Effect.Breaks : Effect.None, Effect.Changes, Effect.Breaks);

    private static Difference Fresh(JObject parameter) =>
        IsCompany(parameter) ? new(ChangeKind.Parameters, Verdict.None, $"{NameOf(parameter)} is new; the client sends it already")
        : IsRequired(parameter) ? new(ChangeKind.Parameters, new(Effect.Breaks, Effect.Breaks, Effect.Breaks), $"{NameOf(parameter)} is new and required")
        // Compiled callers miss the method, and a cancellation token that is passed by position meets the new argument.
        : new(ChangeKind.Parameters, new(Effect.None, Effect.Breaks, Effect.None), $"{NameOf(parameter)} is new");

    private bool Sends(Operation operation, JObject parameter) => sends(operation, $"{parameter["in"]}", $"{parameter["name"]}");

    private static bool IsReordered(Operation old, Operation now)
    {
        var shared = old.Parameters.Where(parameter => now.Parameters.Any(other => Operation.IsSame(parameter, other))).Select(NameOf);
        return !shared.SequenceEqual(now.Parameters.Where(parameter => old.Parameters.Any(other => Operation.IsSame(parameter, other))).Select(NameOf), StringComparer.Ordinal);
    }

    private static bool IsRenamed(JObject gone, JObject fresh) =>
        JToken.DeepEquals(gone["in"], fresh["in"]) && IsRequired(gone) == IsRequired(fresh) && gone["schema"] is { } before && fresh["schema"] is { } after && SchemaShape.Same(before, after)
        && Casing.SharesWord($"{gone["name"]}", $"{fresh["name"]}");

    private IEnumerable<Difference> Body(Operation old, Operation now)
    {
        if (old.Body is null || now.Body is null)
        {
            if (old.Body is not null)
                yield return new(ChangeKind.Parameters, new(Effect.Breaks, Effect.Breaks, Effect.Breaks), "the body has gone");
            if (now.Body is not null)
                yield return new(ChangeKind.Parameters, IsRequired(now.Body) ? new(Effect.Breaks, Effect.Breaks, Effect.Breaks) : new(Effect.None, Effect.Breaks, Effect.None), "a body is new");
            yield break;
        }

        if (IsRequired(old.Body) != IsRequired(now.Body))
            yield return new(ChangeKind.Required, IsRequired(now.Body) ? new(Effect.None, Effect.Breaks, Effect.Breaks) : new(Effect.None, Effect.Breaks, Effect.None), $"the body is {Requirement(now.Body)} now");
        foreach (var difference in Content(TheBody, old.Body, now.Body, (place, one, other) => Whole(place, one, other, _schemas.Sent)))
            yield return difference;
    }

    /// <summary>
    /// The differences of a whole body or answer. If it is in one of its properties now, or was in one before, that is the difference,
    /// instead of every property that is missing.
    /// </summary>
    private IEnumerable<Difference> Whole(string place, JToken? old, JToken? now, Func<string, JToken?, JToken?, IEnumerable<Difference>> compare)
    {
        if (old is not JObject one || now is not JObject other)
            return compare(place, old, now);
        if (HolderOf(after, other, before, one) is { } wrapper)
        {
            var beside = after.PropertiesOf(other).Where(property => property != wrapper)
                .Select(property => new Difference(ChangeKind.Properties, new(Effect.None, Effect.Changes, Effect.None), $"{place}: {property.Name} is new"));
            return [Wrapped($"{place}: what was the whole is in {wrapper.Name} now"), .. compare(place, old, wrapper.Value).Select(Unplaced), .. beside];
        }

        return HolderOf(before, one, after, other) is { } unwrapped
            ? [Wrapped($"{place}: what was in {unwrapped.Name} is the whole now"), .. compare(place, unwrapped.Value, now).Select(Unplaced)]
            : compare(place, old, now);

        Difference Wrapped(string text) => new(ChangeKind.Types, new(Effect.Breaks, Effect.Breaks, Effect.Breaks), text) { Root = place };

        static Difference Unplaced(Difference difference) => difference with { Root = null };
    }

    /// <summary>The property of a schema that is like another schema as a whole.</summary>
    private static JProperty? HolderOf(OpenApiDocument outside, JObject holder, OpenApiDocument inside, JObject content) =>
        IsLike(outside, holder, inside, content)
            ? null
            : outside.PropertiesOf(holder).FirstOrDefault(property => !RetiredMarks.IsRetired(property.Value) && IsLike(outside, (JObject)property.Value, inside, content));

    private static bool IsLike(OpenApiDocument outside, JObject one, OpenApiDocument inside, JObject other)
    {
        var (schema, content) = (outside.Resolve(one), inside.Resolve(other));
        if (schema["items"] is JObject items && content["items"] is JObject contentItems)
            return IsLike(outside, items, inside, contentItems);
        var names = inside.PropertiesOf(content).Where(property => !RetiredMarks.IsRetired(property.Value)).Select(property => property.Name).ToList();
        return names.Count > 0 && outside.PropertiesOf(schema).Select(property => property.Name).Intersect(names, StringComparer.Ordinal).Count() * 2 > names.Count;
    }

    private IEnumerable<Difference> Responses(Operation old, Operation now)
    {
        var (before, after) = (old.Responses.ToList(), now.Responses.ToList());
        foreach (var response in before)
        {
            var isSuccess = response.Name.StartsWith('2');
            if (now.Json["responses"]?[response.Name] is JObject other)
            {
                foreach (var difference in Response(isSuccess ? Answer : "an error's answer", (JObject)response.Value, other))
                    yield return isSuccess ? OfModel(now, difference) : difference with { Verdict = new(Effect.None, Effect.None, difference.Verdict.Wire is Effect.None ? Effect.None : Effect.Changes) };
                continue;
            }

            if (RetiredMarks.IsRetired(response.Value))
                continue;
            if (isSuccess && Moved(response, before, after) is { } moved)
            {
                after.Remove(moved);
                yield return new(ChangeKind.Statuses, new(Effect.None, Effect.None, Effect.Changes), $"the status of success is {moved.Name} now, was {response.Name}");
                foreach (var difference in Response(Answer, (JObject)response.Value, (JObject)moved.Value))
                    yield return OfModel(now, difference);
            }
            else
            {
                yield return new(ChangeKind.Statuses, isSuccess ? new(Effect.Breaks, Effect.Changes, Effect.Breaks) : new(Effect.None, Effect.None, Effect.Changes), $"status {response.Name} has gone");
            }
        }

        foreach (var response in after.Where(response => old.Json["responses"]?[response.Name] is null))
        {
            var isOther = response.Name.StartsWith('2') && !before.Exists(known => known.Name.StartsWith('2') && HasSameContent(known.Value, response.Value));
            yield return new(ChangeKind.Statuses, isOther ? new(Effect.Breaks, Effect.Changes, Effect.Breaks) : new(Effect.None, Effect.Changes, Effect.Changes), $"status {response.Name} is new{(isOther ? ", with another body" : "")}");
        }
    }

    /// <summary>The new status of a success: one with the same body, or else the only new one, if it has a body too.</summary>
    private JProperty? Moved(JProperty response, List<JProperty> before, List<JProperty> after)
    {
        var fresh = after.FindAll(candidate => candidate.Name.StartsWith('2') && !before.Exists(known => known.Name == candidate.Name));
        var isOnly = fresh.Count == 1 && before.FindAll(known => known.Name.StartsWith('2') && !RetiredMarks.IsRetired(known.Value) && !after.Exists(other => other.Name == known.Name)).Count == 1;
        return fresh.Find(candidate => HasSameContent(response.Value, candidate.Value))
            ?? (isOnly && Names((JObject)response.Value, "content").Intersect(Names((JObject)fresh[0].Value, "content"), StringComparer.Ordinal).Any() ? fresh[0] : null);
    }

    /// <summary>A difference in a property that the narrow model of a lookup doesn't have.</summary>
    private static Difference OfModel(Operation operation, Difference difference)
    {
        const string Item = Answer + ": [].";
        if (Lookup.Of(operation) is not { } lookup || !difference.Text.StartsWith(Item, StringComparison.Ordinal))
            return difference;
        var name = string.Concat(difference.Text.Skip(Item.Length).TakeWhile(c => c is not ('.' or '[' or ':' or ' ')));
        return lookup.Properties?.Contains(name, StringComparer.Ordinal) is true
            ? difference
            : difference with { Verdict = new(Effect.None, Effect.None, difference.Verdict.Wire is Effect.None ? Effect.None : Effect.Changes) };
    }

    private IEnumerable<Difference> Response(string place, JObject old, JObject now) =>
        Headers(old, now).Concat(Content(place, old, now, (root, one, other) => Whole(root, one, other, _schemas.Answered))).Concat(Others(place, old, now, KnownOfResponse));

    private bool HasSameContent(JToken old, JToken now) =>
        !Content("", (JObject)old, (JObject)now, _schemas.Answered).Any(difference => difference.Breaks)
        && Names((JObject)old, "content").Count > 0 == Names((JObject)now, "content").Count > 0;

    private IEnumerable<Difference> Headers(JObject old, JObject now)
    {
        var (before, after) = (Names(old, "headers"), Names(now, "headers"));
        return before.Except(after, StringComparer.OrdinalIgnoreCase).Where(name => !RetiredMarks.IsRetired(old["headers"]![name]!))
            .Select(name => new Difference(ChangeKind.Parameters, new(Effect.Breaks, Effect.None, Effect.Breaks), $"the answer's header {name} has gone"))
            .Concat(after.Except(before, StringComparer.OrdinalIgnoreCase).Select(name => new Difference(ChangeKind.Parameters, Verdict.None, $"the answer's header {name} is new")))
            .Concat(before.Intersect(after, StringComparer.Ordinal).SelectMany(name => _schemas.Answered($"the answer's header {name}", old["headers"]![name]!["schema"], now["headers"]![name]!["schema"])
                .Select(difference => difference with { Verdict = new(difference.Breaks ? Effect.Changes : Effect.None, Effect.None, Effect.Changes) })));
    }

    private static IEnumerable<Difference> Content(string place, JObject old, JObject now, Func<string, JToken?, JToken?, IEnumerable<Difference>> compare)
    {
        var (before, after) = (Names(old, "content"), Names(now, "content"));
        // Any spelling of JSON is read as JSON.
        if (before is [var json] && after is [var spelled] && !string.Equals(json, spelled, StringComparison.Ordinal) && IsJson(json) && IsJson(spelled))
        {
            return compare(place, old["content"]![json]!["schema"], now["content"]![spelled]!["schema"])
                .Prepend(new(ChangeKind.Types, new(Effect.None, Effect.None, Effect.Changes), $"{place} is {spelled} now, was {json}"));
        }

        // Without JSON a method returns null, of any type, instead of what it returned.
        var losesResult = string.Equals(place, Answer, StringComparison.Ordinal) && !after.Exists(IsJson) && before.Find(IsJson) is { } result && IsDescribed(old["content"]![result]!["schema"]);
        var kinds = before.Except(after, StringComparer.Ordinal).Select(name => new Difference(ChangeKind.Types, new(Effect.Breaks, losesResult ? Effect.Breaks : Effect.Changes, Effect.Breaks), $"{place} is no longer {name}"))
            .Concat(after.Except(before, StringComparer.Ordinal).Select(name => new Difference(ChangeKind.Types, before.Count == 0 ? new(Effect.Changes, Effect.Breaks, Effect.Changes) : Verdict.None, $"{place} may be {name} now")));
        var shared = before.Intersect(after, StringComparer.Ordinal)
            .SelectMany(name => compare(place, old["content"]![name]!["schema"], now["content"]![name]!["schema"])
                .Concat(Others($"{place} ({name})", (JObject)old["content"]![name]!, (JObject)now["content"]![name]!, ["schema"])));
        // A body whose only content type changed is still compared.
        var moved = before is [var one] && after is [var other] && !string.Equals(one, other, StringComparison.Ordinal)
            ? compare(place, old["content"]![one]!["schema"], now["content"]![other]!["schema"])
            : [];
        return kinds.Concat(shared).Concat(moved);
    }

    private static bool IsDescribed(JToken? schema) => schema is JObject json && json.Properties().Any(keyword => keyword.Name is "$ref" or "properties" or "items" or "allOf" or "oneOf" or "anyOf");

    private static bool IsJson(string contentType) => contentType.Split(';')[0].Trim() is var kind && (kind.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || kind.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    private static List<string> Names(JObject holder, string member) => [.. ((holder[member] as JObject)?.Properties() ?? []).Select(property => property.Name)];

    private static bool IsRequired(JObject json) => OpenApiDocument.IsTrue(json["required"]);

    private static string Requirement(JObject json) => IsRequired(json) ? "required" : "optional";

    private static bool IsCompany(JObject parameter) => string.Equals($"{parameter["name"]}", ParameterNames.CompanyHeader, StringComparison.OrdinalIgnoreCase);

    private static bool IsPath(JObject parameter) => $"{parameter["in"]}" is "path";

    public static string NameOf(JObject parameter) => $"the {parameter["in"]} parameter {parameter["name"]}";

    private static string Text(JToken? value) => value switch
    {
        null => "not given",
        JValue => $"{value}",
        _ => value.ToString(Newtonsoft.Json.Formatting.None),
    };
}
