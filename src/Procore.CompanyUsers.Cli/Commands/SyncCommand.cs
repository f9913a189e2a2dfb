using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users sync</c></summary>
internal sealed class SyncCommand : JournalCommand
{
    private readonly FilePlan _plan = new();

    public SyncCommand(CommandHost host)
        : base("sync", "Makes the directory match a file: 'plan' and 'apply' in one.", host)
    {
        _plan.AddTo(this);
        AddJournalOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var journal = OpenJournal(session);
        var sync = new PeopleSync(session.Users, journal);
        var planned = await _plan.MakeAsync(session, sync).ConfigureAwait(false);
        return await CarryOutAsync(session, planned, journal, new PlanExecution("Syncing", "run the same command again", (progress, abort) => sync.ApplyAsync(planned.Plan, progress, abort))).ConfigureAwait(false);
    }
}
