namespace Procore.CompanyUsers;

/// <summary>
/// A user on a project, with what the user may and does there.
/// </summary>
public sealed class ProjectAssignment : ProjectMember
{
    /// <summary>
    /// A user on a project.
    /// </summary>
    /// <param name="userId">The user's id in the company; positive.</param>
    /// <param name="projectId">The project's id; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id isn't positive.</exception>
    public ProjectAssignment(long userId, long projectId)
        : base(userId, projectId)
    {
    }

    /// <summary>
    /// The permission template that the user has on the project; positive. Null, the default, leaves it to Procore.
    /// </summary>
    public long? PermissionTemplateId { get; set; }

    /// <summary>
    /// The roles that the user has on the project; positive. Empty by default.
    /// </summary>
    public IReadOnlyList<long> ProjectRoleIds { get; set; } = [];
}
