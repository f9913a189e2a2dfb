namespace Procore.CompanyUsers.Testing;

/// <summary>The operation that a request's path leads to.</summary>
internal sealed class Route(PublishedOperation operation, IReadOnlyList<string> segments, Func<AuthorizedRequest, JsonResponse> handler)
{
    public PublishedOperation Operation => operation;

    public Func<AuthorizedRequest, JsonResponse> Handler => handler;

    /// <summary>The last value in the path that names neither the company nor the project, whatever Procore calls it.</summary>
    public string Id => segments.Where((_, i) => operation.Segments[i].StartsWith("{", StringComparison.Ordinal) && operation.Segments[i] is not ("{company_id}" or "{project_id}")).Last();

    /// <summary>The value of <c>{name}</c> in the path; null if the path has no such parameter.</summary>
    public string? PathValue(string name)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            if (operation.Segments[i] == $"{{{name}}}")
                return segments[i];
        }

        return null;
    }
}
