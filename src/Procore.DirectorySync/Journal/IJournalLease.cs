namespace Procore.DirectorySync;

/// <summary>
/// The right to write to a journal. Only one run has it at a time.
/// </summary>
public interface IJournalLease : IAsyncDisposable
{
    /// <summary>
    /// Appends a record to a run; the first one creates the run. When the task completes, the record survives a power failure.
    /// </summary>
    /// <remarks>Fails if the lease has been lost.</remarks>
    /// <param name="run">The id of the run.</param>
    /// <param name="record">The record, a line of text.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the record is stored.</returns>
    Task AppendAsync(string run, string record, CancellationToken cancellationToken = default);
}
