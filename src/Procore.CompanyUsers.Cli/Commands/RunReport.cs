using System.CommandLine;
using Procore.CompanyUsers.Cli.Csv;
using Procore.CompanyUsers.Cli.Runs;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>A run over the rows of a file, from the file for those that fail to the exit code.</summary>
internal sealed class RunReport
{
    private const int Listed = 20;

    private readonly Option<string?> _failed = new("--failed")
    {
        Description = "Where to write the rows that weren't done, in place of such a file that is there; FILE.failed.csv beside the file by default, and never over another.",
        HelpName = "FILE",
    };

    public void AddTo(Command command) => command.Options.Add(_failed);

    /// <param name="session">Where to run.</param>
    /// <param name="title">What is going on, for the progress bar.</param>
    /// <param name="source">The file's path, and its headers.</param>
    /// <param name="rows">The rows, with what is to be sent of each.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="skipped">Rows that aren't sent, each with what is wrong.</param>
    /// <param name="send">Sends the items.</param>
    public async Task<ExitCode> RunAsync<T>(
        Session session,
        string title,
        (string Path, IReadOnlyList<string> Headers) source,
        IEnumerable<(FileRow Row, T Item)> rows,
        long count,
        IEnumerable<(FileRow Row, string Problem)> skipped,
        Func<IAsyncEnumerable<T>, IAsyncEnumerable<RowOutcome>> send)
    {
        var failed = FailedRows.Create(source.Path, source.Headers, session.Parse.GetValue(_failed));
        RunSummary summary;
        await using (failed.ConfigureAwait(false))
        {
            // What is under way may end when the user asks to stop: then it is known what became of it.
            using var stopping = session.Stop.Register(() => session.Terminal.Warn("Stopping when the request under way is answered; once more stops at once."));
            var run = new FileRun<T>(rows, count, failed, session.Interruption);
            var listed = 0;
            summary = await session.Terminal.ShowProgressAsync(title, report => run.RunAsync(send, skipped, report, message =>
            {
                if (++listed <= Listed)
                    session.Terminal.Warn(message);
            })).ConfigureAwait(false);
            if (listed > Listed)
                session.Terminal.Warn(FormattableString.Invariant($"And {listed - Listed} more."));
        }
        await session.Rows.WriteOneAsync(RunSummary.Columns, summary).ConfigureAwait(false);
        return Conclude(session, summary);
    }

    private static ExitCode Conclude(Session session, RunSummary summary)
    {
        if (summary.FailedFile is { } path)
            session.Terminal.Say(FormattableString.Invariant($"{summary.Refused + summary.InDoubt + summary.NeverSent + summary.Skipped} rows that weren't done are in {path}, each with the reason. The same command takes that file."));
        if (summary.Cause is null)
            return summary.FailedFile is null ? ExitCode.Done : ExitCode.SomeFailed;
        session.Terminal.Fail(summary.Cause is OperationCanceledException ? "Stopped half-way." : $"Stopped half-way: {summary.Cause.Message}");
        if (summary.InDoubt > 0)
            session.Terminal.Say(FormattableString.Invariant($"{summary.InDoubt} rows are in doubt: they were sent, and no answer came. {summary.NeverSent} were never sent."));
        if (summary.Cause is not ProcoreException { MayHaveBeenApplied: true } && Failure.RemedyOf(summary.Cause) is { } remedy)
            session.Terminal.Say(remedy);
        return Failure.IsNotAuthorised(summary.Cause) && summary.Done + summary.InDoubt == 0 ? ExitCode.NotAuthorised : ExitCode.Stopped;
    }
}
