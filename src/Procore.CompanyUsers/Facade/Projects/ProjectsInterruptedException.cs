namespace Procore.CompanyUsers;

/// <summary>
/// A change of project members ended before its items did: a request failed for good, it was cancelled, or the source of the items failed.
/// </summary>
/// <remarks>
/// Every item is accounted for: one that precedes <see cref="ResumePosition" /> has had its outcome, or is in
/// <see cref="InDoubt" /> or in <see cref="NotApplied" />; those from <see cref="ResumePosition" /> on were never read.
/// All of them may be sent again: a user who is already on a project stays unchanged, and one who isn't on it can't be removed twice.
/// The status, errors, request id, retry time and operation are those of the request that failed, if one did.
/// <see cref="ProcoreException.MayHaveBeenApplied" /> is true if <see cref="InDoubt" /> has items.
/// </remarks>
public sealed class ProjectsInterruptedException : ProcoreException
{
    internal ProjectsInterruptedException(
        IReadOnlyList<PositionedItem<ProjectMember>> inDoubt, IReadOnlyList<PositionedItem<ProjectMember>> notApplied, long resumePosition, Exception cause)
        : base(
            InterruptionMessage.Of("The change of project memberships", inDoubt.Count, notApplied.Count, resumePosition, cause),
            cause,
            mayHaveBeenApplied: inDoubt.Count > 0)
    {
        InDoubt = inDoubt;
        NotApplied = notApplied;
        ResumePosition = resumePosition;
    }

    /// <summary>
    /// Items that were sent and may or may not have been applied, since no answer came that can be read.
    /// </summary>
    public IReadOnlyList<PositionedItem<ProjectMember>> InDoubt { get; }

    /// <summary>
    /// Items that were read and surely not applied: never sent, or refused with the request that held them.
    /// </summary>
    public IReadOnlyList<PositionedItem<ProjectMember>> NotApplied { get; }

    /// <summary>
    /// The position of the first item that was never read.
    /// </summary>
    public long ResumePosition { get; }
}
