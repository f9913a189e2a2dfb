using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

/// <summary>
/// Holds what the facade calls against a document: every operation is called, or superseded by one that is; and what is
/// called is the newest version of its kind.
/// </summary>
internal sealed class FacadeCoverage
{
    private readonly IReadOnlyList<PublishedOperation> _operations;
    private readonly List<(string Method, PublishedOperation Operation, IReadOnlyList<string> Parameters)> _called = [];

    private FacadeCoverage(JObject document) => _operations = PublishedOperation.All(document);

    public static async Task<FacadeCoverage> MeasureAsync(JObject document)
    {
        var coverage = new FacadeCoverage(document);
        foreach (var (method, call) in FacadeCalls.ByMethod.Concat(FacadeCalls.WithEveryParameter))
        {
            using var procore = new ScriptedProcore(FacadeCalls.AnswerTo);
            await call(procore.Users);
            coverage._called.AddRange(procore.Requests.Select(request => (method, PublishedOperation.Of(request, coverage._operations), ParametersOf(request))));
        }
        foreach (var (method, call) in FacadeCalls.ByLookup)
        {
            using var procore = new ScriptedProcore(FacadeCalls.AnswerTo);
            await call(procore.Company);
            coverage._called.AddRange(procore.Requests.Select(request => (method, PublishedOperation.Of(request, coverage._operations), ParametersOf(request))));
        }
        return coverage;
    }

    /// <summary>The content of routes.json: the methods that call an operation and the query parameters that they send, by its id.</summary>
    public JObject Routes() => new(_called.GroupBy(call => call.Operation.Id).Select(calls => new JProperty(calls.Key, new JObject
    {
        ["methods"] = new JArray(calls.Select(call => call.Method).Distinct().Order(StringComparer.Ordinal)),
        ["parameters"] = new JArray(calls.SelectMany(call => call.Parameters).Distinct().Order(StringComparer.Ordinal)),
    })));

    public IEnumerable<string> Complaints() => Outdated().Concat(Unaccounted()).Distinct();

    private IEnumerable<string> Outdated() =>
        from call in _called
        from newer in _operations
        where newer.Major == call.Operation.Major && newer.Name == call.Operation.Name && newer.Minor > call.Operation.Minor
        select $"{Called(call.Method)} calls {call.Operation.Id}, of which {newer.Id} ({newer.Method} {newer.Path}) is a newer version: move it in Routes.";

    private IEnumerable<string> Unaccounted() =>
        from operation in _operations
        where !_called.Exists(call => Supersedes(call.Operation, operation))
        select $"No method of ICompanyUsers calls {operation.Id} ({operation.Method} {operation.Path}) nor what supersedes it."
            + string.Concat(_called.Where(call => IsLike(call.Operation, operation)).Select(call => $" Its like is called by {call.Method}: move it in Routes.").Distinct());

    private static string Called(string method) => method.Contains('.') ? method : $"ICompanyUsers.{method}";

    private static bool Supersedes(PublishedOperation called, PublishedOperation other) =>
        IsLike(called, other) && called.Minor >= other.Minor;

    private static IReadOnlyList<string> ParametersOf(SentRequest request) =>
        [.. request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Uri.UnescapeDataString(pair.Split('=')[0]))];

    private static bool IsLike(PublishedOperation operation, PublishedOperation other) =>
        operation.Major == other.Major && operation.Purpose == other.Purpose;
}
