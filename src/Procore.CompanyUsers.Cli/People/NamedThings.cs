namespace Procore.CompanyUsers.Cli.People;

/// <summary>Things that have an id and a name, as people in the directory have them.</summary>
/// <param name="what">What they are, for messages.</param>
/// <param name="idColumn">The column in which their ids may be given instead.</param>
internal sealed class NamedThings(string what, string idColumn)
{
    private readonly Dictionary<string, HashSet<long>> _ids = new(StringComparer.OrdinalIgnoreCase);

    public string IdColumn => idColumn;

    public void Add(long? id, string? name)
    {
        if (id is not { } known || string.IsNullOrWhiteSpace(name))
            return;
        if (!_ids.TryGetValue(name.Trim(), out var ids))
            _ids.Add(name.Trim(), ids = []);
        ids.Add(known);
    }

    /// <summary>The id of the one of this name, upper and lower case aside.</summary>
    /// <param name="name">The name.</param>
    /// <param name="problem">Why there is none.</param>
    public long? Find(string name, out string? problem)
    {
        var ids = _ids.GetValueOrDefault(name.Trim());
        problem = ids switch
        {
            null => $"nobody in the directory has a {what} of this name. Give its id in a column {idColumn}.",
            { Count: > 1 } => $"several {what}s have this name ({string.Join(", ", ids.Order())}). Give the id in a column {idColumn}.",
            _ => null,
        };
        return problem is null ? ids!.Single() : null;
    }
}
