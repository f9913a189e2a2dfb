namespace Procore.CompanyUsers;

/// <summary>
/// A change of project members ended before its items did: a request failed for good, it was cancelled, or the source of the items failed.
/// </summary>
/// <remarks>
/// Every item is accounted for: one that precedes <see cref="ResumePosition" /> has had its outcome, or is in
/// <see cref="InDoubt" /> or in <see cref="NotApplied" />; those from <see cref="ResumePosition" /> on were never read.
/// All of them may be sent again: a user who is on a project already stays as he or she is, and one who isn't can't be removed twice.
/// </remarks>
public sealed class ProjectsInterruptedException : ProcoreException
{
    internal ProjectsInterruptedException(
        IReadOnlyList<PositionedItem<ProjectMember>> inDoubt, IReadOnlyList<PositionedItem<ProjectMember>> notApplied, long resumePosition, Exception cause)
        : base(
            FormattableString.Invariant($"The change of project members was interrupted: {inDoubt.Count} items are in doubt, {notApplied.Count} were read and not applied, those from position {resumePosition} on weren't read. The inner exception says why."),
            cause)
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
