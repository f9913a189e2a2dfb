namespace Procore.CompanyUsers;

/// <summary>
/// A user on a project.
/// </summary>
public class ProjectMember
{
    /// <summary>
    /// Creates a pair of a user and a project.
    /// </summary>
    /// <param name="userId">The user's id in the company; positive.</param>
    /// <param name="projectId">The project's id; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id isn't positive.</exception>
    public ProjectMember(long userId, long projectId)
    {
        if (userId <= 0)
            throw new ArgumentOutOfRangeException(nameof(userId), userId, "A user's id is positive. Use CompanyUser.Id.");
        if (projectId <= 0)
            throw new ArgumentOutOfRangeException(nameof(projectId), projectId, "A project's id is positive. Use Procore's id.");
        UserId = userId;
        ProjectId = projectId;
    }

    /// <summary>
    /// The user's id.
    /// </summary>
    public long UserId { get; }

    /// <summary>
    /// The project's id.
    /// </summary>
    public long ProjectId { get; }

    /// <summary>
    /// Returns the ids.
    /// </summary>
    /// <returns>Such as <c>user 42, project 7</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"user {UserId}, project {ProjectId}");
}
