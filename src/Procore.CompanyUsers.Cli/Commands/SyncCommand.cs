using Procore.CompanyUsers.Cli.Planning;

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
        var sync = OpenSync(session);
        var planned = await _plan.MakeAsync(session, sync).ConfigureAwait(false);
        session.Terminal.Say($"{planned.Plan}.");
        return await PlanExecution.ApplyAsync(session, sync, planned, "Syncing", "run the same command again").ConfigureAwait(false);
    }
}
