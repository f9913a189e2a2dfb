using Newtonsoft.Json.Linq;

namespace Procore.Tests.Shared.OpenApi;

/// <summary>
/// The routes that the facade calls, in the versions that its routes.json lists. Tests name a route without its version, so that they
/// don't change when the facade moves to a newer one.
/// </summary>
public static class FacadeRoute
{
    private static readonly ApiOperation[] Called = ReadCalled();

    /// <summary>`GET /users` becomes `GET /rest/v1.3/users`. A placeholder gets the name that the document has there.</summary>
    /// <param name="route">The method and the path, with ids or placeholders. A query may follow.</param>
    /// <param name="api">The first number of the version: bulk requests exist in two.</param>
    public static string Line(string route, int api = 1)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        var segments = path.Split('?')[0].Split('/');
        var operation = Called
            .Where(operation => operation.Method == method && Matches(operation.Path.Split('/'), segments, api))
            .MinBy(operation => operation.Path.Count(c => c == '{'))
            ?? throw new KeyNotFoundException($"The facade calls no {route} of v{api}.");
        var template = operation.Path.Split('/');
        var named = segments.Select((segment, i) => segment.StartsWith('{') ? template[i + 2] : segment);
        return $"{method} {string.Join('/', template.Take(3))}{string.Join('/', named)}{path[path.Split('?')[0].Length..]}";
    }

    /// <summary>`GET /users` becomes `/rest/v1.3/users`.</summary>
    public static string Path(string route, int api = 1) => Line(route, api).Split(' ')[1];

    // A path is "", "rest", the version, and what follows; a route begins with "".
    private static bool Matches(string[] template, string[] segments, int api) =>
        template.Length == segments.Length + 2
        && template[2].StartsWith($"v{api}.", StringComparison.Ordinal)
        && template.Skip(3).Zip(segments.Skip(1)).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);

    private static ApiOperation[] ReadCalled()
    {
        var ids = JObject.Parse(RepositoryRoot.ReadText("src/Procore.CompanyUsers/Facade/routes.json")).Properties().Select(route => route.Name).ToHashSet(StringComparer.Ordinal);
        return [.. OpenApiDocument.CompanyUsers.Operations.Where(operation => ids.Contains(operation.Id))];
    }
}
