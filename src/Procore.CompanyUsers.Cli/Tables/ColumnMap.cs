namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>Maps the columns of a file to fields, by their headers or as the command line says.</summary>
internal sealed class ColumnMap
{
    private readonly Dictionary<string, string> _mapped = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ignored;
    private readonly bool _ignoresOthers;

    /// <param name="maps">Such as <c>Work Email=email_address</c>.</param>
    /// <param name="ignored">Headers of columns to ignore.</param>
    /// <param name="ignoresOthers">Whether to ignore every column that isn't a field.</param>
    /// <exception cref="CommandException">A mapping is invalid.</exception>
    public ColumnMap(IEnumerable<string> maps, IEnumerable<string> ignored, bool ignoresOthers = false)
    {
        _ignored = new HashSet<string>(ignored.Select(HeaderText.Of), StringComparer.OrdinalIgnoreCase);
        _ignoresOthers = ignoresOthers;
        foreach (var map in maps)
        {
            // A header can contain '='; a field name can't.
            var end = map.LastIndexOf('=');
            if (end <= 0 || map[(end + 1)..].Trim().Length == 0)
                throw CommandException.WrongUsage($"--map expects \"HEADER=FIELD\", such as \"Work Email=email_address\", not '{map}'.");
            if (!_mapped.TryAdd(HeaderText.Of(map[..end]), map[(end + 1)..].Trim()))
                throw CommandException.WrongUsage($"--map maps the column '{HeaderText.Of(map[..end])}' twice.");
        }
    }

    /// <summary>Whether a header names a field, or is mentioned on the command line.</summary>
    public bool IsKnown(string header, Func<string, bool> isField) => _mapped.ContainsKey(header) || _ignored.Contains(header) || isField(NameOf(header));

    /// <summary>Finds the field of each column.</summary>
    /// <param name="headers">The file's headers.</param>
    /// <param name="find">Finds a field by name; null if there is none.</param>
    /// <param name="known">The names of the fields, for the message.</param>
    /// <param name="used">Headers of columns that another option reads.</param>
    /// <returns>The field of each column; null for a column to ignore.</returns>
    /// <exception cref="CommandException">Columns are unknown or duplicated, or a mapped one is missing. The message lists everything.</exception>
    public IReadOnlyList<T?> Bind<T>(IReadOnlyList<string> headers, Func<string, T?> find, IEnumerable<string> known, IReadOnlyCollection<string>? used = null)
        where T : class
    {
        var problems = new List<string>();
        var fields = new List<T?>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var hasUnknown = false;
        for (var i = 0; i < headers.Count; i++)
        {
            var header = HeaderText.Of(headers[i]) is { Length: > 0 } text ? text : FormattableString.Invariant($"column {i + 1}");
            var name = _mapped.GetValueOrDefault(header) ?? NameOf(header);
            var field = IsIgnored(header) || used?.Contains(header, StringComparer.OrdinalIgnoreCase) == true ? null : find(name);
            fields.Add(field);
            if (field is not null && !names.TryAdd(name, header))
                problems.Add($"The columns '{names[name]}' and '{header}' are both {name}. Ignore one of them with --ignore-column.");
            if (field is null && !IsIgnored(header) && used?.Contains(header, StringComparer.OrdinalIgnoreCase) != true && !(_ignoresOthers && !_mapped.ContainsKey(header)))
            {
                problems.Add(Unknown(headers, i, header, name));
                hasUnknown = true;
            }
        }
        problems.AddRange(_mapped.Keys.Concat(_ignored).Where(header => !Has(headers, header)).Select(header => Missing(headers, header)));
        if (hasUnknown)
            problems.Add($"The fields are: {string.Join(", ", known)}.");
        return problems.Count == 0 ? fields : throw CommandException.WrongUsage(string.Join('\n', problems));
    }

    private bool IsIgnored(string header) => _ignored.Contains(header) || _ignored.Contains(HeaderText.WithoutNumber(header));

    private string Unknown(IReadOnlyList<string> headers, int index, string header, string name)
    {
        if (string.IsNullOrWhiteSpace(headers[index]) || header == FormattableString.Invariant($"column {index + 1}"))
            return FormattableString.Invariant($"Column {index + 1} has no header. Ignore it with --ignore-column \"{header}\", or map it with --map \"{header}=FIELD\".");
        var problem = $"The column '{header}' is {(_mapped.ContainsKey(header) ? $"mapped to '{name}', which isn't a known field" : "not a known field")}.";
        // Ignoring a status column would give leavers their access back.
        if (header.Contains("status", StringComparison.OrdinalIgnoreCase) || header.Contains("active", StringComparison.OrdinalIgnoreCase) || header.Contains("terminat", StringComparison.OrdinalIgnoreCase))
            return $"{problem} If it shows who still works for you, don't ignore it: pass --status-column \"{header}\" with --active and --inactive and their values. Otherwise map it with --map \"{header}=FIELD\", or ignore it with --ignore-column \"{header}\".";
        if (HeaderText.WithoutNumber(header) is var plain && plain != header)
            problem += $" Several columns are named '{plain}'; the number tells them apart.";
        return $"{problem} Map it with --map \"{header}=FIELD\", or ignore it with --ignore-column \"{header}\".";
    }

    private static bool Has(IReadOnlyList<string> headers, string header) =>
        headers.Any(known => HeaderText.Of(known).Equals(header, StringComparison.OrdinalIgnoreCase)) || HasSeveral(headers, header);

    private static bool HasSeveral(IReadOnlyList<string> headers, string header) =>
        headers.Any(known => HeaderText.WithoutNumber(known) != known && HeaderText.WithoutNumber(known).Equals(header, StringComparison.OrdinalIgnoreCase));

    private static string Missing(IReadOnlyList<string> headers, string header) => $"The file has no column '{header}'. Its columns are: {string.Join(", ", headers)}.";

    /// <summary>The field that a header names without a mapping: <c>Email Address</c> is <c>email_address</c>.</summary>
    public static string NameOf(string header) => HeaderText.Of(header).Replace(' ', '_').Replace('-', '_').ToLowerInvariant();
}
