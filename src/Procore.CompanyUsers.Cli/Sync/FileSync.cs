using Procore.CompanyUsers.Cli.Csv;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Sync;

/// <summary>Sends the people of a file, and accounts for every row of it.</summary>
internal sealed class FileSync(PeopleFile file, FailedRows failed, Interruption interruption)
{
    private readonly Dictionary<long, FileRow> _underWay = [];
    private long _read;
    private long _lastRow;
    private long _saved;
    private long _refused;
    private long _inDoubt;
    private long _neverSent;

    /// <param name="users">Where to send them.</param>
    /// <param name="report">Told how many are done, of how many.</param>
    /// <param name="say">Told of each that failed.</param>
    public async Task<SyncSummary> RunAsync(ICompanyUsers users, Action<long, long?> report, Action<string> say)
    {
        foreach (var (row, problem) in file.Skipped())
            await failed.AddAsync(row, FailedRows.Skipped, problem).ConfigureAwait(false);
        Exception? cause = null;
        try
        {
            report(0, file.Count);
            // What is under way may end when the user asks to stop: then it is known what became of it.
            await foreach (var outcome in users.SyncAsync(PeopleAsync(), cancellationToken: interruption.Abort).ConfigureAwait(false))
            {
                await TakeAsync(outcome, say).ConfigureAwait(false);
                report(outcome.Position + 1, file.Count);
            }
        }
        catch (SyncInterruptedException interrupted)
        {
            cause = interrupted.InnerException;
            await LeaveAsync(interrupted).ConfigureAwait(false);
        }
        return new SyncSummary(_saved, _refused, _inDoubt, _neverSent, file.SkippedCount, failed.Count > 0 ? failed.Path : null, cause);
    }

    private async IAsyncEnumerable<CompanyUserSyncItem> PeopleAsync()
    {
        foreach (var (row, person) in file.People())
        {
            interruption.Stop.ThrowIfCancellationRequested();
            _underWay.Add(_read++, row);
            _lastRow = row.Number;
            yield return person;
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }

    private async Task TakeAsync(SyncOutcome outcome, Action<string> say)
    {
        _underWay.Remove(outcome.Position, out var row);
        if (outcome.Status == SyncStatus.Saved)
        {
            _saved++;
            return;
        }
        var isInDoubt = outcome.Status == SyncStatus.Unmentioned;
        if (isInDoubt)
            _inDoubt++;
        else
            _refused++;
        // What is said may end in a log, and masks addresses; the file has the words as they came.
        say(new RowProblem(row!, null, string.Join("; ", outcome.Errors)).ToString());
        await failed.AddAsync(row!, isInDoubt ? FailedRows.InDoubt : FailedRows.Refused, string.Join("; ", outcome.Errors.Select(Words))).ConfigureAwait(false);
    }

    private async Task LeaveAsync(SyncInterruptedException interrupted)
    {
        var why = interrupted.InnerException is OperationCanceledException ? "stopped" : interrupted.InnerException?.Message ?? interrupted.Message;
        var entries = interrupted.InDoubt.Select(entry => (entry.Position, Status: FailedRows.InDoubt))
            .Concat(interrupted.NotApplied.Select(entry => (entry.Position, Status: FailedRows.NeverSent)));
        foreach (var (position, status) in entries.OrderBy(entry => entry.Position))
            await failed.AddAsync(_underWay[position], status, why).ConfigureAwait(false);
        _inDoubt += interrupted.InDoubt.Count;
        _neverSent += interrupted.NotApplied.Count;
        foreach (var (row, _) in file.People().Where(person => person.Row.Number > _lastRow))
        {
            await failed.AddAsync(row, FailedRows.NeverSent, why).ConfigureAwait(false);
            _neverSent++;
        }
    }

    private static string Words(ProcoreErrorMessage error) => error.Field is null ? error.Message : $"{error.Field}: {error.Message}";
}
