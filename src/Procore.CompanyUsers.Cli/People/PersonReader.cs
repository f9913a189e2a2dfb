using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Procore.CompanyUsers.Cli.Tables;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>Converts rows to people, and reports every problem of a row.</summary>
internal sealed partial class PersonReader
{
    private static readonly HashSet<string> Written = [.. PersonFields.Writable.Select(field => field.Name)];

    /// <summary>Text fields that a spreadsheet mistakes for numbers.</summary>
    private static readonly HashSet<string> Numberlike = ["origin_id", "employee_id", "business_phone", "mobile_phone", "fax_number", "zip"];

    /// <summary>Fields that can't be cleared.</summary>
    private static readonly HashSet<string> Kept = ["id", "last_name", "email_address", "is_active"];

    /// <summary>Fields that identify a person.</summary>
    private static readonly HashSet<string> Keys = ["id", "origin_id", "employee_id", "email_address"];

    /// <summary>Fields in which every character must be right, and in which a question mark is a lost letter.</summary>
    private static readonly HashSet<string> Names = ["origin_id", "employee_id", "email_address", "first_name", "last_name", "initials", "city"];

    private static readonly string[] NeededToCreate = ["last_name", "email_address"];

    private readonly IReadOnlyList<string> _headers;
    private readonly IReadOnlyList<PersonField?> _fields;
    private readonly DirectoryLookup? _lookup;
    private readonly PeopleFileOptions _options;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>?> _replacements;
    private readonly int _status;
    private readonly int _key;

    /// <param name="headers">The file's headers.</param>
    /// <param name="fields">The field of each column; null for an ignored column.</param>
    /// <param name="options">How to read the file.</param>
    /// <param name="lookup">The content of the directory; null before it is read: then names aren't looked up, and lost zeros aren't detected.</param>
    /// <exception cref="CommandException">An option names a column that the file doesn't have, or a constant is invalid.</exception>
    public PersonReader(IReadOnlyList<string> headers, IReadOnlyList<PersonField?> fields, PeopleFileOptions options, DirectoryLookup? lookup)
    {
        (_headers, _fields, _options, _lookup) = (headers, fields, options, lookup);
        _replacements = options.Replacements.Bind(headers);
        _status = IndexOf(options.Status?.Header, "--status-column");
        _key = IndexOf(options.Key, "--key");
        var nothing = new FileRow(0, 0, [], null);
        foreach (var (name, cell) in options.Constants)
        {
            if (PersonFields.Find(name) is not { } field || PersonFields.ReadOnly.Contains(field) || Keys.Contains(name))
                throw CommandException.WrongUsage($"--set {name} names no field that all people can share.");
            if (fields.Contains(field))
                throw CommandException.WrongUsage($"--set {name} is also a column of the file. Ignore the column with --ignore-column, or leave out --set.");
            if (Read(field, cell, [], nothing) is { } problem)
                throw CommandException.WrongUsage($"--set {name}={cell}: {problem}");
        }
    }

    /// <summary>Whether the file has the status of its people.</summary>
    public bool HasStatus => _status >= 0 || HasField("is_active");

    /// <summary>Whether a column or a constant of the file is this field.</summary>
    public bool HasField(string name) => _fields.Any(field => field?.Name == name) || _options.Constants.ContainsKey(name);

    /// <returns>The person; null if the row is invalid.</returns>
    public Person? Read(FileRow row, List<RowProblem> problems)
    {
        if (row.Fault is { } fault)
        {
            problems.Add(new RowProblem(row, null, fault));
            return null;
        }
        var before = problems.Count;
        var person = new JsonObject();
        foreach (var (name, cell) in _options.Constants)
            Read(PersonFields.Find(name)!, cell, person, row);
        for (var i = 0; i < _fields.Count; i++)
        {
            if (Read(row, i, person) is { } problem)
                problems.Add(new RowProblem(row, _headers[i], problem));
        }
        if (!_options.IsForPlan)
            CheckKeys(row, person, problems);
        return problems.Count == before ? ProcoreJson.Deserialize<Person>(person.ToJsonString()) : null;
    }

