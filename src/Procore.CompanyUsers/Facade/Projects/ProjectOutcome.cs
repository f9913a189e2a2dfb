namespace Procore.CompanyUsers;

/// <summary>
/// What became of one user on one project.
/// </summary>
public sealed class ProjectOutcome
{
    internal ProjectOutcome(long position, ProjectMember member, ProjectStatus status, IReadOnlyList<ProcoreErrorMessage> errors)
    {
        Position = position;
        Member = member;
        Status = status;
        Errors = errors;
    }

    /// <summary>
    /// The item's place among those given, from 0.
    /// </summary>
    public long Position { get; }

    /// <summary>
    /// The user and the project.
    /// </summary>
    public ProjectMember Member { get; }

    /// <summary>
    /// What became of it.
    /// </summary>
    public ProjectStatus Status { get; }

    /// <summary>
    /// Why it failed: in Procore's words where it was refused. Empty where it was done or accepted.
    /// </summary>
    public IReadOnlyList<ProcoreErrorMessage> Errors { get; }

    /// <summary>
    /// Gives the position, the status and the ids.
    /// </summary>
    /// <returns>Such as <c>Item 0: Done (user 42, project 7)</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"Item {Position}: {Status} ({Member})");
}
