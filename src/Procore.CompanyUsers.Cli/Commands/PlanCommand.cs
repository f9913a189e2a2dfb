using System.CommandLine;
using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users plan</c></summary>
internal sealed class PlanCommand : DirectoryCommand
{
    private readonly FilePlan _plan = new();
    private readonly Option<string?> _out = new("--out") { Description = "Writes the plan to this file for 'apply'; only you can read it.", HelpName = "PLAN.json" };

    public PlanCommand(CommandHost host)
        : base("plan", "Shows which changes would make the directory match a file. Changes nothing.", host)
    {
        _plan.AddTo(this);
        Options.Add(_out);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        // A plan writes nothing to the journal.
        var sync = new PeopleSync(session.Users, new DirectoryJournal(Path.GetTempPath()));
        try
        {
            var planned = await _plan.MakeAsync(session, sync).ConfigureAwait(false);
            await ShowAsync(session, planned).ConfigureAwait(false);
            return planned.IsIncomplete ? ExitCode.SomeFailed : ExitCode.Done;
        }
        catch (GuardedPlanException guarded)
        {
            await ShowAsync(session, guarded.Planned).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ShowAsync(Session session, PlannedFile planned)
    {
        if (session.Parse.GetValue(_out) is { } path)
            await PlanFile.WriteAsync(path, planned.Plan).ConfigureAwait(false);
        await PlanOutput.WriteAsync(session.Rows, planned).ConfigureAwait(false);
    }
}