    public static string LostZeros(string text, string evidence) =>
        $"'{text}' seems to have lost its leading zeros: {evidence}. Format the column as text and enter the value again, or pass --allow-lost-zeros.";

    private string? Read(FileRow row, int column, JsonObject person)
    {
        if (_fields[column] is null && column != _status)
            return null;
        if (row.CellFaults.TryGetValue(column, out var fault))
            return fault;
        var cell = row.Cells[column];
        if (_replacements[column]?.GetValueOrDefault(HeaderText.Of(cell)) is { } replaced)
            cell = replaced;
        if (string.IsNullOrWhiteSpace(cell))
            return column == _key ? "is blank, but --key names this column, so every row needs it." : null;
        if (column == _status)
            return ReadStatus(cell, person);
        return Read(_fields[column]!, cell, person, row);
    }

    private string? ReadStatus(string cell, JsonObject person) => _options.Status!.IsActive(cell) is { } isActive
        ? Set(person, "is_active", isActive)
        : BrokenText.Problem(cell) ?? $"'{cell.Trim()}' is neither in --active nor in --inactive. Add it to one of them.";

    private string? Read(PersonField field, string cell, JsonObject person, FileRow row)
    {
        if (field.Name == FailedRows.StatusColumn)
        {
            return cell is FailedRows.InDoubt or FailedRows.IsActiveUnchanged && !HasKey(row)
                ? $"an earlier run {(cell == FailedRows.InDoubt ? "may have created" : "created")} this person, and the row has neither an id nor an origin id. Look the person up in Procore, then delete the row or clear this cell."
                : null;
        }
        var text = CellText.Read(cell);
        if (text is not null)
        {
            text = Clean(field.Name, text);
            if (string.IsNullOrWhiteSpace(text))
                return null;
            if (Broken(field.Name, text) is { } broken)
                return broken;
        }
        if (!Written.Contains(field.Name))
            return NamesOf(field) is { } names ? ReadName(names, text, person) : null;
        if (text is null)
        {
            if (Kept.Contains(field.Name))
                return "this field can't be cleared. Leave the cell blank to keep it.";
            return Set(person, field.Name, null);
        }
        return field.Kind switch
        {
            FieldKind.Text => ReadText(field.Name, text, person),
            FieldKind.Id => ReadId(field.Name, text, person),
            FieldKind.Number => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Set(person, field.Name, number) : "isn't a whole number. Use digits only.",
            _ => ReadFlag(field.Name, text.Trim(), person),
        };
    }

    /// <summary>Removes characters that certainly aren't part of the value.</summary>
    private static string Clean(string name, string text)
    {
        if (Names.Contains(name) || !Written.Contains(name))
            text = Invisible.Remove(text);
        if (name == "email_address")
            text = text.Trim();
        // White space around an id is reported, because Procore may keep it.
        return Numberlike.Contains(name) || name == "email_address" ? SourceText.Clean(name, text) is { } clean && clean != text.Trim() ? clean : text : text;
    }

    private string? Broken(string name, string text)
    {
        var isKey = Keys.Contains(name);
        if (isKey && BrokenText.IsPlaceholder(text))
            return $"'{text.Trim()}' is a placeholder for a missing value and can't identify a person. Leave the cell blank, or pass --blank \"{text.Trim()}\" to read such cells as blank.";
        if (_options.AllowsBrokenCells && !isKey)
            return null;
        // An export of the directory is pushed back as it is, odd names included, and Procore checks addresses itself.
        var isStrict = _options.IsForPlan || name is "origin_id" or "employee_id";
        if ((BrokenText.Problem(text) ?? (Names.Contains(name) ? BrokenText.ProblemOfName(text) : null) ?? (isStrict ? SourceText.FindProblem(name, text) : null)) is not { } problem)
            return null;
        return isKey ? problem : $"{problem} If the text is right, pass --allow-broken-cells.";
    }

