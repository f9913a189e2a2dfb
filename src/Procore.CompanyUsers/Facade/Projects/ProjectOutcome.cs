namespace Procore.CompanyUsers;

/// <summary>
/// The outcome of a change for one user on one project.
/// </summary>
public sealed class ProjectOutcome
{
    internal ProjectOutcome(long position, ProjectMember member, ProjectChangeStatus status, IReadOnlyList<ProcoreErrorMessage> errors)
    {
        Position = position;
        Member = member;
        Status = status;
        Errors = errors;
    }

    /// <summary>
    /// The item's position among the items given, from 0.
    /// </summary>
    public long Position { get; }

    /// <summary>
    /// The user and the project.
    /// </summary>
    public ProjectMember Member { get; }

    /// <summary>
    /// The status of the item.
    /// </summary>
    public ProjectChangeStatus Status { get; }

    /// <summary>
    /// The reasons why the item failed, in Procore's words if Procore refused it. Empty if it was applied or accepted.
    /// </summary>
    public IReadOnlyList<ProcoreErrorMessage> Errors { get; }

    /// <summary>
    /// Returns the position, the status and the ids.
    /// </summary>
    /// <returns>Such as <c>Item 0: Applied (user 42, project 7)</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"Item {Position}: {Status} ({Member})");
}
