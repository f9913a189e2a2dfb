using Procore.CompanyUsers;

namespace Procore.DirectorySync;

/// <summary>
/// A run ended before its plan did: too many requests failed in a row, it was cancelled, or the journal can't be written.
/// </summary>
/// <remarks>Plan and apply again: changes that were made are left alone, and no user is created twice.</remarks>
public sealed class DirectoryRunInterruptedException : ProcoreException
{
    internal DirectoryRunInterruptedException(DirectoryRun run, Exception cause)
        : base($"The run was interrupted and can be run again. {run}. The inner exception has the cause.", cause) =>
        Run = run;

    /// <summary>
    /// The run so far, with an outcome for each change.
    /// </summary>
    public DirectoryRun Run { get; }
}
