using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users staffing apply</c></summary>
internal sealed class StaffingApplyCommand : JournalCommand
{
    private readonly StaffingFilePlan _plan = new();

    public StaffingApplyCommand(CommandHost host)
        : base("apply", $"Makes memberships of projects match a file, or applies the plan (.json) that 'staffing plan --out' wrote. Memberships that were changed since the plan are left alone. Safe to repeat. {StaffingFilePlan.ColumnsText}", host)
    {
        _plan.AddTo(this);
        AddJournalOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var journal = OpenJournal(session);
        var sync = new PeopleSync(session.Users, journal);
        var path = _plan.PathOf(session);
        var isPlan = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
        if (isPlan && _plan.OptionIn(session.Parse) is { } option)
            throw CommandException.WrongUsage($"{option} is for a file of memberships. A plan has its scope and limits already: make another one.");
        var planned = isPlan
            ? await ReadPlanAsync(session, path).ConfigureAwait(false)
            : await _plan.MakeAsync(session).ConfigureAwait(false);
        if (isPlan && !planned.IsStaffing)
            throw CommandException.WrongUsage($"{path} is a plan of users. Run 'procore-users apply {path}'.");
        var execution = new PlanExecution("Staffing", "run the same command again", (progress, abort) => sync.ApplyAsync(planned.Plan, progress, abort));
        return await CarryOutAsync(session, planned, journal, execution, isPlan ? () => sync.CheckAsync(planned.Plan, session.Stop) : null).ConfigureAwait(false);
    }
}
