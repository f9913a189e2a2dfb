using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users undo</c></summary>
internal sealed class UndoCommand : DirectoryCommand
{
    private readonly Argument<string> _run = new("RUN") { Description = "The run, as apply and sync tell it." };
    private readonly JournalOption _journal = new();

    public UndoCommand(Terminal terminal, Interruption interruption)
        : base("undo", "Puts back what a run changed; whoever it created is deactivated. Whoever was changed since is left alone.", terminal, interruption)
    {
        Arguments.Add(_run);
        _journal.AddTo(this);
        AddCommonOptions();
    }

    protected override Task<ExitCode> RunAsync(Session session)
    {
        var run = session.Parse.GetValue(_run)!;
        var sync = new PeopleSync(session.Users, _journal.Open(session.Parse));
        return PlanRun.RunAsync(session, "Undoing", $"procore-users undo {run}", (progress, abort) => sync.UndoAsync(run, progress, abort));
    }
}
