using Procore.CompanyUsers.Cli.Commands;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Applies or undoes a plan, shows its progress and outcome, and obeys Ctrl-C.</summary>
internal static class PlanExecution
{
    /// <summary>Applies a plan, and counts its conflicts and skipped rows as failures.</summary>
    public static async Task<ExitCode> ApplyAsync(Session session, PeopleSync sync, PlannedFile planned, string title, string resume)
    {
        PlanOutput.SayConflicts(session.Terminal, planned);
        var code = await RunAsync(session, title, resume, (progress, abort) => sync.ApplyAsync(planned.Plan, progress, abort)).ConfigureAwait(false);
        return code == ExitCode.Done && planned.IsIncomplete ? ExitCode.SomeFailed : code;
    }

    /// <param name="session">The session of the command.</param>
    /// <param name="title">What the progress bar says.</param>
    /// <param name="resume">How to continue after an interruption.</param>
    /// <param name="run">Starts the run.</param>
    public static async Task<ExitCode> RunAsync(Session session, string title, string resume, Func<IProgress<DirectoryProgress>, CancellationToken, Task<DirectoryRun>> run)
    {
        using var stopping = session.Stop.Register(() => session.Terminal.Warn("Stopping after the request under way. Press Ctrl-C again to stop at once."));
        try
        {
            var ended = await session.Terminal.ShowProgressAsync(title, report => run(new Progress(report, session.Stop), session.Abort)).ConfigureAwait(false);
            await PlanOutput.WriteAsync(session, ended).ConfigureAwait(false);
            return ended.IsComplete ? ExitCode.Done : ExitCode.SomeFailed;
        }
        catch (DirectoryRunInterruptedException interrupted)
        {
            await PlanOutput.WriteAsync(session, interrupted.Run).ConfigureAwait(false);
            var cause = interrupted.InnerException!;
            session.Terminal.Fail(cause is OperationCanceledException ? "Stopped before the end." : $"Stopped before the end: {cause.Message}");
            session.Terminal.Say($"To continue: {resume}. Changes that were made are recognized, and no user is created twice.");
            var hasBegun = interrupted.Run.Outcomes.Any(outcome => outcome.Status is ChangeStatus.Done or ChangeStatus.InDoubt);
            return Failure.IsNotAuthorised(cause) && !hasBegun ? ExitCode.NotAuthorised : ExitCode.Stopped;
        }
    }

    /// <summary>Ends the run between two requests if the user asks to stop, so that no change is left in doubt.</summary>
    private sealed class Progress(Action<long, long?> report, CancellationToken stop) : IProgress<DirectoryProgress>
    {
        public void Report(DirectoryProgress value)
        {
            report(value.Settled, value.Changes);
            stop.ThrowIfCancellationRequested();
        }
    }
}
