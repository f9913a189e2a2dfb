using System.CommandLine;
using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users undo</c></summary>
internal sealed class UndoCommand : JournalCommand
{
    private readonly Argument<string?> _run = new("RUN") { Description = "The id of the run, as 'sync', 'apply' and 'runs' print it.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _last = new("--last") { Description = "Undoes the last run that isn't an undo and isn't undone yet." };
    private readonly Option<int?> _maxDeactivations = new("--max-deactivations") { Description = "The maximum number of users to deactivate. Default: 10, or 5 % of the active users if that is more.", HelpName = "N" };
    private readonly Option<int?> _maxReactivations = new("--max-reactivations") { Description = "The maximum number of users to reactivate. Default: 10, or 5 % of the active users if that is more.", HelpName = "N" };
    private readonly Option<int?> _maxUpdates = new("--max-updates") { Description = "The maximum number of users to restore values of. Default: 10, or 10 % of the active users if that is more.", HelpName = "N" };

    private readonly Option<int?> _maxProjectChanges = new("--max-project-changes") { Description = "The maximum number of project memberships to add; those to change and to remove each have the same limit. Default: 50.", HelpName = "N" };

    public UndoCommand(CommandHost host)
        : base("undo", "Restores what a run changed, project memberships with their templates and roles included; users that it created are deactivated. Users and memberships that were changed since are left alone.", host)
    {
        Arguments.Add(_run);
        foreach (var option in new Option[] { _last, _maxDeactivations, _maxReactivations, _maxUpdates, _maxProjectChanges })
            Options.Add(option);
        AddJournalOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var journal = OpenJournal(session);
        var run = await FindRunAsync(session.Parse, journal).ConfigureAwait(false);
        var options = new UndoOptions
        {
            MaxDeactivations = PlanOptions.LimitOf(session.Parse, _maxDeactivations),
            MaxReactivations = PlanOptions.LimitOf(session.Parse, _maxReactivations),
            MaxUpdates = PlanOptions.LimitOf(session.Parse, _maxUpdates),
            MaxProjectChanges = PlanOptions.LimitOf(session.Parse, _maxProjectChanges),
        };
        var sync = new PeopleSync(session.Users, journal);
        session.Terminal.Say($"Undoing run {run}");
        var planned = PlannedFile.WithoutFile(await PlanAsync(session, () => sync.PlanUndoAsync(run, options, session.Stop)).ConfigureAwait(false));
        if (planned.Plan.IsEmpty && !planned.Plan.IsComplete && session.Parse.GetValue(_last))
            session.Terminal.Say("The journal has nothing more of this run to undo. To undo an earlier run, pass its id; 'procore-users runs' lists the runs.");
        return await CarryOutAsync(session, planned, journal, new PlanExecution("Undoing", $"procore-users undo {run}", (progress, abort) => sync.UndoAsync(run, options, progress, abort))).ConfigureAwait(false);
    }

    private static async Task<DirectoryPlan> PlanAsync(Session session, Func<Task<DirectoryPlan>> plan)
    {
        try
        {
            return await session.Terminal.ShowProgressAsync("Planning", _ => plan()).ConfigureAwait(false);
        }
        catch (InvalidOperationException exception)
        {
            // The run is of another company.
            throw CommandException.WrongUsage(exception.Message);
        }
    }

    /// <summary>A damaged file may be the last run, so no other run is undone in its place.</summary>
    private static async Task<RecordedRun> ReadAsync(DirectoryJournal journal, string run)
    {
        try
        {
            return await journal.ReadRunAsync(run).ConfigureAwait(false);
        }
        catch (ProcoreException exception)
        {
            throw CommandException.WrongUsage($"Run '{run}' can't be read, so the last run isn't known. {exception.Message} Pass the id of the run to undo.");
        }
    }

    private async Task<string> FindRunAsync(ParseResult parse, DirectoryJournal journal)
    {
        var runs = await journal.ListRunsAsync().ConfigureAwait(false);
        if (parse.GetValue(_run) is { } run)
        {
            if (parse.GetValue(_last))
                throw CommandException.WrongUsage("Pass either the id of a run or --last.");
            return runs.Contains(run, StringComparer.Ordinal)
                ? run
                : throw CommandException.WrongUsage($"The journal has no run '{run}'. 'procore-users runs' lists the runs.");
        }
        if (!parse.GetValue(_last))
            throw CommandException.WrongUsage("No run specified. Pass its id or --last; 'procore-users runs' lists the runs.");
        var recorded = new List<RecordedRun>();
        foreach (var id in runs)
            recorded.Add(await ReadAsync(journal, id).ConfigureAwait(false));
        // An undo that was stopped is continued, instead of going on to the run before. A run that changed nothing has nothing to undo.
        var undone = recorded.Where(IsComplete).Select(undo => undo.UndoneRun).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return recorded.Where(candidate => candidate.UndoneRun is null && !undone.Contains(candidate.Id) && !(IsComplete(candidate) && candidate.Sent == 0)).MaxBy(candidate => candidate.StartedAt)?.Id
            ?? throw CommandException.WrongUsage("The journal has no run that could be undone.");

        static bool IsComplete(RecordedRun run) => run is { EndedAt: not null, IsInterrupted: false };
    }
}
