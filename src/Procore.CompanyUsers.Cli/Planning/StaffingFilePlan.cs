using System.CommandLine;
using Procore.CompanyUsers.Cli.Commands;
using Procore.CompanyUsers.Cli.Projects;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>The argument and options of a plan that is made from a file of memberships.</summary>
internal sealed class StaffingFilePlan
{
    public const string ColumnsText = "Columns: user_id, email_address, employee_id or origin_id; project_id, project_number, project_origin_id or project (its name); and optionally permission_template_id or permission_template (its name), and project_role_ids or roles (their names, separated by semicolons; 'none' for none). A blank template or role stays as it is.";

    private readonly TableArgument _table = new();

    private readonly Option<string?> _scope = new("--scope")
    {
        Description = "projects: every active user on the projects in the file who isn't in the file is removed. people: the people in the file are removed from every project that the file doesn't have for them. Required.",
        HelpName = "projects|people",
    };

    private readonly Option<int?> _maxAdditions = new("--max-additions") { Description = "The maximum number of memberships to add. Default: 10, or 5 % of the memberships in scope if that is more.", HelpName = "N" };
    private readonly Option<int?> _maxChanges = new("--max-project-changes") { Description = "The maximum number of memberships whose template or roles change. Default: 10, or 5 % of the memberships in scope if that is more.", HelpName = "N" };
    private readonly Option<int?> _maxRemovals = new("--max-removals") { Description = "The maximum number of memberships to remove. Default: 50, or 5 % of the memberships in scope if that is less, which is none if there are fewer than 20.", HelpName = "N" };
    private readonly Option<long[]> _protected = new("--protect") { Description = "Never changes this user's memberships; may be repeated.", HelpName = "ID" };

    private readonly Option<string[]> _adminTemplates = new("--admin-template")
    {
        Description = "The name of a further permission template that gives administration; may be repeated. The plan points these out, and every template with 'admin' in its name.",
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        _table.AddTo(command);
        foreach (var option in new Option[] { _scope, _maxAdditions, _maxChanges, _maxRemovals, _protected, _adminTemplates })
            command.Options.Add(option);
    }

    public string PathOf(Session session) => _table.Path(session.Parse);

    /// <summary>The option of a plan that is to be made, if the command line or a profile has one.</summary>
    public string? OptionIn(ParseResult parse) =>
        new Option[] { _scope, _maxAdditions, _maxChanges, _maxRemovals, _protected, _adminTemplates }.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false })?.Name;

    /// <exception cref="CommandException">The file or the options are invalid.</exception>
    /// <exception cref="GuardedPlanException">The plan exceeds a limit.</exception>
    public async Task<PlannedFile> MakeAsync(Session session)
    {
        var parse = session.Parse;
        var options = new StaffingOptions(ScopeOf(parse))
        {
            MaxAdditions = PlanOptions.LimitOf(parse, _maxAdditions),
            MaxProjectChanges = PlanOptions.LimitOf(parse, _maxChanges),
            MaxRemovals = PlanOptions.LimitOf(parse, _maxRemovals),
        };
        foreach (var id in parse.GetValue(_protected) ?? [])
            options.ProtectedIds.Add(id);
        foreach (var name in parse.GetValue(_adminTemplates) ?? [])
            options.AdminTemplates.Add(name);
        using var file = await ProjectFile.OpenAsync(
            _table.Path(parse),
            _table.Options(parse),
            _table.Columns(parse),
            ProjectFileKind.Staffing,
            skipsBadRows: false,
            needs => session.Terminal.ShowProgressAsync("Reading users and projects", _ => ProjectLookup.ReadAsync(session.Company, needs, hasInactiveProjects: true, session.Stop)),
            session.Terminal.Warn).ConfigureAwait(false);
        options.RoleNames = file.RoleNames ?? options.RoleNames;
        if (file.RoleNames is null)
            session.Terminal.Warn("The account isn't allowed to read the company's roles, so an undo couldn't restore the roles of users that are removed.");
        var rows = file.Assignments().ToList();
        var numbers = rows.Select(row => row.Row.Number).ToList();
        var wanted = rows.Select(row => new StaffingAssignment(row.Assignment.UserId, row.Assignment.ProjectId)
        {
            PermissionTemplateId = row.Assignment.PermissionTemplateId,
            ProjectRoleIds = row.Assignment.RoleIds,
        });
        try
        {
            var plan = await session.Terminal.ShowProgressAsync("Reading memberships", report =>
                new StaffingPlanner(session.Company).PlanAsync(wanted, options, new Progress(session, report), session.Stop)).ConfigureAwait(false);
            return new PlannedFile(plan, numbers, SkippedRows: 0);
        }
        catch (GuardTrippedException tripped)
        {
            throw new GuardedPlanException(new PlannedFile(tripped.Plan, numbers, SkippedRows: 0), tripped);
        }
    }

    private StaffingScope ScopeOf(ParseResult parse) => parse.GetValue(_scope) switch
    {
        "projects" => StaffingScope.Projects,
        "people" => StaffingScope.People,
        null => throw CommandException.WrongUsage("No scope specified. Pass --scope projects to remove everybody on these projects who isn't in the file, or --scope people to remove these people from projects that aren't in the file."),
        var other => throw CommandException.WrongUsage($"Unknown scope '{other}'. Use projects or people."),
    };

    /// <summary>Says how many requests the reading takes before the first of them.</summary>
    private sealed class Progress(Session session, Action<long, long?> report) : IProgress<StaffingProgress>
    {
        private bool _isStarted;

        public void Report(StaffingProgress value)
        {
            if (!_isStarted)
                session.Terminal.Say(FormattableString.Invariant($"Memberships are read by {(value.IsByProject ? "project" : "person")}: at least {value.Requests} {(value.Requests == 1 ? "request" : "requests")} (by project {value.RequestsByProject}, by person {value.RequestsByPerson}), and one for each user whose access changes."));
            _isStarted = true;
            report(value.Done, value.Requests);
        }
    }
}
