using System.CommandLine;
using Procore.CompanyUsers.Cli.Commands;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Runs;

/// <summary>Sends the rows of a file: writes the file of failed rows, shows progress and outcome, and chooses the exit code.</summary>
internal sealed class RowSending
{
    private const int Listed = 20;

    private readonly Option<string?> _failed = new("--failed")
    {
        Description = "Writes the rows that weren't done to this file, and replaces an earlier file of failed rows. Default: FILE.failed.csv next to the file, with a number if it exists.",
        HelpName = "FILE",
    };

    public void AddTo(Command command) => command.Options.Add(_failed);

    /// <param name="session">The session of the command.</param>
    /// <param name="title">The label of the progress bar.</param>
    /// <param name="source">The file's path and headers.</param>
    /// <param name="rows">The rows and their items.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="skipped">Rows that aren't sent, each with its problem.</param>
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
            // The request under way is allowed to finish, so that its outcome is known.
            using var stopping = session.Stop.Register(() => session.Terminal.Warn("Stopping after the request under way. Press Ctrl-C again to stop at once."));
            var run = new RowSender<T>(rows, count, failed, session.Interruption);
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
            session.Terminal.Say(FormattableString.Invariant($"Rows that weren't done: {summary.IsActiveUnchanged + summary.Refused + summary.InDoubt + summary.NeverSent + summary.Skipped}. They are in {path} with the reasons; the same command reads that file."));
        if (summary.IsActiveUnchanged > 0)
            session.Terminal.Say(FormattableString.Invariant($"Rows of these that were saved except for is_active, which Procore's sync may ignore: {summary.IsActiveUnchanged}. Run 'procore-users deactivate' or 'reactivate' with the ids in the reasons, or use 'sync', which does this itself."));
        if (summary.Cause is null)
            return summary.FailedFile is null ? ExitCode.Done : ExitCode.SomeFailed;
        session.Terminal.Fail(summary.Cause is OperationCanceledException ? "Stopped before the end." : $"Stopped before the end: {summary.Cause.Message}");
        if (summary.InDoubt > 0)
            session.Terminal.Say(FormattableString.Invariant($"Rows in doubt, which were sent without getting a response: {summary.InDoubt}. Rows never sent: {summary.NeverSent}."));
        if (summary.Cause is not ProcoreException { MayHaveBeenApplied: true } && Failure.RemedyOf(summary.Cause) is { } remedy)
            session.Terminal.Say(remedy);
        return Failure.IsNotAuthorised(summary.Cause) && summary.Done + summary.InDoubt == 0 ? ExitCode.NotAuthorised : ExitCode.Stopped;
    }
}
