using System.Globalization;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Projects;

/// <summary>A file of project assignments that was read to its end and is valid, except for rows to skip.</summary>
internal sealed class ProjectFile : IDisposable
{
    private const string UserId = "user_id";
    private const string EmailAddress = "email_address";
    private const string EmployeeId = "employee_id";
    private const string OriginId = "origin_id";

    private const string ProjectId = "project_id";
    private const string ProjectName = "project";
    private const string ProjectNumber = "project_number";
    private const string ProjectOriginId = "project_origin_id";

    private const string TemplateId = "permission_template_id";
    private const string Template = "permission_template";
    private const string RoleIds = "project_role_ids";
    private const string Roles = "roles";

    private const string NoRoles = "none";

    private static readonly string[] UserFields = [UserId, EmailAddress, EmployeeId, OriginId];
    private static readonly string[] ProjectFields = [ProjectId, ProjectNumber, ProjectOriginId, ProjectName];
    private static readonly string[] AccessFields = [TemplateId, Template, RoleIds, Roles];
    private static readonly string[] Fields = [.. UserFields, .. ProjectFields, .. AccessFields];

    private readonly ProjectFileKind _kind;
    private readonly IReadOnlyList<string?> _fields;
    private readonly ProjectLookup _lookup;
    private readonly CheckedRows _rows;

    private ProjectFile(TableFile table, IReadOnlyList<string?> fields, ProjectLookup lookup, ProjectFileKind kind, bool skipsBadRows, Action<string> say)
    {
        (Table, _fields, _lookup, _kind) = (table, fields, lookup, kind);
        var problems = new List<RowProblem>();
        _rows = CheckedRows.Of(table, Check(table, problems), [.. problems.Select(Named)], [], kind == ProjectFileKind.Staffing ? null : skipsBadRows, say);
    }

    public TableFile Table { get; }

    /// <summary>The number of rows, without skipped ones.</summary>
    public long Count => _rows.Count;

    public int SkippedCount => _rows.SkippedCount;

