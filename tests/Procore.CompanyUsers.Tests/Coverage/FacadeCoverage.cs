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

    private readonly IEnumerable<string> _rawOnly;

    private FacadeCoverage(JObject document, IEnumerable<string> rawOnly)
    {
        _operations = PublishedOperation.All(document);
        _rawOnly = rawOnly;
    }

    /// <param name="document">The document.</param>
    /// <param name="rawOnly">The operations that no method is to call; those of <see cref="RawOnly" /> if none are given.</param>
    public static async Task<FacadeCoverage> MeasureAsync(JObject document, IEnumerable<string>? rawOnly = null)
    {
        var coverage = new FacadeCoverage(document, rawOnly ?? RawOnly.Reasons.Keys);
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

    /// <summary>The operations that the facade calls although they are listed as raw only.</summary>
    public IEnumerable<string> CalledDespite() => _called.Select(call => call.Operation.Id).Where(id => RawOnly.Covers(id, _rawOnly)).Distinct();

    public IEnumerable<string> Complaints() => Outdated().Concat(Unaccounted()).Distinct();

    private IEnumerable<string> Outdated() =>
        from call in _called
        from newer in _operations
        where newer.Major == call.Operation.Major && newer.Name == call.Operation.Name && newer.Minor > call.Operation.Minor
        select $"{Called(call.Method)} calls {call.Operation.Id}, of which {newer.Id} ({newer.Method} {newer.Path}) is a newer version: move it in Routes.";

    private IEnumerable<string> Unaccounted() =>
        from operation in _operations
        where !_called.Exists(call => Supersedes(call.Operation, operation)) && !RawOnly.Covers(operation.Id, _rawOnly)
        let methods = _called.Where(call => IsLike(call.Operation, operation)).Select(call => call.Method).Distinct().ToList()
        select $"No method of ICompanyUsers calls {operation.Id} ({operation.Method} {operation.Path}) nor what supersedes it."
            + (methods.Count == 0 ? " Add a method, or list the operation in tests/Shared/OpenApi/RawOnly.cs." : string.Concat(methods.Select(method => $" Its like is called by {method}: move it in Routes.")));

    private static string Called(string method) => method.Contains('.') ? method : $"ICompanyUsers.{method}";

    private static bool Supersedes(PublishedOperation called, PublishedOperation other) =>
        IsLike(called, other) && called.Minor >= other.Minor;

    private static IReadOnlyList<string> ParametersOf(SentRequest request) =>
        [.. request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Uri.UnescapeDataString(pair.Split('=')[0]))];

    private static bool IsLike(PublishedOperation operation, PublishedOperation other) =>
        operation.Major == other.Major && operation.Purpose == other.Purpose;
}
