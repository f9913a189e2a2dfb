namespace Procore.CompanyUsers.Cli.Projects;

/// <summary>A row of a file of project assignments.</summary>
/// <param name="UserId">The user.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="PermissionTemplateId">The template; null if the cell is blank.</param>
/// <param name="RoleIds">The roles, empty for <c>none</c>; null if the cell is blank.</param>
internal sealed record ProjectRow(long UserId, long ProjectId, long? PermissionTemplateId, IReadOnlyList<long>? RoleIds)
{
    public ProjectAssignment ToAssignment() => new(UserId, ProjectId) { PermissionTemplateId = PermissionTemplateId, ProjectRoleIds = RoleIds ?? [] };
}