    /// <summary>The company's roles by id; null if they weren't read.</summary>
    public IReadOnlyDictionary<long, string>? RoleNames => _lookup.RoleNames;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="columns">Maps columns to fields.</param>
    /// <param name="kind">What the file is for.</param>
    /// <param name="skipsBadRows">Whether to continue without the invalid rows.</param>
    /// <param name="look">Reads the lists that the file needs.</param>
    /// <param name="say">Receives each problem.</param>
    /// <exception cref="CommandException">The file is invalid, and bad rows aren't to be skipped. Every problem was reported.</exception>
    public static async Task<ProjectFile> OpenAsync(
        string path, TableOptions options, ColumnMap columns, ProjectFileKind kind, bool skipsBadRows, Func<ProjectNeeds, Task<ProjectLookup>> look, Action<string> say)
    {
        var table = TableFile.Open(path, options, header => columns.IsKnown(header, name => Find(name) is not null), say);
        try
        {
            var fields = columns.Bind(table.Headers, Find, Fields);
            if (kind == ProjectFileKind.Remove)
                fields = [.. fields.Select(field => AccessFields.Contains(field, StringComparer.Ordinal) ? null : field)];
            Require(path, fields, UserFields);
            Require(path, fields, ProjectFields);
            return new ProjectFile(table, fields, await look(NeedsOf(fields, kind)).ConfigureAwait(false), kind, skipsBadRows, say);
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    public IEnumerable<(FileRow Row, ProjectRow Assignment)> Assignments() => _rows.Read(Read);

    /// <summary>The skipped rows, each with its problem.</summary>
    public IEnumerable<(FileRow Row, string Problem)> Skipped() => _rows.Skipped();

    public void Dispose() => Table.Dispose();

    private static string? Find(string name) => Array.Find([.. Fields, FailedRows.StatusColumn, FailedRows.ErrorColumn], field => field == name);

    private static void Require(string path, IReadOnlyList<string?> fields, string[] alternatives)
    {
        if (!alternatives.Any(field => fields.Contains(field, StringComparer.Ordinal)))
            throw CommandException.WrongUsage($"{path} has no column '{alternatives[0]}', nor '{string.Join("', '", alternatives.Skip(1))}'.");
    }

    private static ProjectNeeds NeedsOf(IReadOnlyList<string?> fields, ProjectFileKind kind)
    {
        if (kind == ProjectFileKind.Staffing)
            return ProjectNeeds.All;
        var needs = ProjectNeeds.None;
        foreach (var field in fields)
        {
            needs |= field switch
            {
                EmailAddress or EmployeeId or OriginId => ProjectNeeds.Users,
                ProjectNumber or ProjectOriginId or ProjectName => ProjectNeeds.Projects,
                Template => ProjectNeeds.Templates,
                Roles => ProjectNeeds.Roles,
                _ => ProjectNeeds.None,
            };
        }
        return needs;
    }

    /// <summary>Names the column of a field by the file's header.</summary>
    private RowProblem Named(RowProblem problem) => problem.Column is { } field && _fields.ToList().IndexOf(field) is >= 0 and var index ? problem with { Column = Table.Headers[index] } : problem;

    private long Check(TableFile table, List<RowProblem> problems)
    {
        var first = new Dictionary<(long, long), FileRow>();
        var count = 0L;
        foreach (var row in table.Rows().Where(row => !row.IsBlank))
        {
            count++;
            if (Read(row, problems) is not { } assignment || _kind == ProjectFileKind.Staffing || first.TryAdd((assignment.UserId, assignment.ProjectId), row with { Cells = [] }))
                continue;
            var other = first[(assignment.UserId, assignment.ProjectId)];
            problems.Add(new RowProblem(other, null, FormattableString.Invariant($"row {row.Number} has the same user and project. Keep one of the two rows.")));
            problems.Add(new RowProblem(row, null, FormattableString.Invariant($"row {other.Number} has the same user and project. Keep one of the two rows.")));
        }
        return count;
    }

    private ProjectRow? Read(FileRow row, List<RowProblem> problems)
    {
        if (row.Fault is { } fault)
        {
            problems.Add(new RowProblem(row, null, fault));
            return null;
        }
        var before = problems.Count;
        problems.AddRange(row.CellFaults.Where(fault => fault.Key < _fields.Count && _fields[fault.Key] is not null).Select(fault => new RowProblem(row, Table.Headers[fault.Key], fault.Value)));
        var (user, project, template, roles) = (UserOf(row, problems), ProjectOf(row, problems), TemplateOf(row, problems), RolesOf(row, problems));
        return problems.Count > before ? null : new ProjectRow(user!.Value, project!.Value, template, roles);
    }

    private long? UserOf(FileRow row, List<RowProblem> problems) => AgreedOf(row, UserFields, "user", isNeeded: true, problems, field => field switch
    {
        UserId => OnlyOf(KnownIdOf(row, UserId, _lookup.UserIds, "user", problems)),
        EmailAddress => NamedOf(row, EmailAddress, _lookup.EmailAddresses, problems),
        _ => KeyedOf(row, field, problems),
    });

    /// <summary>The users with an employee id or origin id.</summary>
    private IReadOnlyCollection<long>? KeyedOf(FileRow row, string field, List<RowProblem> problems)
    {
        var cell = CellText.Read(CellOf(row, field))?.Trim() ?? string.Empty;
        if (_lookup.WithZeros(cell) is not { } zeros)
            return NamedOf(row, field, field == EmployeeId ? _lookup.EmployeeIds : _lookup.UserOriginIds, problems);
        problems.Add(new RowProblem(row, field, $"'{cell}': no user has this id, but one has '{zeros}'. A spreadsheet has dropped the leading zeros; restore them."));
        return null;
    }

    private long? ProjectOf(FileRow row, List<RowProblem> problems) => AgreedOf(row, ProjectFields, "project", isNeeded: true, problems, field => field switch
    {
        ProjectId => OnlyOf(KnownIdOf(row, ProjectId, _lookup.ProjectIds, "project that you can see", problems)),
        ProjectNumber => NamedOf(row, ProjectNumber, _lookup.Numbers, problems),
        ProjectOriginId => NamedOf(row, ProjectOriginId, _lookup.OriginIds, problems),
        _ => NamedOf(row, ProjectName, _lookup.Names, problems),
    });

    private long? TemplateOf(FileRow row, List<RowProblem> problems) => AgreedOf(row, [TemplateId, Template], "permission template", isNeeded: false, problems, field => field == TemplateId
        ? OnlyOf(KnownIdOf(row, TemplateId, _lookup.TemplateIds, "permission template for projects", problems))
        : NamedOf(row, Template, _lookup.Templates, problems));

    /// <summary>What all columns that aren't blank name. A name that several things have is clear if another column names one of them.</summary>
    private long? AgreedOf(FileRow row, string[] fields, string what, bool isNeeded, List<RowProblem> problems, Func<string, IReadOnlyCollection<long>?> find)
    {
        var given = fields.Where(field => !string.IsNullOrWhiteSpace(CellOf(row, field))).ToList();
        if (given.Count == 0 && isNeeded)
            problems.Add(new RowProblem(row, fields.First(field => _fields.Contains(field, StringComparer.Ordinal)), "is blank."));
        HashSet<long>? agreed = null;
        foreach (var field in given)
        {
            if (find(field) is not { } found)
                return null;
            if (agreed is not null && !agreed.Overlaps(found))
            {
                problems.Add(new RowProblem(row, field, RowProblem.NamesAnother(what, HeaderOf(given[0]))));
                return null;
            }
            agreed = agreed is null ? [.. found] : [.. agreed.Intersect(found)];
        }
        if (agreed is { Count: > 1 })
            problems.Add(new RowProblem(row, given[0], $"'{CellOf(row, given[0]).Trim()}': several {what}s have this {KeyOf(given[0])} ({string.Join(", ", agreed.Order())}). Give the id in the column {fields[0]}."));
        return agreed is { Count: 1 } ? agreed.Single() : null;
    }

    private static string KeyOf(string field) => field switch
    {
        EmailAddress => "e-mail address",
        EmployeeId => "employee id",
        OriginId or ProjectOriginId => "origin id",
        ProjectNumber => "project number",
        _ => "name",
    };

    private string HeaderOf(string field) => Table.Headers[_fields.ToList().IndexOf(field)];

    private static IReadOnlyCollection<long>? OnlyOf(long? id) => id is { } only ? [only] : null;

    /// <summary>Ids are separated by spaces or separators; names, which may have spaces and commas, by semicolons or bars.</summary>
    private List<long>? RolesOf(FileRow row, List<RowProblem> problems)
    {
        var ids = CellOf(row, RoleIds).Split([' ', ',', ';', '|'], StringSplitOptions.RemoveEmptyEntries);
        var names = (CellOf(row, Roles) is { Length: > 0 } cell ? CellText.Read(cell) ?? string.Empty : string.Empty).Split([';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.Length == 0 && names.Length == 0)
        {
            // Such as <clear>, which must not leave the roles as they are.
            if (new[] { RoleIds, Roles }.FirstOrDefault(field => !string.IsNullOrWhiteSpace(CellOf(row, field))) is { } field)
                problems.Add(new RowProblem(row, field, "has no role. Leave the cell blank, or write 'none' in a staffing file to remove the user's roles."));
            return null;
        }
        var needsNames = names.Length > 0 || _kind == ProjectFileKind.Staffing;
        if (needsNames && _lookup.RoleNames is null)
        {
            problems.Add(new RowProblem(row, ids.Length > 0 ? RoleIds : Roles, "the account isn't allowed to read the company's roles, so they can't be looked up. Clear the cell."));
            return null;
        }
        var before = problems.Count;
        List<long>? byId = ids.Length == 0 ? null : IsNone(ids) ? [] : [.. ids.Select(role => KnownIdOf(row, RoleIds, role, _lookup.RoleNames?.Keys.ToHashSet(), "role", problems)).OfType<long>()];
        List<long>? byName = names.Length == 0 ? null : IsNone(names) ? [] : [.. names.Select(name => RoleOf(row, name, problems)).OfType<long>()];
        if (byId is not null && byName is not null && problems.Count == before && !byId.ToHashSet().SetEquals(byName))
            problems.Add(new RowProblem(row, Roles, $"names other roles than the column {HeaderOf(RoleIds)}. Correct one of the two, or leave one blank."));
        return byId ?? byName;
    }

    private long? RoleOf(FileRow row, string name, List<RowProblem> problems)
    {
        var id = _lookup.Roles.Find(name, out var problem);
        if (problem is not null)
            problems.Add(new RowProblem(row, Roles, $"'{name}': {problem}"));
        return id;
    }

    private bool IsNone(string[] roles) => roles is [NoRoles] && _kind == ProjectFileKind.Staffing && _lookup.RoleNames?.Values.Contains(NoRoles, StringComparer.OrdinalIgnoreCase) == false;

    /// <summary>The ids of everything that has the name in a cell; null, with the problem, if nothing has it.</summary>
    private IReadOnlyCollection<long>? NamedOf(FileRow row, string field, NameLookup names, List<RowProblem> problems)
    {
        var cell = CellText.Read(CellOf(row, field)) ?? string.Empty;
        if (names.All(cell) is { Count: > 0 } ids)
            return ids;
        _ = names.Find(cell, out var problem);
        problem = ElsewhereOf(field, cell) ?? problem!.Replace("this name", $"this {KeyOf(field)}", StringComparison.Ordinal);
        problems.Add(new RowProblem(row, field, $"'{cell.Trim()}': {problem}"));
        return null;
    }

    /// <summary>Names the column in which a value would be right; null if there is none.</summary>
    private string? ElsewhereOf(string field, string cell)
    {
        (string Field, string What, NameLookup Names)[] others =
        [
            (ProjectNumber, "project", _lookup.Numbers), (ProjectOriginId, "project", _lookup.OriginIds), (ProjectName, "project", _lookup.Names),
            (EmailAddress, "user", _lookup.EmailAddresses), (EmployeeId, "user", _lookup.EmployeeIds), (OriginId, "user", _lookup.UserOriginIds),
        ];
        var (_, what, _) = Array.Find(others, other => other.Field == field);
        if (what == "project" && _lookup.InactiveNames.All(cell).Count > 0)
            return "the project is inactive. Activate it in Procore, or leave out the row.";
        return Array.Find(others, other => other.What == what && other.Names.All(cell).Count > 0) is { Field: { } right }
            ? $"no {what} has this {KeyOf(field)}, but one has this {KeyOf(right)}. Give it in the column {right}."
            : null;
    }

    private long? KnownIdOf(FileRow row, string field, HashSet<long> known, string what, List<RowProblem> problems) => KnownIdOf(row, field, CellOf(row, field).Trim(), known, what, problems);

    /// <summary>A plan compares ids with the company; other commands leave it to Procore, which may show the account less than all.</summary>
    private long? KnownIdOf(FileRow row, string field, string cell, HashSet<long>? known, string what, List<RowProblem> problems)
    {
        var id = IdOf(row, field, cell, problems);
        if (id is not { } number || _kind != ProjectFileKind.Staffing || known?.Contains(number) != false)
            return id;
        problems.Add(new RowProblem(row, field, $"'{cell}': no {what} has this id."));
        return null;
    }

    private static long? IdOf(FileRow row, string field, string text, List<RowProblem> problems)
    {
        if (text.All(char.IsAsciiDigit) && text[0] != '0' && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return id;
        problems.Add(new RowProblem(row, field, $"'{text}' isn't an id. Ids are digits without a leading zero."));
        return null;
    }

    private string CellOf(FileRow row, string field)
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            if (_fields[i] == field)
                return row.Cells[i];
        }
        return string.Empty;
    }
}
