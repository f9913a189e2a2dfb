using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

/// <summary>
/// Holds what the facade calls against a document: every operation is called, or superseded by one that is, or stands in
/// the list of those still to come; and what is called is the newest version of its kind.
/// </summary>
internal sealed class FacadeCoverage
{
    private readonly IReadOnlyList<PublishedOperation> _operations;
    private readonly List<(string Method, PublishedOperation Operation)> _called = [];

    private FacadeCoverage(JObject document) => _operations = PublishedOperation.All(document);

    public static async Task<FacadeCoverage> MeasureAsync(JObject document)
    {
        var coverage = new FacadeCoverage(document);
        foreach (var (method, call) in FacadeCalls.ByMethod)
        {
            using var procore = new ScriptedProcore(request => request.Method == "GET" && !request.Address.AbsolutePath.EndsWith("/7", StringComparison.Ordinal)
                && !request.Address.AbsolutePath.EndsWith("/me", StringComparison.Ordinal)
                ? Answer.Json("[]")
                : Answer.Json("""{"id":7}"""));
            await call(procore.Users);
            coverage._called.AddRange(procore.Requests.Select(request => (method, PublishedOperation.Of(request, coverage._operations))));
        }
        return coverage;
    }

    /// <param name="stillToCome">What isn't called yet, as <c>v1 Sync</c> or <c>v2 BulkAdd</c>.</param>
    public IEnumerable<string> Complaints(IReadOnlyCollection<string> stillToCome) =>
        Outdated().Concat(Unaccounted(stillToCome)).Concat(NotToComeAnyMore(stillToCome)).Distinct();

    private IEnumerable<string> Outdated() =>
        from call in _called
        from newer in _operations
        where newer.Major == call.Operation.Major && newer.Name == call.Operation.Name && newer.Minor > call.Operation.Minor
        select $"ICompanyUsers.{call.Method} calls {call.Operation.Id}, of which {newer.Id} ({newer.Method} {newer.Path}) is a newer version: move it in Routes.";

    private IEnumerable<string> Unaccounted(IReadOnlyCollection<string> stillToCome) =>
        from operation in _operations
        where !stillToCome.Contains(Entry(operation)) && !_called.Exists(call => Supersedes(call.Operation, operation))
        select $"No method of ICompanyUsers calls {operation.Id} ({operation.Method} {operation.Path}) nor what supersedes it."
            + string.Concat(_called.Where(call => Entry(call.Operation) == Entry(operation)).Select(call => $" Its like is called by {call.Method}: move it in Routes.").Distinct());

    private IEnumerable<string> NotToComeAnyMore(IReadOnlyCollection<string> stillToCome) =>
        stillToCome.Where(entry => _called.Exists(call => Entry(call.Operation) == entry)).Select(entry => $"{entry} is called: strike it from the list of those still to come.")
            .Concat(stillToCome.Where(entry => !_operations.Any(operation => Entry(operation) == entry)).Select(entry => $"{entry} isn't published: strike it from the list of those still to come."));

    private static bool Supersedes(PublishedOperation called, PublishedOperation other) =>
        Entry(called) == Entry(other) && called.Minor >= other.Minor;

    private static string Entry(PublishedOperation operation) => $"v{operation.Major} {operation.Purpose}";
}
