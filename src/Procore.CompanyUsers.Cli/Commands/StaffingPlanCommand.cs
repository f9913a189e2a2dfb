using System.CommandLine;
using Procore.CompanyUsers.Cli.Planning;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users staffing plan</c></summary>
internal sealed class StaffingPlanCommand : DirectoryCommand
{
    private readonly StaffingFilePlan _plan = new();
    private readonly PlanFiles _files = new();
    private readonly ExpectedProblems _expected = new();

    public StaffingPlanCommand(CommandHost host)
        : base("plan", $"Shows which changes would make memberships of projects match a file. Changes nothing. {StaffingFilePlan.ColumnsText}", host)
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
        try
        {
            var planned = await _plan.MakeAsync(session).ConfigureAwait(false);
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
