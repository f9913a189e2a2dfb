using Procore.CompanyUsers;

namespace Procore.DirectorySync;

/// <summary>
/// Records the old and new values of each run, before each batch is sent, so that the run can be undone: in a folder with one
/// file per run, readable by their owner only, or in another <see cref="IJournalStore" />.
/// </summary>
/// <remarks>
/// The records hold personal data; delete those that you won't undo. A sync doesn't need them to continue after it was stopped.
/// One run at a time writes to a journal. A folder that other users of the machine can write is refused, and so is a file that they can read or write.
/// </remarks>
public sealed class DirectoryJournal
{
    private readonly IJournalStore _store;

    /// <summary>
    /// Creates a journal in a folder.
    /// </summary>
    /// <param name="folder">The folder, created when it is needed; one for each company.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public DirectoryJournal(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
            throw new ArgumentException("The journal has no folder. Give its path.", nameof(folder));
        _store = new FolderJournalStore(Path.GetFullPath(folder));
    }

    /// <summary>
    /// Creates a journal in a store.
    /// </summary>
    /// <param name="store">The store; one for each company.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store" /> is null.</exception>
    public DirectoryJournal(IJournalStore store) => _store = store ?? throw new ArgumentNullException(nameof(store));

    /// <summary>
    /// Lists the runs.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Their ids, oldest first.</returns>
    /// <exception cref="ProcoreException">The store is unavailable.</exception>
    public Task<IReadOnlyList<string>> ListRunsAsync(CancellationToken cancellationToken = default) =>
        CallAsync("list the runs", () => _store.ListRunsAsync(cancellationToken));

    /// <summary>
    /// Reads a run's journal: what ran, when, and with which result.
    /// </summary>
    /// <param name="run">The run's id, from <see cref="ListRunsAsync" /> or <see cref="DirectoryRun.Id" />.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentException">The journal has no such run.</exception>
    /// <exception cref="ProcoreException">The run's records are damaged or not a journal's, or the store is unavailable.</exception>
    /// <exception cref="UnauthorizedAccessException">Others can access the records: in a folder, other users of the machine.</exception>
    public async Task<RecordedRun> ReadRunAsync(string run, CancellationToken cancellationToken = default) => new(await ReadAsync(run, cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// Compares the problems of a plan or run with those of the last one, and keeps them for the next comparison.
    /// </summary>
    /// <remarks>Problems are kept by ids and hashes, without names and addresses; a folder has them in <c>problems.txt</c>.</remarks>
    /// <param name="problems">The problems: <see cref="DirectoryPlan.Problems" /> or <see cref="DirectoryRun.Problems" />.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The problems that the last run didn't have.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="problems" /> is null.</exception>
    /// <exception cref="ProcoreException">The store is unavailable.</exception>
    /// <exception cref="IOException">The folder or the file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Others can access the records: in a folder, other users of the machine.</exception>
    public async Task<IReadOnlyList<DirectoryProblem>> NoteProblemsAsync(IReadOnlyList<DirectoryProblem> problems, CancellationToken cancellationToken = default)
    {
        _ = problems ?? throw new ArgumentNullException(nameof(problems));
        var kept = await CallAsync("keep the problems", () => _store.ExchangeProblemsAsync([.. problems.Select(problem => problem.Key)], cancellationToken)).ConfigureAwait(false);
        var known = new HashSet<string>(kept, StringComparer.Ordinal);
        return [.. problems.Where(problem => !known.Contains(problem.Key))];
    }

    /// <summary>Keeps other runs from writing until the lease is disposed or the process ends.</summary>
    /// <param name="holder">Describes this run to the others.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<IJournalLease> LockAsync(string holder, CancellationToken cancellationToken) =>
        await CallAsync("lock it for this run", () => _store.TryAcquireAsync(holder, cancellationToken)).ConfigureAwait(false) is { } lease
            ? new NamedLease(this, lease)
            : throw new IOException($"Another run is writing to this journal{(await ReadHolderAsync(cancellationToken).ConfigureAwait(false) is { } other ? $": {other}" : "")}. Nothing was sent. Wait until it has ended.");

    /// <summary>Describes the run that writes to the journal; null if that isn't known.</summary>
    internal Task<string?> ReadHolderAsync(CancellationToken cancellationToken) =>
        CallAsync("read which run has it", () => _store.ReadHolderAsync(cancellationToken));

    internal async Task<RunJournal> ReadAsync(string run, CancellationToken cancellationToken)
    {
        _ = run ?? throw new ArgumentNullException(nameof(run));
        var records = await CallAsync("read the run", () => _store.ReadRunAsync(run, cancellationToken)).ConfigureAwait(false)
            ?? throw new ArgumentException("The journal has no such run. Take its id from DirectoryRun.Id or ListRunsAsync.", nameof(run));
        return await CallAsync("read the run", () => Task.FromResult(RunJournal.Read(records))).ConfigureAwait(false);
    }

    /// <summary>Lets a failure of the store name the store.</summary>
    private async Task<T> CallAsync<T>(string what, Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IOException or UnauthorizedAccessException or ArgumentException or ProcoreException))
        {
            throw new ProcoreException($"The journal ({_store}) failed to {what}{(exception is FormatException ? $": {exception.Message}" : ". The inner exception has the cause.")}", exception);
        }
    }

    private sealed class NamedLease(DirectoryJournal journal, IJournalLease lease) : IJournalLease
    {
        public Task AppendAsync(string run, string record, CancellationToken cancellationToken = default) => journal.CallAsync("store a record", async () =>
        {
            await lease.AppendAsync(run, record, cancellationToken).ConfigureAwait(false);
            return true;
        });

        public ValueTask DisposeAsync() => lease.DisposeAsync();
    }
}
