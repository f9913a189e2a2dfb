namespace Procore.DirectorySync;

/// <summary>
/// A user that should be on a project.
/// </summary>
public sealed class StaffingAssignment
{
    /// <summary>
    /// Creates an assignment.
    /// </summary>
    /// <param name="userId">Procore's id of the user; positive.</param>
    /// <param name="projectId">Procore's id of the project; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id isn't positive.</exception>
    public StaffingAssignment(long userId, long projectId)
    {
        UserId = userId > 0 ? userId : throw new ArgumentOutOfRangeException(nameof(userId), userId, "A user's id is positive. Use CompanyUser.Id.");
        ProjectId = projectId > 0 ? projectId : throw new ArgumentOutOfRangeException(nameof(projectId), projectId, "A project's id is positive. Use Project.Id.");
    }

    /// <summary>
    /// Procore's id of the user.
    /// </summary>
    public long UserId { get; }

    /// <summary>
    /// Procore's id of the project.
    /// </summary>
    public long ProjectId { get; }

    /// <summary>
    /// Procore's id of the permission template on the project. Null, the default, keeps the template that the user has there;
    /// a user that is added gets the default template.
    /// </summary>
    public long? PermissionTemplateId { get; set; }

    /// <summary>
    /// Procore's ids of all roles on the project; empty for none. Null, the default, keeps the roles that the user has there.
    /// </summary>
    public IReadOnlyCollection<long>? ProjectRoleIds { get; set; }
}
