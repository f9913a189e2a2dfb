namespace Procore.DirectorySync;

/// <summary>
/// Keeps the records of the runs of one company. <see cref="DirectoryJournal" /> has one in a folder; the package
/// <c>Procore.DirectorySync.PostgreSql</c> has one in a table.
/// </summary>
/// <remarks>
/// Records hold personal data: a store refuses to work where others can read or change them. Its calls have a time limit.
/// Implementations must be thread-safe.
/// </remarks>
public interface IJournalStore
{
    /// <summary>
    /// Lists the runs.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Their ids, in ordinal order.</returns>
    Task<IReadOnlyList<string>> ListRunsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the records of a run.
    /// </summary>
    /// <param name="run">The id of the run; any text.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The records in the order in which they were appended; null if there is no such run.</returns>
    /// <exception cref="FormatException">A record is missing between two others.</exception>
    Task<IReadOnlyList<string>?> ReadRunAsync(string run, CancellationToken cancellationToken = default);

    /// <summary>
    /// Replaces the problems of the last run.
    /// </summary>
    /// <param name="problems">The problems, one a line. They hold no personal data.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The problems that were kept before; none if there were none.</returns>
    Task<IReadOnlyList<string>> ExchangeProblemsAsync(IReadOnlyList<string> problems, CancellationToken cancellationToken = default);

    /// <summary>
    /// Keeps other runs from writing to this journal until the lease is disposed, its process ends, or its machine is gone. Doesn't wait.
    /// </summary>
    /// <param name="holder">Describes this run to the others.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lease; null if another run has it.</returns>
    Task<IJournalLease?> TryAcquireAsync(string holder, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads which run has the lease.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its description; null if that isn't known.</returns>
    Task<string?> ReadHolderAsync(CancellationToken cancellationToken = default);
}
