using System.CommandLine;
using Procore.CompanyUsers.Cli.Projects;
using Procore.CompanyUsers.Cli.Runs;
using Procore.CompanyUsers.Cli.Tables;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>A command on a file of project assignments.</summary>
internal abstract class ProjectFileCommand : DirectoryCommand
{
    private readonly TableArgument _table = new();
    private readonly Option<bool> _skipBadRows = new("--skip-bad-rows") { Description = "Continues without the invalid rows, instead of sending nothing." };
    private readonly Option<bool> _dryRun = DryRun.Option();
    private readonly Option<bool> _yes = Confirmation.Option();
    private readonly RowSending _run = new();

    protected ProjectFileCommand(string name, string description, CommandHost host)
        : base(name, description, host)
    {
        _table.AddTo(this);
        Options.Add(_skipBadRows);
        Options.Add(_dryRun);
        Options.Add(_yes);
        _run.AddTo(this);
        AddCommonOptions();
    }

    protected abstract ProjectFileKind Kind { get; }

    protected abstract IAsyncEnumerable<ProjectOutcome> SendAsync(Session session, IAsyncEnumerable<ProjectAssignment> assignments);

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var (parse, columns) = (session.Parse, _table.Columns(session.Parse));
        using var file = await ProjectFile.OpenAsync(
            _table.Path(parse),
            _table.Options(parse),
            columns,
            Kind,
            parse.GetValue(_skipBadRows),
            needs => session.Terminal.ShowProgressAsync("Reading users and projects", _ => ProjectLookup.ReadAsync(session.Company, needs, hasInactiveProjects: false, session.Stop)),
            session.Terminal.Warn).ConfigureAwait(false);
        if (parse.GetValue(_dryRun))
        {
            var unknown = await CountUnknownAsync(session, file).ConfigureAwait(false);
            session.Terminal.Say(FormattableString.Invariant($"Valid rows: {file.Count}. Invalid rows: {file.SkippedCount}. Nothing was sent."));
            return file.SkippedCount + unknown == 0 ? ExitCode.Done : ExitCode.SomeFailed;
        }
        Confirmation.Ask(session, _yes, FormattableString.Invariant($"This will send {file.Count} {(file.Count == 1 ? "row" : "rows")} to {session.Connection.Description}."));
        return await _run.RunAsync(
            session,
            "Sending",
            (file.Table.Path, file.Table.RawHeaders),
            file.Assignments().Select(row => (row.Row, row.Assignment.ToAssignment())),
            file.Count,
            file.Skipped(),
            assignments => SendAsync(session, assignments).Select(RowOutcome.Of)).ConfigureAwait(false);
    }

    /// <summary>Counts the rows that would be refused because an id doesn't exist, and lists them. Procore may have projects and templates that the account doesn't see.</summary>
    private static async Task<int> CountUnknownAsync(Session session, ProjectFile file)
    {
        var rows = file.Assignments().ToList();
        var (users, projects, templates, roles) = await session.Terminal.ShowProgressAsync("Reading users and projects", _ => ReadAsync(session, [.. rows.Select(row => row.Assignment)])).ConfigureAwait(false);
        var count = 0;
        foreach (var (row, assignment) in rows)
        {
            if (projects?.Contains(assignment.ProjectId) == false)
                session.Terminal.Warn(new RowProblem(row, null, FormattableString.Invariant($"the account sees no project {assignment.ProjectId}. Procore refuses the row if the project doesn't exist.")).ToString());
            if (assignment.PermissionTemplateId is { } template && templates?.Contains(template) == false)
                session.Terminal.Warn(new RowProblem(row, null, FormattableString.Invariant($"the company has no permission template {template} for projects. Procore refuses the row unless the project has it.")).ToString());
            List<string> problems = [.. (assignment.RoleIds ?? []).Where(role => roles?.Contains(role) == false).Select(role => FormattableString.Invariant($"no role has the id {role}"))];
            if (!users.Contains(assignment.UserId))
                problems.Insert(0, FormattableString.Invariant($"no user has the id {assignment.UserId}"));
            if (problems.Count == 0)
                continue;
            count++;
            session.Terminal.Warn(new RowProblem(row, null, $"Procore would refuse this: {string.Join(", ", problems)}.").ToString());
        }
        return count;
    }

    /// <summary>Reads the ids of the lists that the rows refer to; null for lists that the account can't read.</summary>
    private static async Task<(HashSet<long> Users, HashSet<long>? Projects, HashSet<long>? Templates, HashSet<long>? Roles)> ReadAsync(Session session, List<ProjectRow> rows)
    {
        var company = session.Company;
        var users = await session.Users.ListAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }, session.Stop).Select(user => user.Id).ToHashSetAsync(cancellationToken: session.Stop).ConfigureAwait(false);
        var projects = await Refusals.IdsAsync(session, "projects", company.Projects.ListAsync(new ProjectQuery { IsActive = null }, session.Stop).Select(project => project.Id)).ConfigureAwait(false);
        var templates = rows.Exists(row => row.PermissionTemplateId is not null)
            ? await Refusals.IdsAsync(session, "permission templates for projects", company.PermissionTemplates.ListAsync(PermissionTemplateTools.Project, session.Stop).Select(template => template.Id)).ConfigureAwait(false)
            : null;
        var roles = rows.Exists(row => row.RoleIds is not null) ? await RoleNames.ReadAsync(company, session.Stop).ConfigureAwait(false) : null;
        return (users, projects, templates, roles?.Keys.ToHashSet());
    }
}
