using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>Cells of a column that are read as another text, such as <c>Worker Type=Employee=>true</c>.</summary>
internal sealed class CellReplacements
{
    private readonly List<(string HeaderAndFrom, string To)> _rules = [];

    /// <param name="rules">Such as <c>Worker Type=Employee=>true</c>.</param>
    /// <exception cref="CommandException">A rule is malformed.</exception>
    public CellReplacements(IEnumerable<string> rules)
    {
        foreach (var rule in rules)
        {
            var end = rule.IndexOf("=>", StringComparison.Ordinal);
            if (end <= 0 || rule.IndexOf('=', StringComparison.Ordinal) >= end)
                throw CommandException.WrongUsage($"--replace expects \"HEADER=TEXT=>NEW TEXT\", such as \"Worker Type=Employee=>true\", not '{rule}'.");
            _rules.Add((rule[..end], rule[(end + 2)..]));
        }
    }

    public static CellReplacements None { get; } = new([]);

    /// <summary>The new text of each cell text, for each column; null for a column without any.</summary>
    /// <exception cref="CommandException">A rule names a column that the file doesn't have.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, string>?> Bind(IReadOnlyList<string> headers)
    {
        var columns = new Dictionary<string, string>?[headers.Count];
        foreach (var (headerAndFrom, to) in _rules)
        {
            // Both the header and the text may contain '=', so the header decides.
            var found = Enumerable.Range(0, headerAndFrom.Length).Where(i => headerAndFrom[i] == '=')
                .Select(i => (Index: headers.ToList().FindIndex(header => header.Equals(HeaderText.Of(headerAndFrom[..i]), StringComparison.OrdinalIgnoreCase)), From: HeaderText.Of(headerAndFrom[(i + 1)..])))
                .FirstOrDefault(rule => rule.Index >= 0, (Index: -1, From: string.Empty));
            if (found.Index < 0)
                throw CommandException.WrongUsage($"--replace \"{headerAndFrom}=>{to}\" names no column of the file. Its columns are: {string.Join(", ", headers)}.");
            (columns[found.Index] ??= new(StringComparer.OrdinalIgnoreCase))[found.From] = to;
        }
        return columns;
    }
}
