using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// A sync ended before all items were sent: a request failed, the sync was canceled, or the source of the items failed.
/// </summary>
/// <remarks>
/// Every item is accounted for. An item before <see cref="ResumePosition" /> has an outcome, or is in <see cref="InDoubt" /> or
/// <see cref="NotApplied" />. Items from <see cref="ResumePosition" /> on were never read. An item whose picture failed or wasn't sent
/// has an outcome whose errors say so, usually <see cref="SyncStatus.SavedExceptAvatar" />.
/// To continue, sync the items in <see cref="NotApplied" /> and those from <see cref="ResumePosition" /> on. An item in doubt can be sent
/// again if it has an id or an origin id. If it has neither, look the user up first, because sending it again could create the user twice.
/// The status, errors, request id, retry time and operation are those of the request that failed, if one did.
/// <see cref="ProcoreException.MayHaveBeenApplied" /> is true if <see cref="InDoubt" /> has items, or if an earlier request of the run was
/// answered: repeating the whole run would repeat its changes.
/// </remarks>
public sealed class SyncInterruptedException : ProcoreException
{
    internal SyncInterruptedException(IReadOnlyList<PositionedItem<CompanyUserSyncItem>> inDoubt, IReadOnlyList<PositionedItem<CompanyUserSyncItem>> notApplied, long resumePosition, Exception cause, bool wasAnswered, bool isOfPicture)
        : base(
            InterruptionMessage.Of("The sync", inDoubt.Count, notApplied.Count, resumePosition, cause, isOfPicture ? " The picture of a saved user failed; the outcomes say which pictures are missing." : string.Empty),
            cause,
            mayHaveBeenApplied: inDoubt.Count > 0 || wasAnswered)
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
    /// The outcomes so far, from <c>SyncAsync</c>; empty for <c>SyncStreamingAsync</c>, which returned them one by one.
    /// </summary>
    public IReadOnlyList<SyncOutcome> Outcomes { get; } = [];

    /// <summary>
    /// Items that were sent and may have been applied: no readable response arrived.
    /// </summary>
    public IReadOnlyList<PositionedItem<CompanyUserSyncItem>> InDoubt { get; }

    /// <summary>
    /// Items that were read and definitely not applied: never sent, or refused together with their request.
    /// </summary>
    public IReadOnlyList<PositionedItem<CompanyUserSyncItem>> NotApplied { get; }

    /// <summary>
    /// The position of the first item that was never read.
    /// </summary>
    public long ResumePosition { get; }

    internal SyncInterruptedException With(IReadOnlyList<SyncOutcome> outcomes) => new(this, outcomes);
}
