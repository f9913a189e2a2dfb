using System.CommandLine;
using Procore.CompanyUsers.Cli.Planning;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users undo</c></summary>
internal sealed class UndoCommand : JournalCommand
{
    private readonly Argument<string> _run = new("RUN") { Description = "The id of the run, as 'apply' and 'sync' print it." };

    public UndoCommand(CommandHost host)
        : base("undo", "Restores what a run changed; users that it created are deactivated. Users that were changed since are left alone.", host)
    {
        Arguments.Add(_run);
        AddJournalOptions();
    }

    protected override Task<ExitCode> RunAsync(Session session)
    {
        var run = session.Parse.GetValue(_run)!;
        var sync = OpenSync(session);
        return PlanExecution.RunAsync(session, "Undoing", $"procore-users undo {run}", (progress, abort) => sync.UndoAsync(run, progress, abort));
    }
}
