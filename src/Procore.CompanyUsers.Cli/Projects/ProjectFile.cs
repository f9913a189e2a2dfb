using System.Globalization;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Projects;

/// <summary>A file of project assignments that was read to its end and is valid, except for rows to skip.</summary>
internal sealed class ProjectFile : IDisposable
{
    private const string UserId = "user_id";
    private const string ProjectId = "project_id";
    private const string TemplateId = "permission_template_id";
    private const string RoleIds = "project_role_ids";

    private const string ProjectName = "project";
    private const string ProjectNumber = "project_number";
    private const string ProjectOriginId = "project_origin_id";
    private const string Template = "permission_template";

    private static readonly string[] Fields = [UserId, ProjectId, ProjectNumber, ProjectOriginId, ProjectName, TemplateId, Template, RoleIds];

    /// <summary>Columns of the file that 'offboard' writes, for people.</summary>
    private static readonly string[] Ignored = ["name", "roles"];

    private static readonly string[] ProjectFields = [ProjectId, ProjectNumber, ProjectOriginId, ProjectName];

    private readonly IReadOnlyList<string?> _fields;
    private readonly ProjectLookup? _lookup;
    private readonly CheckedRows _rows;

    private ProjectFile(TableFile table, IReadOnlyList<string?> fields, ProjectLookup? lookup, bool skipsBadRows, Action<string> say)
    {
        (Table, _fields, _lookup) = (table, fields, lookup);
        var problems = new List<RowProblem>();
        _rows = CheckedRows.Of(table, Check(table, problems), [.. problems.Select(Named)], [], skipsBadRows, say);
    }

    public TableFile Table { get; }

    /// <summary>The number of rows, without skipped ones.</summary>
    public long Count => _rows.Count;

