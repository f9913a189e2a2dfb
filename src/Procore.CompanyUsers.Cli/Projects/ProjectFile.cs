using System.Globalization;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Projects;

/// <summary>A file of project assignments that was read to its end and is valid, except for rows to skip.</summary>
internal sealed class ProjectFile : IDisposable
{
    private const string UserId = "user_id";
    private const string ProjectId = "project_id";
    private const string TemplateId = "permission_template_id";
    private const string RoleIds = "project_role_ids";

    private static readonly string[] Fields = [UserId, ProjectId, TemplateId, RoleIds];

    private readonly IReadOnlyList<string?> _fields;
    private readonly CheckedRows _rows;

    private ProjectFile(TableFile table, IReadOnlyList<string?> fields, bool skipsBadRows, Action<string> say)
    {
        (Table, _fields) = (table, fields);
        var problems = new List<RowProblem>();
        _rows = CheckedRows.Of(table, Check(table, problems), [.. problems.Select(Named)], [], skipsBadRows, say);
    }

    public TableFile Table { get; }

    /// <summary>The number of rows, without skipped ones.</summary>
    public long Count => _rows.Count;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="columns">Maps columns to fields.</param>
    /// <param name="skipsBadRows">Whether to continue without the invalid rows.</param>
    /// <param name="say">Receives each problem.</param>
    /// <exception cref="CommandException">The file is invalid, and bad rows aren't to be skipped. Every problem was reported.</exception>
    public static ProjectFile Open(string path, TableOptions options, ColumnMap columns, bool skipsBadRows, Action<string> say)
    {
        var table = TableFile.Open(path, options, header => columns.IsKnown(header, name => Find(name) is not null), say);
        try
        {
            var fields = columns.Bind(table.Headers, Find, Fields);
            foreach (var needed in new[] { UserId, ProjectId }.Where(needed => !fields.Contains(needed, StringComparer.Ordinal)))
                throw CommandException.WrongUsage($"{path} has no column '{needed}'.");
            return new ProjectFile(table, fields, skipsBadRows, say);
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

    private static string? Find(string name) => Array.Find([.. Fields, FailedRows.StatusColumn, FailedRows.ErrorColumn], field => field == name);

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
        var (user, project, template) = (IdOf(row, UserId, isNeeded: true, problems), IdOf(row, ProjectId, isNeeded: true, problems), IdOf(row, TemplateId, isNeeded: false, problems));
        var roles = CellOf(row, RoleIds).Split([' ', ',', ';', '|'], StringSplitOptions.RemoveEmptyEntries).Select(role => IdOf(row, RoleIds, role, problems)).ToList();
        return problems.Count > before
            ? null
            : new ProjectAssignment(user!.Value, project!.Value) { PermissionTemplateId = template, ProjectRoleIds = [.. roles.OfType<long>()] };
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
