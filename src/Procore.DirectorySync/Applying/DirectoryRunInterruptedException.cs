using Procore.CompanyUsers;

namespace Procore.DirectorySync;

/// <summary>
/// A run ended before its plan did: a request failed for good, it was cancelled, or the journal can't be written.
/// </summary>
/// <remarks>Plan and apply again: what was made is left alone, and nobody comes twice.</remarks>
public sealed class DirectoryRunInterruptedException : ProcoreException
{
    internal DirectoryRunInterruptedException(DirectoryRun run, Exception cause)
        : base($"The run was interrupted, and can simply be run again. {run}. The inner exception says why.", cause) =>
        Run = run;

    /// <summary>
    /// The run so far, with an outcome for each change.
    /// </summary>
    public DirectoryRun Run { get; }
}
