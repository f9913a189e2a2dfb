namespace Procore.CompanyUsers.Cli.Csv;

/// <summary>Maps the columns of a file to fields, by their headers or as the command line says.</summary>
internal sealed class ColumnMap
{
    private readonly Dictionary<string, string> _mapped = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ignored;

    /// <param name="maps">Such as <c>Work Email=email_address</c>.</param>
    /// <param name="ignored">Headers of columns to ignore.</param>
    /// <exception cref="CommandException">A mapping is invalid.</exception>
    public ColumnMap(IEnumerable<string> maps, IEnumerable<string> ignored)
    {
        _ignored = new HashSet<string>(ignored.Select(header => header.Trim()), StringComparer.OrdinalIgnoreCase);
        foreach (var map in maps)
        {
            // A header can contain '='; a field name can't.
            var end = map.LastIndexOf('=');
            if (end <= 0 || map[(end + 1)..].Trim().Length == 0)
                throw CommandException.WrongUsage($"--map expects \"HEADER=FIELD\", such as \"Work Email=email_address\", not '{map}'.");
            if (!_mapped.TryAdd(map[..end].Trim(), map[(end + 1)..].Trim()))
                throw CommandException.WrongUsage($"--map maps the column '{map[..end].Trim()}' twice.");
        }
    }

    /// <summary>Finds the field of each column.</summary>
    /// <param name="headers">The file's headers.</param>
    /// <param name="find">Finds a field by name; null if there is none.</param>
    /// <param name="known">The names of the fields, for the message.</param>
    /// <returns>The field of each column; null for a column to ignore.</returns>
    /// <exception cref="CommandException">Columns are unknown or duplicated, or a mapped one is missing. The message lists everything.</exception>
    public IReadOnlyList<T?> Bind<T>(IReadOnlyList<string> headers, Func<string, T?> find, IEnumerable<string> known)
        where T : class
    {
        var problems = new List<string>();
        var fields = new List<T?>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < headers.Count; i++)
        {
            var header = headers[i];
            var name = _mapped.GetValueOrDefault(header) ?? NameOf(header);
            var field = _ignored.Contains(header) ? null : find(name);
            fields.Add(field);
            if (_ignored.Contains(header))
                continue;
            if (header.Length == 0)
                problems.Add(FormattableString.Invariant($"Column {i + 1} has no header."));
            else if (field is null)
                problems.Add($"The column '{header}' is {(_mapped.ContainsKey(header) ? $"mapped to '{name}', which isn't a known field" : "not a known field")}. Map it with --map \"{header}=FIELD\", or ignore it with --ignore-column \"{header}\".");
            else if (!names.TryAdd(name, header))
                problems.Add($"The columns '{names[name]}' and '{header}' are both {name}. Ignore one of them with --ignore-column.");
        }
        problems.AddRange(_mapped.Keys.Concat(_ignored).Where(header => !headers.Contains(header, StringComparer.OrdinalIgnoreCase)).Select(header => $"There is no column '{header}' in the file."));
        if (problems.Exists(problem => problem.Contains("known field", StringComparison.Ordinal)))
            problems.Add($"The fields are: {string.Join(", ", known)}.");
        return problems.Count == 0 ? fields : throw CommandException.WrongUsage(string.Join('\n', problems));
    }

    /// <summary>The field that a header names without a mapping: <c>Email Address</c> is <c>email_address</c>.</summary>
    private static string NameOf(string header) => header.Trim().Replace(' ', '_').Replace('-', '_').ToLowerInvariant();
}
