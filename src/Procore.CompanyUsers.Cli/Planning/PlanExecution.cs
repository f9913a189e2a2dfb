using Procore.CompanyUsers.Cli.Commands;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Applies or undoes a plan, shows its progress and outcome, and obeys Ctrl-C.</summary>
/// <param name="title">The label of the progress bar.</param>
/// <param name="resume">How to continue after an interruption.</param>
/// <param name="run">Starts the run.</param>
internal sealed class PlanExecution(string title, string resume, Func<IProgress<DirectoryProgress>, CancellationToken, Task<DirectoryRun>> run)
{
    /// <param name="session">The session of the command.</param>
    /// <param name="planned">The plan.</param>
    /// <param name="journal">Has the problems of earlier runs.</param>
    /// <param name="expected">Problems that don't affect the exit code.</param>
    public async Task<ExitCode> RunAsync(Session session, PlannedFile planned, DirectoryJournal journal, ExpectedProblems expected)
    {
        using var stopping = session.Stop.Register(() => session.Terminal.Warn("Stopping after the request under way. Press Ctrl-C again to stop at once."));
        try
        {
            var ended = await session.Terminal.ShowProgressAsync(title, report => run(new Progress(report, session), session.Abort)).ConfigureAwait(false);
            await PlanOutput.WriteAsync(session, planned, ended, expected).ConfigureAwait(false);
            await SayUnexpectedAsync(session, ended.Problems, journal, expected).ConfigureAwait(false);
            expected.SayUnmet(ended.Problems, session.Terminal.Warn);
            return expected.CodeOf(planned, ended);
        }
        catch (InvalidOperationException exception)
        {
            // The plan or the journal is of another company.
            throw CommandException.WrongUsage(exception.Message);
        }
        catch (DirectoryRunInterruptedException interrupted)
        {
            await PlanOutput.WriteAsync(session, planned, interrupted.Run, expected).ConfigureAwait(false);
            var cause = interrupted.InnerException!;
            session.Terminal.Fail(cause is OperationCanceledException ? "Stopped before the end." : $"Stopped before the end: {cause.Message}");
            session.Terminal.Say($"To continue: {resume}. Changes that were made are recognized, and no user is created twice.");
            var hasBegun = interrupted.Run.Outcomes.Any(outcome => outcome.Status is ChangeStatus.Done or ChangeStatus.InDoubt);
            return Failure.IsNotAuthorised(cause) && !hasBegun ? ExitCode.NotAuthorised : ExitCode.Stopped;
        }
    }

    private static async Task SayUnexpectedAsync(Session session, IReadOnlyList<DirectoryProblem> problems, DirectoryJournal journal, ExpectedProblems expected)
    {
        if (problems.Count == 0 && (await journal.ListRunsAsync().ConfigureAwait(false)).Count == 0)
            return;
        HashSet<string> added;
        try
        {
            added = (await journal.NoteProblemsAsync(problems).ConfigureAwait(false)).Select(problem => problem.Key).ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The changes were made, so the outcome of the run stands.
            session.Terminal.Warn($"The problems of this run can't be stored for the next one: {exception.Message}");
            added = problems.Select(problem => problem.Key).ToHashSet(StringComparer.Ordinal);
        }
        foreach (var problem in problems.Where(problem => !expected.Has(problem)).Take(PlanOutput.Listed))
            session.Terminal.Warn($"{(added.Contains(problem.Key) ? "New problem" : "Known problem")}, key: {problem.Key}");
    }

    /// <summary>Ends the run between two requests if the user asks to stop, so that no change is left in doubt.</summary>
    private sealed class Progress(Action<long, long?> report, Session session) : IProgress<DirectoryProgress>
    {
        private bool _isStarted;

        public void Report(DirectoryProgress value)
        {
            if (!_isStarted)
                session.Terminal.Say($"Run {value.Run}");
            _isStarted = true;
            report(value.Settled, value.Changes);
            session.Stop.ThrowIfCancellationRequested();
        }
    }
}
