using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users plan</c></summary>
internal sealed class PlanCommand : DirectoryCommand
{
    private readonly FilePlan _plan = new();
    private readonly PlanFiles _files = new();
    private readonly ExpectedProblems _expected = new();

    public PlanCommand(CommandHost host)
        : base("plan", "Shows which changes would make the directory match a file. Changes nothing.", host)
    {
        _plan.AddTo(this);
        _files.AddTo(this);
        _expected.AddTo(this);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var expected = _expected.Read(session.Parse);
        _files.RequireNew(session.Parse);
        // A plan writes nothing to the journal.
        var sync = new PeopleSync(session.Users, new DirectoryJournal(Path.GetTempPath()));
        try
        {
            var planned = await _plan.MakeAsync(session, sync).ConfigureAwait(false);
            await ShowAsync(session, planned).ConfigureAwait(false);
            expected.SayUnmet(planned.Plan.Problems, session.Terminal.Warn);
            return expected.CodeOf(planned);
        }
        catch (GuardedPlanException guarded)
        {
            await ShowAsync(session, guarded.Planned).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ShowAsync(Session session, PlannedFile planned)
    {
        await _files.WriteAsync(session.Parse, planned, _plan.PathOf(session)).ConfigureAwait(false);
        PlanOutput.SayWarnings(session, planned);
        await PlanOutput.WriteAsync(session.Rows, planned).ConfigureAwait(false);
    }
}
