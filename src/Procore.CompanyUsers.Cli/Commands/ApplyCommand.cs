using System.CommandLine;
using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users apply</c></summary>
internal sealed class ApplyCommand : JournalCommand
{
    private readonly Argument<string> _path = new("PLAN.json") { Description = "The file that 'plan --out' wrote." };

    public ApplyCommand(CommandHost host)
        : base("apply", "Makes the changes of a plan. Users that were changed after the plan was made are left alone.", host)
    {
        Arguments.Add(_path);
        AddJournalOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var path = session.Parse.GetValue(_path)!;
        var journal = OpenJournal(session);
        var sync = new PeopleSync(session.Users, journal);
        var planned = await ReadPlanAsync(session, path).ConfigureAwait(false);
        var execution = new PlanExecution("Applying", $"procore-users apply '{path}'", (progress, abort) => sync.ApplyAsync(planned.Plan, progress, abort));
        return await CarryOutAsync(session, planned, journal, execution, () => sync.CheckAsync(planned.Plan, session.Stop)).ConfigureAwait(false);
    }
}
