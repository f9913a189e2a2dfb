using System.Text.Json.Nodes;

namespace Procore.DirectorySync;

/// <summary>Reads and writes changes of project memberships as JSON.</summary>
internal static class MembershipJson
{
    public static JsonObject Write(PersonReference person, ProjectMembershipChange membership) => new()
    {
        ["kind"] = membership.Kind.ToString(),
        ["person"] = PlanJson.Write(person),
        ["project_id"] = membership.ProjectId,
        ["project"] = membership.Project,
        ["before"] = Write(membership.Before),
        ["after"] = Write(membership.After),
        ["gives_administration"] = membership.GivesAdministration,
    };

    public static DirectoryChange Read(JsonObject change, PersonReference person, ChangeKind kind)
    {
        var membership = new ProjectMembershipChange(
            PlanJson.Number(change, "project_id") ?? throw PlanJson.Missing(change, "project_id"),
            PlanJson.Text(change, "project"),
            ReadAccess(change, "before"),
            ReadAccess(change, "after"),
            PlanJson.Value(change, "gives_administration") is true);
        return membership.Kind == kind && (membership.Before ?? membership.After) is not null
            ? new DirectoryChange(person, membership)
            : throw PlanJson.Wrong(change, "kind");
    }

    private static JsonObject? Write(ProjectAccess? access) => access is null ? null : new JsonObject
    {
        ["permission_template_id"] = access.PermissionTemplateId,
        ["permission_template"] = access.PermissionTemplate,
        ["default_permission_template"] = access.DefaultPermissionTemplate,
        ["roles"] = access.Roles is null ? null : PlanJson.Array(access.Roles.Select(role => new JsonObject { ["id"] = role.Id, ["name"] = role.Name })),
    };

    private static ProjectAccess? ReadAccess(JsonObject change, string name) => change[name] switch
    {
        null when !change.ContainsKey(name) => throw PlanJson.Missing(change, name),
        null => null,
        JsonObject access => new ProjectAccess(
            PlanJson.Number(access, "permission_template_id"),
            PlanJson.Text(access, "permission_template"),
            access.ContainsKey("roles") && access["roles"] is null
                ? null
                : [.. PlanJson.Objects(access, "roles").Select(role => new ProjectRole(PlanJson.Number(role, "id"), PlanJson.Text(role, "name") ?? throw PlanJson.Missing(role, "name")))])
        {
            DefaultPermissionTemplate = PlanJson.Text(access, "default_permission_template"),
        },
        _ => throw PlanJson.Wrong(change, name),
    };
}
