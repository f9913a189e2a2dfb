namespace Procore.CompanyUsers.Testing;

/// <summary>An operation, found by the path of a request.</summary>
internal sealed class Route(PublishedOperation operation, IReadOnlyList<string> segments, Func<Call, Answer> handler)
{
    public PublishedOperation Operation => operation;

    public Func<Call, Answer> Handler => handler;

    /// <summary>What stands in the path in the place of <c>{name}</c>, or null where the path has no such place.</summary>
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
