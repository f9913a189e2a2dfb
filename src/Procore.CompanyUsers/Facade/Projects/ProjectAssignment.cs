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
    /// The permission template that the user has on the project; positive. Null, the default, sends none: Procore decides for a user who is
    /// added, and an update keeps the template. <see cref="ClearPermissionTemplate" /> removes it.
    /// </summary>
    public long? PermissionTemplateId { get; set; }

    /// <summary>
    /// Whether an update of template and roles takes the permission template away, whichever it is, by sending null. False by default. Only for
    /// <c>UpdateTemplateAndRolesAsync</c>, without <see cref="PermissionTemplateId" />; other methods throw or return <see cref="ProjectChangeStatus.NotSent" />.
    /// Procore doesn't document the null; check <see cref="ProjectOutcome" /> or list the users of the project.
    /// </summary>
    public bool ClearPermissionTemplate { get; set; }

    /// <summary>
    /// The roles that the user has on the project; positive. Empty by default.
    /// </summary>
    public IReadOnlyList<long> ProjectRoleIds { get; set; } = [];
}
