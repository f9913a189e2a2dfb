using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// A sync ended before its items did: a request failed for good, it was cancelled, or the source of the items failed.
/// </summary>
/// <remarks>
/// Every item is accounted for: one that precedes <see cref="ResumePosition" /> has had its outcome, or is in
/// <see cref="InDoubt" /> or in <see cref="NotApplied" />; those from <see cref="ResumePosition" /> on were never read.
/// To go on, sync <see cref="NotApplied" /> and what follows <see cref="ResumePosition" />; an item in doubt may be sent
/// again if it has an id or an origin id, and must be looked up first if it has neither, since it would create the user twice.
/// The status, errors, request id, retry time and operation are those of the request that failed, if one did.
/// <see cref="ProcoreException.MayHaveBeenApplied" /> is true if <see cref="InDoubt" /> has items.
/// </remarks>
public sealed class SyncInterruptedException : ProcoreException
{
    internal SyncInterruptedException(IReadOnlyList<PositionedItem<CompanyUserSyncItem>> inDoubt, IReadOnlyList<PositionedItem<CompanyUserSyncItem>> notApplied, long resumePosition, Exception cause)
        : base(
            InterruptionMessage.Of("The sync", inDoubt.Count, notApplied.Count, resumePosition, cause),
            cause,
            mayHaveBeenApplied: inDoubt.Count > 0)
    {
        InDoubt = inDoubt;
        NotApplied = notApplied;
        ResumePosition = resumePosition;
    }

    private SyncInterruptedException(SyncInterruptedException interrupted, IReadOnlyList<SyncOutcome> outcomes)
        : base(interrupted.Message, interrupted.InnerException, interrupted.MayHaveBeenApplied)
    {
        InDoubt = interrupted.InDoubt;
        NotApplied = interrupted.NotApplied;
        ResumePosition = interrupted.ResumePosition;
        Outcomes = outcomes;
    }

    /// <summary>
    /// The outcomes so far, where the caller gathers them with <c>SyncAllAsync</c>; empty where they were given one by one.
    /// </summary>
    public IReadOnlyList<SyncOutcome> Outcomes { get; } = [];

    /// <summary>
    /// Items that were sent and may or may not have been applied, since no answer came that can be read.
    /// </summary>
    public IReadOnlyList<PositionedItem<CompanyUserSyncItem>> InDoubt { get; }

    /// <summary>
    /// Items that were read and surely not applied: never sent, or refused with the request that held them.
    /// </summary>
    public IReadOnlyList<PositionedItem<CompanyUserSyncItem>> NotApplied { get; }

    /// <summary>
    /// The position of the first item that was never read.
    /// </summary>
    public long ResumePosition { get; }

    internal SyncInterruptedException With(IReadOnlyList<SyncOutcome> outcomes) => new(this, outcomes);
}
