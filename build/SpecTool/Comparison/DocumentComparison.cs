using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Comparison;

/// <summary>What differs between two published documents, and whom it breaks.</summary>
internal static class DocumentComparison
{
    /// <param name="published">What has been published until now.</param>
    /// <param name="refreshed">What is published now.</param>
    /// <param name="spec">What is made of the new one: it names the operations of both.</param>
    /// <param name="routes">Which method of ICompanyUsers calls which operation.</param>
    public static IReadOnlyList<Change> Between(JObject published, JObject refreshed, BuiltSpec spec, FacadeRoutes routes)
    {
        var (before, after) = (OpenApiDocument.Parse(published, "openapi/published.json"), OpenApiDocument.Parse(refreshed, "the new document"));
        var named = OpenApiDocument.Parse(spec.Json, "openapi/company-users.json");
        var comparison = new OperationComparison(before, after);

        var gone = before.Operations.Where(operation => after.Find(operation) is null)
            .Select(operation => (Operation: operation, Difference: new Difference(ChangeKind.Operations, Breaks: true, "has gone")));
        var fresh = after.Operations.Where(operation => before.Find(operation) is null)
            .Select(operation => (Operation: operation, Difference: new Difference(ChangeKind.Operations, Breaks: false, "is new")));
        var changed = before.Operations
            .Select(operation => (Old: operation, Now: after.Find(operation)))
            .Where(pair => pair.Now is not null)
            .SelectMany(pair => comparison.Between(pair.Old, pair.Now!).Select(difference => (Operation: pair.Old, Difference: difference)));

        return
        [
            .. gone.Concat(fresh).Concat(changed)
                .Select(item => (item.Difference, Operation: named.Find(item.Operation)!))
                .Select(item => (item.Difference, item.Operation, Methods: MethodsTouched(item.Difference, item.Operation, routes)))
                .GroupBy(item => (item.Difference.Kind, Severity: SeverityOf(item.Difference, item.Methods), item.Difference.Text, Own: item.Difference.Kind == ChangeKind.Operations ? item.Operation.Id : ""))
                .Select(group => new Change(
                    group.Key.Kind,
                    group.Key.Severity,
                    group.Key.Kind == ChangeKind.Operations ? $"{group.First().Operation} {group.Key.Text}" : group.Key.Text,
                    [.. group.Select(item => item.Operation.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                    [.. group.SelectMany(item => item.Methods).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))
                .OrderByDescending(change => change.Severity)
                .ThenBy(change => change.Kind)
                .ThenBy(change => change.Text, StringComparer.Ordinal),
        ];
    }

    // A new operation touches the methods that call an older version of it: they should move.
    private static IReadOnlyList<string> MethodsTouched(Difference difference, Operation operation, FacadeRoutes routes) =>
        difference is { Kind: ChangeKind.Operations, Breaks: false } ? routes.MethodsOfOlder(operation) : routes.MethodsOf(operation);

    private static Severity SeverityOf(Difference difference, IReadOnlyList<string> methods) =>
        !difference.Breaks ? Severity.Harmless
        : methods.Count > 0 ? Severity.BreaksCallers
        : Severity.BreaksRawCallers;
}
