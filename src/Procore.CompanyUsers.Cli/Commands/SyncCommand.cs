using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users sync</c></summary>
internal sealed class SyncCommand : DirectoryCommand
{
    private readonly FilePlan _plan = new();
    private readonly JournalOption _journal = new();

    public SyncCommand(Terminal terminal, Interruption interruption)
        : base("sync", "Makes the directory what a CSV file says: plan and apply in one.", terminal, interruption)
    {
        _plan.AddTo(this);
        _journal.AddTo(this);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var sync = new PeopleSync(session.Users, _journal.Open(session.Parse));
        var plan = await _plan.MakeAsync(session, sync).ConfigureAwait(false);
        session.Terminal.Say($"{plan}.");
        PlanOutput.SayConflicts(session.Terminal, plan);
        var code = await PlanRun.RunAsync(session, "Syncing", "the same command once more", (progress, abort) => sync.ApplyAsync(plan, progress, abort)).ConfigureAwait(false);
        return code == ExitCode.Done && plan.Conflicts.Count > 0 ? ExitCode.SomeFailed : code;
    }
}
