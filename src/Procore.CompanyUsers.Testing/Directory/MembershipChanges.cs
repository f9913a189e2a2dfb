namespace Procore.CompanyUsers.Testing;

/// <summary>The changes that bulk requests make to a membership.</summary>
internal static class MembershipChanges
{
    private const string NotOnProject = "The user is not on the project.";

    /// <summary>A user who is already on the project keeps the permission template and gains the roles.</summary>
    public static string? Add(FakeUser user, MembershipItem item, ref FakeMembership? membership)
    {
        membership ??= new FakeMembership(user.Id, item.ProjectId, item.PermissionTemplateId ?? user.DefaultPermissionTemplateId, []);
        membership = membership with { ProjectRoleIds = [.. membership.ProjectRoleIds.Union(item.ProjectRoleIds ?? [])] };
        return null;
    }

    public static string? Remove(FakeUser user, MembershipItem item, ref FakeMembership? membership)
    {
        if (membership == null)
            return NotOnProject;
        membership = null;
        return null;
    }

    /// <summary>Roles that are given replace all existing ones, and null as the template takes it away.</summary>
    public static string? UpdateDetails(FakeUser user, MembershipItem item, ref FakeMembership? membership)
    {
        if (membership == null)
            return NotOnProject;
        membership = membership with
        {
            PermissionTemplateId = item.ClearsPermissionTemplate ? null : item.PermissionTemplateId ?? membership.PermissionTemplateId,
            ProjectRoleIds = [.. (item.ProjectRoleIds ?? membership.ProjectRoleIds).Distinct()],
        };
        return null;
    }

    public static string? RemoveDetails(FakeUser user, MembershipItem item, ref FakeMembership? membership)
    {
        if (membership == null)
            return NotOnProject;
        if (item.PermissionTemplateId is { } template && template != membership.PermissionTemplateId)
            return "The user does not have the permission template on the project.";
        var roles = item.ProjectRoleIds ?? [];
        if (roles.Except(membership.ProjectRoleIds).Any())
            return "The user does not have the project role on the project.";
        membership = membership with
        {
            PermissionTemplateId = item.PermissionTemplateId == null ? membership.PermissionTemplateId : null,
            ProjectRoleIds = [.. membership.ProjectRoleIds.Except(roles)],
        };
        return null;
    }
}
