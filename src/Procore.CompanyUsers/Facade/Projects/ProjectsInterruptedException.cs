namespace Procore.CompanyUsers;

/// <summary>
/// A change of project memberships ended before all items were sent: a request failed, the change was canceled, or the source of the items failed.
/// </summary>
/// <remarks>
/// Every item is accounted for. An item before <see cref="ResumePosition" /> has an outcome, or is in <see cref="InDoubt" /> or
/// <see cref="NotApplied" />. Items from <see cref="ResumePosition" /> on were never read.
/// All of them can be sent again: adding a user that is already on the project, or removing one that isn't, changes nothing.
/// The status, errors, request id, retry time and operation are those of the request that failed, if one did.
/// <see cref="ProcoreException.MayHaveBeenApplied" /> is true if <see cref="InDoubt" /> has items, or if an earlier request of the run was
/// answered: repeating the whole run would repeat its changes.
/// </remarks>
public sealed class ProjectsInterruptedException : ProcoreException
{
    internal ProjectsInterruptedException(
        IReadOnlyList<PositionedItem<ProjectMember>> inDoubt, IReadOnlyList<PositionedItem<ProjectMember>> notApplied, long resumePosition, Exception cause, bool wasAnswered)
        : base(
            InterruptionMessage.Of("The change of project memberships", inDoubt.Count, notApplied.Count, resumePosition, cause),
            cause,
            mayHaveBeenApplied: inDoubt.Count > 0 || wasAnswered)
    {
        InDoubt = inDoubt;
        NotApplied = notApplied;
        ResumePosition = resumePosition;
    }

    private ProjectsInterruptedException(ProjectsInterruptedException interrupted, IReadOnlyList<ProjectOutcome> outcomes)
        : base(interrupted.Message, interrupted.InnerException, interrupted.MayHaveBeenApplied)
    {
        InDoubt = interrupted.InDoubt;
        NotApplied = interrupted.NotApplied;
        ResumePosition = interrupted.ResumePosition;
        Outcomes = outcomes;
    }

    /// <summary>
    /// The outcomes so far, from <c>AddToProjectsAsync</c> and the like; empty for the streaming methods, which returned them one by one.
    /// </summary>
    public IReadOnlyList<ProjectOutcome> Outcomes { get; } = [];

    /// <summary>
    /// Items that were sent and may have been applied: no readable response arrived.
    /// </summary>
    public IReadOnlyList<PositionedItem<ProjectMember>> InDoubt { get; }

    /// <summary>
    /// Items that were read and definitely not applied: never sent, or refused together with their request.
    /// </summary>
    public IReadOnlyList<PositionedItem<ProjectMember>> NotApplied { get; }

    /// <summary>
    /// The position of the first item that was never read.
    /// </summary>
    public long ResumePosition { get; }

    internal ProjectsInterruptedException With(IReadOnlyList<ProjectOutcome> outcomes) => new(this, outcomes);
}
