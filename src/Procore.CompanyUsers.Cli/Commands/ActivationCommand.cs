using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>Deactivates or reactivates users. With a journal, the run is recorded and can be undone.</summary>
internal abstract class ActivationCommand : OneByOneCommand
{
    private readonly JournalFolder _journal;

    protected ActivationCommand(string name, string description, CommandHost host)
        : base(name, description, host)
    {
        _journal = new JournalFolder(host);
        _journal.AddTo(this);
        AddRunOptions();
    }

    protected bool IsRecorded(Session session) => _journal.IsNamed(session.Parse);

    protected abstract Task<DirectoryPlan> PlanAsync(PeopleSync sync, IReadOnlyList<long> ids, CancellationToken cancellationToken);

    protected override async Task<ExitCode?> RunRecordedAsync(Session session, IReadOnlyList<long> ids)
    {
        if (!IsRecorded(session))
        {
            session.Terminal.Say("The run isn't recorded. Pass --journal FOLDER to be able to undo it.");
            return null;
        }
        var journal = _journal.Open(session.Parse);
        var sync = new PeopleSync(session.Users, journal);
        var planned = PlannedFile.WithoutFile(await session.Terminal.ShowProgressAsync("Planning", _ => PlanAsync(sync, ids, session.Stop)).ConfigureAwait(false));
        session.Terminal.Say($"{planned.Plan}.");
        PlanOutput.SayProblems(session.Terminal, planned);
        var execution = new PlanExecution(Name, "run the same command again", (progress, abort) => sync.ApplyAsync(planned.Plan, progress, abort));
        return await execution.RunAsync(session, planned, journal, new ExpectedProblems()).ConfigureAwait(false);
    }
}