    public int SkippedCount => _rows.SkippedCount;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="columns">Maps columns to fields.</param>
    /// <param name="skipsBadRows">Whether to continue without the invalid rows.</param>
    /// <param name="look">Reads the names of projects and templates, if the file has any.</param>
    /// <param name="say">Receives each problem.</param>
    /// <exception cref="CommandException">The file is invalid, and bad rows aren't to be skipped. Every problem was reported.</exception>
    public static async Task<ProjectFile> OpenAsync(string path, TableOptions options, ColumnMap columns, bool skipsBadRows, Func<Task<ProjectLookup>> look, Action<string> say)
    {
        var table = TableFile.Open(path, options, header => columns.IsKnown(header, name => Find(name) is not null), say);
        try
        {
            var fields = columns.Bind(table.Headers, Find, Fields);
            if (!fields.Contains(UserId, StringComparer.Ordinal))
                throw CommandException.WrongUsage($"{path} has no column '{UserId}'.");
            if (!ProjectFields.Any(field => fields.Contains(field, StringComparer.Ordinal)))
                throw CommandException.WrongUsage($"{path} has no column '{ProjectId}', nor '{string.Join("', '", ProjectFields.Skip(1))}'.");
            var hasNames = fields.Any(field => field is ProjectNumber or ProjectOriginId or ProjectName or Template);
            return new ProjectFile(table, fields, hasNames ? await look().ConfigureAwait(false) : null, skipsBadRows, say);
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    public IEnumerable<(FileRow Row, ProjectAssignment Assignment)> Assignments() => _rows.Read(Read);

    /// <summary>The skipped rows, each with its problem.</summary>
    public IEnumerable<(FileRow Row, string Problem)> Skipped() => _rows.Skipped();

    public void Dispose() => Table.Dispose();

    private static string? Find(string name) => Array.Find([.. Fields, .. Ignored, FailedRows.StatusColumn, FailedRows.ErrorColumn], field => field == name);

    /// <summary>Names the column of a field by the file's header.</summary>
    private RowProblem Named(RowProblem problem) => problem.Column is { } field && _fields.ToList().IndexOf(field) is >= 0 and var index ? problem with { Column = Table.Headers[index] } : problem;

    private long Check(TableFile table, List<RowProblem> problems)
    {
        var first = new Dictionary<(long, long), FileRow>();
        var count = 0L;
        foreach (var row in table.Rows().Where(row => !row.IsBlank))
        {
            count++;
            if (Read(row, problems) is not { } assignment || first.TryAdd((assignment.UserId, assignment.ProjectId), row with { Cells = [] }))
                continue;
            var other = first[(assignment.UserId, assignment.ProjectId)];
            problems.Add(new RowProblem(other, null, FormattableString.Invariant($"row {row.Number} has the same user and project. Keep one of the two rows.")));
            problems.Add(new RowProblem(row, null, FormattableString.Invariant($"row {other.Number} has the same user and project. Keep one of the two rows.")));
        }
        return count;
    }

    private ProjectAssignment? Read(FileRow row, List<RowProblem> problems)
    {
        if (row.Fault is { } fault)
        {
            problems.Add(new RowProblem(row, null, fault));
            return null;
        }
        var before = problems.Count;
        problems.AddRange(row.CellFaults.Where(fault => fault.Key < _fields.Count && _fields[fault.Key] is not null).Select(fault => new RowProblem(row, Table.Headers[fault.Key], fault.Value)));
        var (user, project, template) = (IdOf(row, UserId, isNeeded: true, problems), ProjectOf(row, problems), TemplateOf(row, problems));
        var roles = CellOf(row, RoleIds).Split([' ', ',', ';', '|'], StringSplitOptions.RemoveEmptyEntries).Select(role => IdOf(row, RoleIds, role, problems)).ToList();
        return problems.Count > before
            ? null
            : new ProjectAssignment(user!.Value, project!.Value) { PermissionTemplateId = template, ProjectRoleIds = [.. roles.OfType<long>()] };
    }

    /// <summary>The project by the first of the columns that isn't blank.</summary>
    private long? ProjectOf(FileRow row, List<RowProblem> problems)
    {
        switch (ProjectFields.FirstOrDefault(field => !string.IsNullOrWhiteSpace(CellOf(row, field))))
        {
            case null:
                problems.Add(new RowProblem(row, ProjectFields.First(field => _fields.Contains(field, StringComparer.Ordinal)), "is blank."));
                return null;
            case ProjectId:
                return IdOf(row, ProjectId, isNeeded: true, problems);
            case ProjectNumber:
                return NamedOf(row, ProjectNumber, _lookup!.Numbers, "project number", problems);
            case ProjectOriginId:
                return NamedOf(row, ProjectOriginId, _lookup!.OriginIds, "origin id", problems);
            case var name:
                return NamedOf(row, name, _lookup!.Names, "name", problems);
        }
    }

    private long? TemplateOf(FileRow row, List<RowProblem> problems) => string.IsNullOrWhiteSpace(CellOf(row, TemplateId)) && !string.IsNullOrWhiteSpace(CellOf(row, Template))
        ? NamedOf(row, Template, _lookup!.Templates, "name", problems)
        : IdOf(row, TemplateId, isNeeded: false, problems);

    private long? NamedOf(FileRow row, string field, NameLookup names, string key, List<RowProblem> problems)
    {
        var cell = CellText.Read(CellOf(row, field)) ?? string.Empty;
        var id = names.Find(cell, out var problem);
        if (problem is not null)
            problems.Add(new RowProblem(row, field, $"'{cell.Trim()}': {problem.Replace("this name", $"this {key}", StringComparison.Ordinal)}"));
        return id;
    }

    private long? IdOf(FileRow row, string field, bool isNeeded, List<RowProblem> problems)
    {
        var cell = CellOf(row, field).Trim();
        if (cell.Length > 0)
            return IdOf(row, field, cell, problems);
        if (isNeeded)
            problems.Add(new RowProblem(row, field, "is blank."));
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
