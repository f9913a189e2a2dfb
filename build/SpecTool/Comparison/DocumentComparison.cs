using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Comparison;

/// <summary>The differences between two published documents, and their verdicts. It needs no merge, so it always has a result.</summary>
internal sealed class DocumentComparison
{
    private const string Uncalled = "no method of ICompanyUsers calls it: add one, or leave it to the raw clients, as CONTRIBUTING.md says";

    private static readonly string[] KnownOfDocument = ["openapi", "info", "tags", "paths", "components"];

    private readonly OpenApiDocument _published;
    private readonly OpenApiDocument _before;
    private readonly OpenApiDocument _after;
    private readonly FacadeRoutes _routes;
    private readonly GeneratedTypes? _types;

    private DocumentComparison(Baseline baseline, JObject refreshed, FacadeRoutes routes, GeneratedTypes? types)
    {
        // An object in the query is the same request as a parameter for each of its properties.
        _published = DeepObjects.Expanded(baseline.Published);
        _before = DeepObjects.Expanded(baseline.All);
        _after = DeepObjects.Expanded(OpenApiDocument.Parse(refreshed, "the new document"));
        _routes = routes;
        _types = types;
    }

    /// <param name="baseline">What was published until now and before that.</param>
    /// <param name="refreshed">What is published now.</param>
    /// <param name="routes">Which method of ICompanyUsers calls which operation.</param>
    /// <param name="types">What is generated before and after; without it, the verdict of a type is that of the published one.</param>
    public static IReadOnlyList<Change> Between(Baseline baseline, JObject refreshed, FacadeRoutes routes, GeneratedTypes? types = null) =>
        new DocumentComparison(baseline, refreshed, routes, types).Changes();

