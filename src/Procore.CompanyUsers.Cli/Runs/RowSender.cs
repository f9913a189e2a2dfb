using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Runs;

/// <summary>Sends the rows of a file, and accounts for each of them.</summary>
/// <param name="rows">The rows and their items; read again if the run is stopped.</param>
/// <param name="count">The number of rows.</param>
/// <param name="failed">Receives the rows that aren't done.</param>
/// <param name="interruption">Stops the run.</param>
internal sealed class RowSender<T>(IEnumerable<(FileRow Row, T Item)> rows, long count, FailedRows failed, Interruption interruption)
{
    private readonly Dictionary<long, FileRow> _underWay = [];
    private long _read;
    private long _lastRow;
    private long _done;
    private long _isActiveUnchanged;
    private long _refused;
    private long _inDoubt;
    private long _neverSent;
    private long _skipped;

    /// <param name="send">Sends the items; one outcome each, in order.</param>
    /// <param name="skipped">Rows that aren't sent, each with its problem.</param>
    /// <param name="report">Receives the progress.</param>
    /// <param name="say">Receives each failure.</param>
    public async Task<RunSummary> RunAsync(
        Func<IAsyncEnumerable<T>, IAsyncEnumerable<RowOutcome>> send, IEnumerable<(FileRow Row, string Problem)> skipped, Action<long, long?> report, Action<string> say)
    {
        foreach (var (row, problem) in skipped)
        {
            _skipped++;
            await failed.AddAsync(row, FailedRows.Skipped, problem).ConfigureAwait(false);
        }
        Exception? cause = null;
        try
        {
            report(0, count);
            await foreach (var outcome in send(ItemsAsync()).ConfigureAwait(false))
            {
                await TakeAsync(outcome, say).ConfigureAwait(false);
                report(outcome.Position + 1, count);
            }
        }
        catch (Exception exception) when (RunInterruptedException.Of(exception) is { } interrupted)
        {
            cause = interrupted.InnerException;
            await LeaveAsync(interrupted).ConfigureAwait(false);
        }
        return new RunSummary(_done, _isActiveUnchanged, _refused, _inDoubt, _neverSent, _skipped, failed.Count > 0 ? failed.Path : null, cause);
    }

    private async IAsyncEnumerable<T> ItemsAsync()
    {
        foreach (var (row, item) in rows)
        {
            interruption.Stop.ThrowIfCancellationRequested();
            _underWay.Add(_read++, row);
            _lastRow = row.Number;
            yield return item;
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }

    private async Task TakeAsync(RowOutcome outcome, Action<string> say)
    {
        _underWay.Remove(outcome.Position, out var row);
        if (outcome.Status == RowStatus.Done)
        {
            _done++;
            return;
        }
        var status = outcome.Status switch { RowStatus.InDoubt => FailedRows.InDoubt, RowStatus.IsActiveUnchanged => FailedRows.IsActiveUnchanged, _ => FailedRows.Refused };
        switch (outcome.Status)
        {
            case RowStatus.InDoubt:
                _inDoubt++;
                break;
            case RowStatus.IsActiveUnchanged:
                _isActiveUnchanged++;
                break;
            default:
                _refused++;
                break;
        }
        // Messages may end up in a log, so addresses are masked in them; the file has the server's full text.
        say(new RowProblem(row!, null, string.Join("; ", outcome.Errors)).ToString());
        await failed.AddAsync(row!, status, string.Join("; ", outcome.Errors.Select(Words))).ConfigureAwait(false);
    }

    private async Task LeaveAsync(RunInterruptedException interrupted)
    {
        var why = interrupted.InnerException is OperationCanceledException ? "stopped" : interrupted.Message;
        var entries = interrupted.InDoubt.Select(position => (Position: position, Status: FailedRows.InDoubt))
            .Concat(interrupted.NotApplied.Select(position => (Position: position, Status: FailedRows.NeverSent)));
        foreach (var (position, status) in entries.OrderBy(entry => entry.Position))
            await failed.AddAsync(_underWay[position], status, why).ConfigureAwait(false);
        _inDoubt += interrupted.InDoubt.Count;
        _neverSent += interrupted.NotApplied.Count;
        foreach (var (row, _) in rows.Where(row => row.Row.Number > _lastRow))
        {
            await failed.AddAsync(row, FailedRows.NeverSent, why).ConfigureAwait(false);
            _neverSent++;
        }
    }

    private static string Words(ProcoreErrorMessage error) => error.Field is null ? error.Message : $"{error.Field}: {error.Message}";
}
