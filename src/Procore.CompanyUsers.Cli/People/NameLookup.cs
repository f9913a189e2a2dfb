using System.Globalization;
using System.Text;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>Finds ids by name, such as those of vendors and permission templates.</summary>
/// <param name="what">What is looked up, for messages.</param>
/// <param name="idColumn">The column that accepts the ids instead.</param>
internal sealed class NameLookup(string what, string idColumn)
{
    private readonly Dictionary<string, HashSet<long>> _ids = new(StringComparer.OrdinalIgnoreCase);

    public string IdColumn => idColumn;

    public void Add(long? id, string? name)
    {
        if (id is not { } known || string.IsNullOrWhiteSpace(name))
            return;
        if (!_ids.TryGetValue(Normalized(name), out var ids))
            _ids.Add(Normalized(name), ids = []);
        ids.Add(known);
    }

    /// <summary>The id for a name, ignoring case.</summary>
    /// <param name="name">The name.</param>
    /// <param name="problem">Why there is none.</param>
    public long? Find(string name, out string? problem)
    {
        var ids = _ids.GetValueOrDefault(Normalized(name));
        problem = ids switch
        {
            null when IsId(name) => $"no {what} has this name, but one has this id. Give it in the column {idColumn}.",
            null => $"no {what} has this name. Give its id in the column {idColumn}.",
            { Count: > 1 } => $"several {what}s have this name ({string.Join(", ", ids.Order())}). Give the id in the column {idColumn}.",
            _ => null,
        };
        return problem is null ? ids!.Single() : null;
    }

    private bool IsId(string text) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && _ids.Values.Any(ids => ids.Contains(id));

    /// <summary>All ids for a name, ignoring case.</summary>
    public IReadOnlyCollection<long> All(string name) => _ids.GetValueOrDefault(Normalized(name)) ?? (IReadOnlyCollection<long>)[];

    // The same name may be written with composed or with decomposed letters. A name that was cut within a letter can't be normalized.
    private static string Normalized(string name) => name.EnumerateRunes().Contains(Rune.ReplacementChar) ? name.Trim() : name.Trim().Normalize(NormalizationForm.FormC);
}
