using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Planning;
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

    /// <summary>Shows the plan; applies it unless this is a dry run.</summary>
    /// <param name="session">The session.</param>
    /// <param name="planned">The plan.</param>
    /// <param name="journal">Records the run.</param>
    /// <param name="execution">How the plan is applied.</param>
    protected async Task<ExitCode> CarryOutAsync(Session session, PlannedFile planned, DirectoryJournal journal, PlanExecution execution)
    {
        var expected = _expected.Read(session.Parse);
        if (session.Parse.GetValue(_dryRun))
        {
            await PlanOutput.WriteAsync(session.Rows, planned).ConfigureAwait(false);
            session.Terminal.Say("Nothing was sent.");
            return expected.CodeOf(planned);
        }
        session.Terminal.Say($"{planned.Plan}.");
        SayRequests(session, planned.Plan);
        PlanOutput.SayProblems(session.Terminal, planned);
        if (!planned.Plan.IsEmpty)
            Confirmation.Ask(session, _yes, FormattableString.Invariant($"This will change {planned.Plan.Changes.Count} {(planned.IsStaffing ? "project membership" : "user")}{(planned.Plan.Changes.Count == 1 ? "" : "s")} of {session.Connection.Description}."));
        return await execution.RunAsync(session, planned, journal, expected).ConfigureAwait(false);
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
