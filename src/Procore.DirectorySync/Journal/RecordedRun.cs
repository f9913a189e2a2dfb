namespace Procore.DirectorySync;

/// <summary>
/// A run in a journal.
/// </summary>
public sealed class RecordedRun
{
    internal RecordedRun(RunJournal journal)
    {
        Id = journal.Header.Run;
        StartedAt = journal.Header.StartedAt;
        EndedAt = journal.EndedAt;
        CompanyId = journal.Header.Address.CompanyId;
        ApiHost = journal.Header.Address.ApiHost;
        UndoneRun = journal.Header.UndoneRun;
        Changes = journal.Header.Changes;
        IsInterrupted = journal.IsInterrupted || journal.EndedAt is null;
        Sent = journal.Entries.Count;
        Done = journal.Entries.Count(entry => entry.Status is ChangeStatus.Done or ChangeStatus.AlreadyDone);
    }

    /// <summary>
    /// The run's id, for <see cref="PeopleSync.UndoAsync(string, IProgress{DirectoryProgress}?, CancellationToken)" />.
    /// </summary>
    public string Id { get; }

    /// <summary>
    /// When the run started.
    /// </summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>
    /// When the run ended; null if the file has no last record, because the run was killed or the file is cut off.
    /// </summary>
    public DateTimeOffset? EndedAt { get; }

    /// <summary>
    /// Procore's id of the company.
    /// </summary>
    public long CompanyId { get; }

    /// <summary>
    /// The host of the API, such as <c>api.procore.com</c>.
    /// </summary>
    public string ApiHost { get; }

    /// <summary>
    /// The id of the run that this one undid; null if this run applied a plan.
    /// </summary>
    public string? UndoneRun { get; }

    /// <summary>
    /// The number of changes in the plan.
    /// </summary>
    public int Changes { get; }

    /// <summary>
    /// The number of changes that were about to be sent.
    /// </summary>
    public int Sent { get; }

    /// <summary>
    /// The number of changes that are known to have been made.
    /// </summary>
    public int Done { get; }

    /// <summary>
    /// Whether the run ended before its plan did.
    /// </summary>
    public bool IsInterrupted { get; }

    /// <summary>
    /// Describes the run.
    /// </summary>
    /// <returns>Such as <c>20261124T020000Z-3f2a91: 480 of 482 changes made</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Id}: {Done} of {Changes} changes made{(IsInterrupted ? ", interrupted" : "")}");
}