    private List<Change> Changes() =>
    [
        .. Document().Concat(Operations()
            .Select(item => (item.Operation, Difference: item.Methods.Count > 0 ? item.Difference : item.Difference with { Verdict = item.Difference.Verdict.WithoutFacade }, item.Methods))
            .GroupBy(item => (item.Difference.Kind, item.Difference.Verdict, item.Difference.Text, Own: item.Difference.Kind == ChangeKind.Operations ? OperationNames.IdOf(item.Operation) : ""))
            .Select(group => new Change(
                group.Key.Kind,
                group.Key.Verdict,
                group.Key.Kind == ChangeKind.Operations ? $"{group.First().Operation} {group.Key.Text}" : group.Key.Text,
                [.. group.Select(item => OperationNames.IdOf(item.Operation)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                [.. group.SelectMany(item => item.Methods).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
            {
                Details = group.First().Difference.Details,
                IsToMove = group.Key is { Kind: ChangeKind.Operations, Verdict.Wire: Effect.None } && group.First().Methods.Count > 0 && _published.Find(group.First().Operation) is null,
            }))
            .OrderByDescending(change => change.Verdict.Severity)
            .ThenBy(change => change.Kind)
            .ThenBy(change => change.Text, StringComparer.Ordinal),
    ];

    private IEnumerable<Change> Document()
    {
        return OperationComparison.Others("the document", _published.Json, _after.Json, KnownOfDocument)
            .Concat(OperationComparison.Others("the document", (JObject)_published.Json["components"]!, (JObject)_after.Json["components"]!, ["schemas"]))
            .Select(difference => new Change(ChangeKind.Document, difference.Verdict, difference.Text, [], []));
    }

    private IEnumerable<(Operation Operation, Difference Difference, IReadOnlyList<string> Methods)> Operations()
    {
        var comparison = new OperationComparison(_before, _after, _routes.Sends, _types);
        var fresh = _after.Operations.Where(operation => _published.Find(operation) is null).ToList();
        var changed = ChangedSchemas();
        foreach (var operation in _published.Operations)
        {
            if (_after.Find(operation) is { } now)
            {
                // Most operations stay as they are, and comparing all their schemas takes most of the time.
                if (string.Equals(operation.Path, now.Path, StringComparison.Ordinal) && JToken.DeepEquals(operation.Json, now.Json) && !Uses(operation.Json, changed))
                    continue;
                foreach (var difference in comparison.Between(_before.Find(operation)!, now))
                    yield return (operation, difference, _routes.MethodsOf(operation));
            }
            else
            {
                var renamed = fresh.Find(candidate => IsRenamed(operation, candidate));
                var text = renamed is null ? "has gone" : $"has gone; {renamed} seems to be its new address";
                yield return (operation, new(ChangeKind.Operations, new(Effect.Breaks, Effect.Changes, Effect.Breaks), text), _routes.MethodsOf(operation));
            }
        }

        foreach (var operation in fresh)
        {
            var isBack = _before.Find(operation) is not null;
            var (replaced, details) = Replaced(operation);
            if (!isBack && replaced is null)
                details = [Uncalled];
            yield return (
                operation,
                new(ChangeKind.Operations, new(Effect.None, Effect.Changes, Effect.None), isBack ? "is published again" : "is new") { Details = details },
                isBack ? _routes.MethodsOf(operation) : _routes.MethodsOfOlder(operation));
            foreach (var difference in isBack ? comparison.Between(_before.Find(operation)!, operation) : [])
                yield return (operation, difference, _routes.MethodsOf(operation));
        }
    }

    /// <summary>The schemas that differ, and those that refer to them.</summary>
    private HashSet<string> ChangedSchemas()
    {
        var changed = _published.Schemas.Properties().Concat(_after.Schemas.Properties()).Select(schema => schema.Name)
            .Distinct(StringComparer.Ordinal)
            .Where(name => !JToken.DeepEquals(_published.Schemas[name], _after.Schemas[name]))
            .ToHashSet(StringComparer.Ordinal);
        while (_published.Schemas.Properties().Where(schema => !changed.Contains(schema.Name) && Uses(schema.Value, changed)).Select(schema => schema.Name).ToList() is { Count: > 0 } users)
            changed.UnionWith(users);
        return changed;
    }

    private static bool Uses(JToken json, HashSet<string> schemas) =>
        schemas.Count > 0 && OpenApiDocument.References(json).Any(reference => schemas.Contains(reference.Name));

    /// <summary>What callers lose and gain who move to a new version from the one that it replaces.</summary>
    private (Operation? Operation, IReadOnlyList<string> Details) Replaced(Operation operation)
    {
        var replaced = _before.Operations
            .Where(other => string.Equals(OperationNames.MethodOf(other), OperationNames.MethodOf(operation), StringComparison.Ordinal) && other.Version.Api == operation.Version.Api && other.Version.Resource < operation.Version.Resource)
            .MaxBy(other => other.Version.Resource);
        if (replaced is null)
            return (null, []);
        var differences = new OperationComparison(_before, _after, _routes.Sends, _types).Between(replaced, Addressed(operation, replaced))
            .Where(difference => difference.Kind is not ChangeKind.Remarks)
            .OrderByDescending(difference => difference.Verdict.Severity)
            .Select(difference => $"{difference.Text} ({difference.Verdict})")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return (replaced, [differences.Count == 0 ? $"the same as {replaced} apart from its version" : $"compared with {replaced}:", .. differences.Select(text => "  " + text)]);
    }

    /// <summary>The operation at the address of another version, so that the address itself is no difference.</summary>
    private static Operation Addressed(Operation operation, Operation other) => operation with { Path = other.Path };

    private static bool IsRenamed(Operation gone, Operation fresh) =>
        IsNewer(gone, fresh) || (gone.Version == fresh.Version && (IsSameVerb(gone, fresh) || IsSamePath(gone, fresh)) && HasSameShape(gone, fresh));

    private static bool IsNewer(Operation gone, Operation fresh) =>
        IsSameVerb(gone, fresh) && fresh.Version.CompareTo(gone.Version) > 0
        && string.Equals(OpenApiDocument.Address(string.Join('/', gone.Segments)), OpenApiDocument.Address(string.Join('/', fresh.Segments)), StringComparison.Ordinal);

    private static bool IsSameVerb(Operation gone, Operation fresh) => string.Equals(gone.Verb, fresh.Verb, StringComparison.Ordinal);

    private static bool IsSamePath(Operation gone, Operation fresh) => string.Equals(OpenApiDocument.Address(gone.Path), OpenApiDocument.Address(fresh.Path), StringComparison.Ordinal);

    private static bool HasSameShape(Operation gone, Operation fresh) =>
        JToken.DeepEquals(gone.Json["requestBody"], fresh.Json["requestBody"])
        && gone.Successes.Select(success => SchemaShape.Of(success.Value)).SequenceEqual(fresh.Successes.Select(success => SchemaShape.Of(success.Value)), JToken.EqualityComparer);
}
