using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Comparison;

/// <summary>
/// Facade/routes.json: the operations that ICompanyUsers calls, with the methods that call each and the query parameters that they
/// send. The coverage tests of Procore.CompanyUsers compare it with real calls.
/// </summary>
internal sealed class FacadeRoutes
{
    private readonly Dictionary<string, Route> _routes;

    private FacadeRoutes(Dictionary<string, Route> routes) => _routes = routes;

    /// <summary>`CompanyUsersV13_Get` to its methods and parameters.</summary>
    public IReadOnlyDictionary<string, Route> ByOperation => _routes;

    public static FacadeRoutes Read(string file) => Parse(JsonFile.Read(file), file);

    public static FacadeRoutes Parse(JObject json, string file) => new(json.Properties().ToDictionary(
        route => route.Name,
        route => route.Value is JObject { } value && value["methods"] is JArray methods && value["parameters"] is JArray parameters
            ? new Route([.. methods.Values<string>()!], [.. parameters.Values<string>()!])
            : throw new SpecException($"{file}: {route.Name} has no `methods` and `parameters`"),
        StringComparer.Ordinal));

    public IReadOnlyList<string> MethodsOf(Operation operation) => _routes.TryGetValue(OperationNames.IdOf(operation), out var route) ? route.Methods : [];

    /// <summary>Whether the facade sends a parameter: each in the path, and those in the query that the file lists.</summary>
    public bool Sends(Operation operation, string place, string parameter) =>
        _routes.TryGetValue(OperationNames.IdOf(operation), out var route) && (place is "path" || route.Parameters.Contains(parameter, StringComparer.Ordinal));

    /// <summary>The methods that call an older version of an operation, of the same API version.</summary>
    public IReadOnlyList<string> MethodsOfOlder(Operation operation) =>
    [
        .. _routes.Where(route => Operation.IdParts(route.Key) is { } called
                && called.Api == operation.Version.Api
                && called.Resource < operation.Version.Resource
                && string.Equals(called.Method, OperationNames.MethodOf(operation), StringComparison.Ordinal))
            .SelectMany(route => route.Value.Methods)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    internal sealed record Route(IReadOnlyList<string> Methods, IReadOnlyList<string> Parameters);
}
