namespace Procore.CompanyUsers.Testing;

/// <summary>A user on a project.</summary>
/// <param name="UserId">The user's id.</param>
/// <param name="ProjectId">The project's id.</param>
/// <param name="PermissionTemplateId">The id of the user's permission template on the project, or null where the user has none there.</param>
/// <param name="ProjectRoleIds">The ids of the user's roles on the project, none twice.</param>
public sealed record FakeMembership(long UserId, long ProjectId, long? PermissionTemplateId, IReadOnlyList<long> ProjectRoleIds);
