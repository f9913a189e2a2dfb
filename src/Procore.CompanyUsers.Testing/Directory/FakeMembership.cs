namespace Procore.CompanyUsers.Testing;

/// <summary>A user on a project.</summary>
/// <param name="UserId">The user's id.</param>
/// <param name="ProjectId">The project's id.</param>
/// <param name="PermissionTemplateId">The id of the user's permission template on the project, or null if the user has none there.</param>
/// <param name="ProjectRoleIds">The ids of the user's roles on the project, without duplicates.</param>
public sealed record FakeMembership(long UserId, long ProjectId, long? PermissionTemplateId, IReadOnlyList<long> ProjectRoleIds)
{
    /// <summary>Compares user, project, permission template and the ids of the roles.</summary>
    /// <param name="other">The other membership.</param>
    /// <returns>Whether all of them are equal.</returns>
    public bool Equals(FakeMembership? other) =>
        other != null && UserId == other.UserId && ProjectId == other.ProjectId && PermissionTemplateId == other.PermissionTemplateId
        && ProjectRoleIds.SequenceEqual(other.ProjectRoleIds);

    /// <summary>Returns a hash code consistent with <see cref="Equals(FakeMembership)"/>.</summary>
    /// <returns>The hash code.</returns>
    public override int GetHashCode() => (UserId, ProjectId, PermissionTemplateId, ProjectRoleIds.Count).GetHashCode();
}
