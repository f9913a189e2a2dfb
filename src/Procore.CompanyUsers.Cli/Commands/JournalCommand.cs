using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Planning;
using Procore.CompanyUsers.Cli.Projects;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>A command that shows a plan, and records its changes in a journal so that they can be undone.</summary>
internal abstract class JournalCommand : DirectoryCommand
{
    private readonly JournalFolder _journal;
    private readonly Option<bool> _dryRun = DryRun.Option();
    private readonly Option<bool> _yes = Confirmation.Option();
    private readonly ExpectedProblems _expected = new();

    protected JournalCommand(string name, string description, CommandHost host)
        : base(name, description, host) => _journal = new JournalFolder(host);

    /// <summary>Adds the options of these commands and of all commands on a directory, after the command's own.</summary>
    protected void AddJournalOptions()
    {
        _journal.AddTo(this);
        _expected.AddTo(this);
        Options.Add(_dryRun);
        Options.Add(_yes);
        AddCommonOptions();
    }

    /// <exception cref="CommandException">No folder is named.</exception>
    protected DirectoryJournal OpenJournal(Session session) => _journal.Open(session.Parse);

    /// <summary>Reads a plan from a file, and makes sure that it means what it shows.</summary>
    /// <exception cref="CommandException">The file isn't a plan, was edited, or is of another company.</exception>
    protected static async Task<PlannedFile> ReadPlanAsync(Session session, string path)
    {
        var planned = PlannedFile.WithoutFile(await PlanFile.ReadAsync(path, session.Stop).ConfigureAwait(false));
        if (planned.Plan.Changes.All(change => change.Membership is null))
            return planned;
        try
        {
            var options = new StaffingOptions(StaffingScope.Projects);
            options.RoleNames = await RoleNamesAsync(session, planned.Plan).ConfigureAwait(false);
            await new StaffingPlanner(session.Company).CheckAsync(planned.Plan, options, session.Stop).ConfigureAwait(false);
            return planned;
        }
        catch (InvalidOperationException exception)
        {
            throw CommandException.WrongUsage(exception.Message);
        }
    }

    /// <summary>Shows the plan; applies it unless this is a dry run.</summary>
    /// <param name="session">The session.</param>
    /// <param name="planned">The plan.</param>
    /// <param name="journal">Records the run.</param>
    /// <param name="execution">How the plan is applied.</param>
    /// <param name="check">Finds what a run would refuse and leave, for a plan that was made earlier; null for one that was made just now.</param>
    protected async Task<ExitCode> CarryOutAsync(
        Session session, PlannedFile planned, DirectoryJournal journal, PlanExecution execution, Func<Task<IReadOnlyList<ChangeOutcome>>>? check = null)
    {
        var expected = _expected.Read(session.Parse);
        if (session.Parse.GetValue(_dryRun))
            return await PreviewAsync(session, planned, expected, check).ConfigureAwait(false);
        session.Terminal.Say($"{planned.Plan}.");
        SayRequests(session, planned.Plan);
        PlanOutput.SayProblems(session.Terminal, planned);
        if (!planned.Plan.IsEmpty)
            Confirmation.Ask(session, _yes, FormattableString.Invariant($"This will change {planned.Counts} of {session.Connection.Description}."));
        return await execution.RunAsync(session, planned, journal, expected).ConfigureAwait(false);
    }

    /// <summary>The names of the company's roles; the plan's own names if the account isn't allowed to read them, so that only contradictions in the plan are found.</summary>
    private static async Task<IReadOnlyDictionary<long, string>> RoleNamesAsync(Session session, DirectoryPlan plan)
    {
        if (await RoleNames.ReadAsync(session.Company, session.Stop).ConfigureAwait(false) is { } names)
            return names;
        var planned = new Dictionary<long, string>();
        foreach (var role in plan.Changes.SelectMany(change => new[] { change.Membership?.Before, change.Membership?.After }).SelectMany(access => access?.Roles ?? []))
        {
            if (role.Id is { } id)
                planned.TryAdd(id, role.Name);
        }
        if (planned.Count > 0)
            session.Terminal.Warn("The account isn't allowed to read the company's roles, so the roles of the plan weren't compared with them.");
        return planned;
    }

    /// <summary>Shows the plan, and ends as the run would.</summary>
    private async Task<ExitCode> PreviewAsync(Session session, PlannedFile planned, ExpectedProblems expected, Func<Task<IReadOnlyList<ChangeOutcome>>>? check)
    {
        await PlanOutput.WriteAsync(session.Rows, planned).ConfigureAwait(false);
        _journal.Check(session.Parse);
        IReadOnlyList<ChangeOutcome> left;
        try
        {
            left = check is null ? [] : [.. (await check().ConfigureAwait(false)).Where(outcome => !outcome.IsMade)];
        }
        catch (InvalidOperationException exception)
        {
            // The plan is of another company.
            throw CommandException.WrongUsage(exception.Message);
        }
        PlanOutput.SayOutcomes(session.Terminal, planned, [.. planned.Plan.NotUndone, .. left]);
        PlanOutput.SayWarnings(session, planned);
        expected.SayUnmet([.. planned.Plan.Problems, .. left.Select(DirectoryProblem.Of)], session.Terminal.Warn);
        session.Terminal.Say("Nothing was sent.");
        return left.All(outcome => expected.Has(DirectoryProblem.Of(outcome))) ? expected.CodeOf(planned) : ExitCode.SomeFailed;
    }

    private static void SayRequests(Session session, DirectoryPlan plan)
    {
        if (plan.IsEmpty)
            return;
        session.Terminal.Say(FormattableString.Invariant($"Requests that make these changes: {plan.RequestCount}."));
        if (RequestForecast.Of(session.Connection.LastResponse.Value, plan.RequestCount, TimeProvider.System.GetUtcNow()) is { } forecast)
            session.Terminal.Say(forecast);
    }
}
