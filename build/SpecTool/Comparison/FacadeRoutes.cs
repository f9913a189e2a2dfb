using System.Globalization;
using System.Text.RegularExpressions;
using SpecTool.OpenApi;

namespace SpecTool.Comparison;

/// <summary>
/// Which methods of ICompanyUsers call which operation, read off Routes.cs: there a route's comment names the methods, and its
/// body the client and the operation. The tests hold what is read here against what is really called.
/// </summary>
internal sealed partial class FacadeRoutes
{
    private readonly Dictionary<string, IReadOnlyList<string>> _methods;

    private FacadeRoutes(Dictionary<string, IReadOnlyList<string>> methods) => _methods = methods;

    /// <summary>`CompanyUsersV13_Get` to `GetAsync`.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ByOperation => _methods;

    public static FacadeRoutes Read(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpecException($"{file}: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    public static FacadeRoutes Parse(string source)
    {
        var calls = source.ReplaceLineEndings("\n").Split("\n\n")
            .SelectMany(member => Calls().Matches(member).Select(call => (
                Operation: $"{call.Groups["client"].Value}_{call.Groups["method"].Value}",
                Methods: Served().Matches(member).Select(served => served.Groups["method"].Value))));
        return new(calls.GroupBy(call => call.Operation, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            IReadOnlyList<string> (group) => [.. group.SelectMany(call => call.Methods).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            StringComparer.Ordinal));
    }

    public IReadOnlyList<string> MethodsOf(string operationId) => _methods.GetValueOrDefault(operationId, []);

    /// <summary>The methods that call an older version of an operation, of the same API version.</summary>
    public IReadOnlyList<string> MethodsOfOlder(Operation operation) =>
    [
        .. _methods.Where(route => IsOlder(OperationId().Match(route.Key), operation)).SelectMany(route => route.Value)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static bool IsOlder(Match id, Operation operation) =>
        Number(id.Groups["api"]) == operation.Version.Api
        && Number(id.Groups["resource"]) < operation.Version.Resource
        && string.Equals(id.Groups["method"].Value, operation.Method, StringComparison.Ordinal);

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"new (?<client>CompanyUsersV\d+)Client\(connect\(\)\)\s*\.(?<method>\w+)Async\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Calls();

    [GeneratedRegex(@"cref=""ICompanyUsers\.(?<method>\w+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Served();

    [GeneratedRegex(@"^CompanyUsersV(?<api>\d)(?<resource>\d+)_(?<method>\w+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OperationId();
}
