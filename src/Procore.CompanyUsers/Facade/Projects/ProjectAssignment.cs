namespace Procore.CompanyUsers;

/// <summary>
/// A user on a project, with a permission template and roles.
/// </summary>
public sealed class ProjectAssignment : ProjectMember
{
    /// <summary>
    /// Creates an assignment of a user to a project.
    /// </summary>
    /// <param name="userId">The user's id in the company; positive.</param>
    /// <param name="projectId">The project's id; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id isn't positive.</exception>
    public ProjectAssignment(long userId, long projectId)
        : base(userId, projectId)
    {
    }

    /// <summary>
    /// The permission template that the user has on the project; positive. Null, the default, lets Procore decide.
    /// </summary>
    public long? PermissionTemplateId { get; set; }

    /// <summary>
    /// The roles that the user has on the project; positive. Empty by default.
    /// </summary>
    public IReadOnlyList<long> ProjectRoleIds { get; set; } = [];
}
