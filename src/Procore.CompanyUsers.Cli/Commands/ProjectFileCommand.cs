using System.CommandLine;
using Procore.CompanyUsers.Cli.Projects;
using Procore.CompanyUsers.Cli.Runs;
using Procore.CompanyUsers.Cli.Tables;

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

    /// <summary>Counts the rows that would be refused because an id doesn't exist, and lists them.</summary>
    private static async Task<int> CountUnknownAsync(Session session, ProjectFile file)
    {
        var lookup = await session.Terminal.ShowProgressAsync("Reading users and projects", _ => ProjectLookup.ReadAsync(session.Company, ProjectNeeds.All, hasInactiveProjects: true, session.Stop)).ConfigureAwait(false);
        var count = 0;
        foreach (var (row, assignment) in file.Assignments())
        {
            var problems = new List<string>();
            if (!lookup.UserIds.Contains(assignment.UserId))
                problems.Add(FormattableString.Invariant($"no user has the id {assignment.UserId}"));
            if (!lookup.ProjectIds.Contains(assignment.ProjectId))
                problems.Add(FormattableString.Invariant($"no project that you can see has the id {assignment.ProjectId}"));
            if (assignment.PermissionTemplateId is { } template && !lookup.TemplateIds.Contains(template))
                problems.Add(FormattableString.Invariant($"no permission template for projects has the id {template}"));
            problems.AddRange((assignment.RoleIds ?? []).Where(role => lookup.RoleNames?.ContainsKey(role) == false).Select(role => FormattableString.Invariant($"no role has the id {role}")));
            if (problems.Count == 0)
                continue;
            count++;
            session.Terminal.Warn(new RowProblem(row, null, $"Procore would refuse this: {string.Join(", ", problems)}.").ToString());
        }
        return count;
    }
}
