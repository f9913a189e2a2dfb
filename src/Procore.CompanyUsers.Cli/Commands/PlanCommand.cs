using System.CommandLine;
using Procore.CompanyUsers.Cli.Planning;
using Procore.CompanyUsers.Cli.Tables;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users plan</c></summary>
internal sealed class PlanCommand : DirectoryCommand
{
    private readonly FilePlan _plan = new();
    private readonly ExpectedProblems _expected = new();

    private readonly Option<string[]> _out = new("--out")
    {
        Description = "Writes the plan to a .json file for 'apply', or its changes to a .csv or .xlsx file; may be repeated. Only you can read the files.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _report = new("--report") { Description = "Writes an HTML page for review and approval, which opens in any browser. Only you can read the file.", HelpName = "PLAN.html" };
    private readonly Option<bool> _force = new("--force") { Description = "Replaces existing files." };

    public PlanCommand(CommandHost host)
        : base("plan", "Shows which changes would make the directory match a file. Changes nothing.", host)
    {
        _plan.AddTo(this);
        foreach (var option in new Option[] { _out, _report, _force })
            Options.Add(option);
        _expected.AddTo(this);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var expected = _expected.Read(session.Parse);
        var isForced = session.Parse.GetValue(_force);
        foreach (var path in (session.Parse.GetValue(_out) ?? []).Append(session.Parse.GetValue(_report)).OfType<string>())
            OutputFile.RequireNew(path, isForced);
        // A plan writes nothing to the journal.
        var sync = new PeopleSync(session.Users, new DirectoryJournal(Path.GetTempPath()));
        try
        {
            var planned = await _plan.MakeAsync(session, sync).ConfigureAwait(false);
            await ShowAsync(session, planned, isForced).ConfigureAwait(false);
            return expected.CodeOf(planned);
        }
        catch (GuardedPlanException guarded)
        {
            await ShowAsync(session, guarded.Planned, isForced).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ShowAsync(Session session, PlannedFile planned, bool isForced)
    {
        foreach (var path in session.Parse.GetValue(_out) ?? [])
        {
            if (TableWriter.IsWorkbook(path) || Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase))
                await ChangeTable.WriteAsync(path, isForced, planned).ConfigureAwait(false);
            else
                await OutputFile.WriteTextAsync(path, isForced, planned.Plan.ToJson()).ConfigureAwait(false);
        }
        if (session.Parse.GetValue(_report) is { } report)
            await OutputFile.WriteTextAsync(report, isForced, PlanReport.Of(planned, _plan.PathOf(session))).ConfigureAwait(false);
        await PlanOutput.WriteAsync(session.Rows, planned).ConfigureAwait(false);
    }
}
