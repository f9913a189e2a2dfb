using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users apply</c></summary>
internal sealed class ApplyCommand : DirectoryCommand
{
    private readonly Argument<string> _path = new("PLAN.json") { Description = "What plan wrote with --out." };
    private readonly JournalOption _journal = new();

    public ApplyCommand(Terminal terminal, Interruption interruption)
        : base("apply", "Makes the changes of a plan. Whoever was changed since it was made is left alone.", terminal, interruption)
    {
        Arguments.Add(_path);
        _journal.AddTo(this);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var path = session.Parse.GetValue(_path)!;
        var sync = new PeopleSync(session.Users, _journal.Open(session.Parse));
        var plan = await PlanFile.ReadAsync(path, session.Stop).ConfigureAwait(false);
        PlanOutput.SayConflicts(session.Terminal, plan);
        var code = await PlanRun.RunAsync(session, "Applying", $"procore-users apply '{path}'", (progress, abort) => sync.ApplyAsync(plan, progress, abort)).ConfigureAwait(false);
        return code == ExitCode.Done && plan.Conflicts.Count > 0 ? ExitCode.SomeFailed : code;
    }
}