    private string? ReadText(string name, string text, JsonObject person)
    {
        if (Numberlike.Contains(name) && Scientific().IsMatch(text))
            return $"'{text}' is a long number in scientific notation, so digits are lost. Format the column as text and enter the value again.";
        if (name is "origin_id" or "employee_id")
        {
            if (WithFraction().IsMatch(text))
                return $"'{text}' is a number with a fraction. The program that wrote the file treated an id as a number.";
            if (text.Trim().Length != text.Length)
                return "starts or ends with white space, which Procore may remove. Trim it, or pass --trim.";
            if (!_options.AllowsLostZeros && (name == "origin_id" ? _lookup?.OriginIds : _lookup?.EmployeeIds)?.Before(text) is { } whole)
                return LostZeros(text, $"the directory has {whole}");
        }
        return Set(person, name, text);
    }

    private static string? ReadId(string name, string text, JsonObject person)
    {
        var digits = text.Trim();
        if (Scientific().IsMatch(digits))
            return $"'{text}' is a long number in scientific notation, so digits are lost. Format the column as text and enter the id again.";
        return LeadingZeroIds.IsDigits(digits) && digits[0] != '0' && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? Set(person, name, id)
            : $"'{text}' isn't an id. Ids are digits without a leading zero.";
    }

    private static string? ReadFlag(string name, string text, JsonObject person) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" => Set(person, name, true),
        "FALSE" or "NO" => Set(person, name, false),
        _ => $"'{text}' is neither true nor false.{(name == "is_active" ? " If the column has other words, pass --status-column with --active and --inactive." : "")}",
    };

    private static string? ReadName(NameLookup names, string? name, JsonObject person)
    {
        if (name is null)
            return Set(person, names.IdColumn, null);
        var id = names.Find(name, out var problem);
        return problem is null ? Set(person, names.IdColumn, id) : $"'{name}': {problem}";
    }

    private NameLookup? NamesOf(PersonField field) => field.Name switch
    {
        "vendor" => _lookup?.Vendors,
        "permission_template" => _lookup?.PermissionTemplates,
        "company_permission_template" => _lookup?.CompanyPermissionTemplates,
        "work_classification" => _lookup?.WorkClassifications,
        _ => null,
    };

    private static string? Set(JsonObject person, string name, JsonNode? value)
    {
        if (person.TryGetPropertyValue(name, out var other) && !JsonNode.DeepEquals(other, value))
            return $"another column has a different value for {name}. Keep one of the two.";
        person[name] = value;
        return null;
    }

    private void CheckKeys(FileRow row, JsonObject person, List<RowProblem> problems)
    {
        if (person.ContainsKey("id"))
            return;
        if (HasKey(row))
        {
            if (person.TryGetPropertyValue("origin_id", out var origin) && origin is null)
                problems.Add(new RowProblem(row, null, "origin_id is to be cleared, but the row has no id to find the user by."));
            return;
        }
        foreach (var needed in NeededToCreate.Where(needed => !person.ContainsKey(needed)))
            problems.Add(new RowProblem(row, null, $"it has neither an id nor an origin id, so it creates a user, which needs {needed}."));
    }

    private bool HasKey(FileRow row) =>
        Enumerable.Range(0, _fields.Count).Any(i => _fields[i] is { Name: "id" or "origin_id" } && i < row.Cells.Count && !string.IsNullOrWhiteSpace(row.Cells[i]));

    private int IndexOf(string? header, string option)
    {
        if (header is null)
            return -1;
        var index = _headers.ToList().FindIndex(known => known.Equals(HeaderText.Of(header), StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : throw CommandException.WrongUsage($"{option} names '{header}', which isn't a column of the file. Its columns are: {string.Join(", ", _headers)}.");
    }

    [GeneratedRegex(@"^\s*[+-]?[0-9]+([.,][0-9]+)?[eE][+][0-9]+\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^\s*[0-9]+[.,]0+\s*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WithFraction();
}
