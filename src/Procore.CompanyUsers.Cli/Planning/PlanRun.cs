using Procore.CompanyUsers.Cli.Commands;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Runs a plan, or puts one back, with its progress on the terminal and Ctrl-C obeyed.</summary>
internal static class PlanRun
{
    /// <param name="session">What is at hand.</param>
    /// <param name="title">What the bar says.</param>
    /// <param name="command">What to say again to go on.</param>
    /// <param name="run">Starts the run.</param>
    public static async Task<ExitCode> RunAsync(Session session, string title, string command, Func<IProgress<DirectoryProgress>, CancellationToken, Task<DirectoryRun>> run)
    {
        using var stopping = session.Stop.Register(() => session.Terminal.Warn("Stopping when the request under way is answered; once more stops at once."));
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
            session.Terminal.Fail(cause is OperationCanceledException ? "Stopped half-way." : $"Stopped half-way: {cause.Message}");
            session.Terminal.Say($"To go on: {command}. What was done is left alone, and nobody comes twice.");
            var hasBegun = interrupted.Run.Outcomes.Any(outcome => outcome.Status is ChangeStatus.Done or ChangeStatus.InDoubt);
            return Failure.IsNotAuthorised(cause) && !hasBegun ? ExitCode.NotAuthorised : ExitCode.Stopped;
        }
    }

    /// <summary>Ends the run between two requests where the user asks to stop, so that nobody is in doubt.</summary>
    private sealed class Progress(Action<long, long?> report, CancellationToken stop) : IProgress<DirectoryProgress>
    {
        public void Report(DirectoryProgress value)
        {
            report(value.Settled, value.Changes);
            stop.ThrowIfCancellationRequested();
        }
    }
}
