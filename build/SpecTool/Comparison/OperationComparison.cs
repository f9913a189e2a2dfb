using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Comparison;

/// <summary>What differs in an operation that both documents have.</summary>
internal sealed class OperationComparison(OpenApiDocument before, OpenApiDocument after)
{
    private readonly SchemaComparison _schemas = new(before, after);

    public IEnumerable<Difference> Between(Operation old, Operation now) =>
        SchemaComparison.Deprecation("the operation", old.Json, now.Json)
            .Concat(Parameters(old, now))
            .Concat(Body(old, now))
            .Concat(Responses(old, now));

    private IEnumerable<Difference> Parameters(Operation old, Operation now)
    {
        foreach (var parameter in old.Parameters)
        {
            var name = NameOf(parameter);
            if (now.Parameters.FirstOrDefault(other => Operation.IsSame(parameter, other)) is not { } other)
            {
                yield return new(ChangeKind.Parameters, Breaks: true, $"{name} has gone");
                continue;
            }

            if (IsRequired(parameter) != IsRequired(other))
                yield return new(ChangeKind.Required, IsRequired(other), $"{name} is {(IsRequired(other) ? "required now" : "optional now")}");
            foreach (var member in new[] { "style", "explode" }.Where(member => !JToken.DeepEquals(parameter[member], other[member])))
                yield return new(ChangeKind.Types, Breaks: true, $"{name}: {member} is {Text(other[member])}, was {Text(parameter[member])}");
            foreach (var difference in SchemaComparison.Deprecation(name, parameter, other).Concat(_schemas.Sent(name, parameter["schema"], other["schema"])))
                yield return difference;
        }

        foreach (var parameter in now.Parameters.Where(parameter => !old.Parameters.Any(other => Operation.IsSame(parameter, other))))
            yield return new(ChangeKind.Parameters, IsRequired(parameter), $"{NameOf(parameter)} is new{(IsRequired(parameter) ? " and required" : "")}");
    }

    private IEnumerable<Difference> Body(Operation old, Operation now)
    {
        if (old.Body is null || now.Body is null)
        {
            if (old.Body is not null)
                yield return new(ChangeKind.Parameters, Breaks: true, "the body has gone");
            if (now.Body is not null)
                yield return new(ChangeKind.Parameters, IsRequired(now.Body), "a body is new");
            yield break;
        }

        if (IsRequired(old.Body) != IsRequired(now.Body))
            yield return new(ChangeKind.Required, IsRequired(now.Body), $"the body is {(IsRequired(now.Body) ? "required now" : "optional now")}");
        foreach (var difference in Content("the body", old.Body, now.Body, _schemas.Sent))
            yield return difference;
    }

    private IEnumerable<Difference> Responses(Operation old, Operation now)
    {
        foreach (var response in old.Responses)
        {
            var isSuccess = response.Name.StartsWith('2');
            if (now.Json["responses"]?[response.Name] is not JObject other)
            {
                yield return new(ChangeKind.Statuses, isSuccess, $"status {response.Name} has gone");
                continue;
            }

            var place = isSuccess ? "the answer" : "an error's answer";
            foreach (var difference in Headers((JObject)response.Value, other))
                yield return difference;
            foreach (var difference in Content(place, (JObject)response.Value, other, _schemas.Answered))
                yield return difference with { Breaks = difference.Breaks && isSuccess };
        }

        foreach (var response in now.Responses.Where(response => old.Json["responses"]?[response.Name] is null))
            yield return new(ChangeKind.Statuses, Breaks: false, $"status {response.Name} is new");
    }

    private static IEnumerable<Difference> Headers(JObject old, JObject now)
    {
        var (before, after) = (Names(old, "headers"), Names(now, "headers"));
        return before.Except(after, StringComparer.Ordinal).Select(name => new Difference(ChangeKind.Parameters, Breaks: true, $"the answer's header {name} has gone"))
            .Concat(after.Except(before, StringComparer.Ordinal).Select(name => new Difference(ChangeKind.Parameters, Breaks: false, $"the answer's header {name} is new")));
    }

    private static IEnumerable<Difference> Content(string place, JObject old, JObject now, Func<string, JToken?, JToken?, IEnumerable<Difference>> compare)
    {
        var (before, after) = (Names(old, "content"), Names(now, "content"));
        var kinds = before.Except(after, StringComparer.Ordinal).Select(name => new Difference(ChangeKind.Types, Breaks: true, $"{place} is no longer {name}"))
            .Concat(after.Except(before, StringComparer.Ordinal).Select(name => new Difference(ChangeKind.Types, Breaks: false, $"{place} may be {name} now")));
        var shared = before.Intersect(after, StringComparer.Ordinal)
            .SelectMany(name => compare(place, old["content"]![name]!["schema"], now["content"]![name]!["schema"]));
        // One body under another name is still to be compared.
        var moved = before is [var one] && after is [var other] && !string.Equals(one, other, StringComparison.Ordinal)
            ? compare(place, old["content"]![one]!["schema"], now["content"]![other]!["schema"])
            : [];
        return kinds.Concat(shared).Concat(moved);
    }

    private static List<string> Names(JObject holder, string member) => [.. ((holder[member] as JObject)?.Properties() ?? []).Select(property => property.Name)];

    private static bool IsRequired(JObject json) => (bool?)json["required"] is true;

    private static string NameOf(JObject parameter) => $"the {parameter["in"]} parameter {parameter["name"]}";

    private static string Text(JToken? value) => value is null ? "not given" : $"{value}";
}
