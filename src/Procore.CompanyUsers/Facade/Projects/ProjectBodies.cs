using System.Globalization;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>The bodies of both versions: v1 has numbers as ids, v2 strings. Properties that aren't set aren't sent.</summary>
internal static class ProjectBodies
{
    public static BulkAddBody Add(IEnumerable<ProjectMember> members) => new()
    {
        Users = [.. members.Select(member =>
        {
            var item = new BulkAddItem { UserId = member.UserId, ProjectId = member.ProjectId };
            if (member is ProjectAssignment { PermissionTemplateId: { } template })
                item.PermissionTemplateId = template;
            return item;
        })],
    };

    public static BulkRemoveBody Remove(IEnumerable<ProjectMember> members) => new()
    {
        Users = [.. members.Select(member => new BulkRemoveItem { UserId = member.UserId, ProjectId = member.ProjectId })],
    };

    public static BulkAddBodyV2 AddV2(IEnumerable<ProjectMember> members) => new()
    {
        Users = [.. members.Select(member =>
        {
            var item = new BulkAddItemV2 { UserId = Text(member.UserId), ProjectId = Text(member.ProjectId) };
            if (member is not ProjectAssignment assignment)
                return item;
            if (assignment.PermissionTemplateId is { } template)
                item.PermissionTemplateId = Text(template);
            if (assignment.ClearPermissionTemplate)
                item.PermissionTemplateId = null;
            if (assignment.ProjectRoleIds.Count > 0)
                item.ProjectRoleIds = [.. assignment.ProjectRoleIds.Select(Text)];
            return item;
        })],
    };

    public static BulkRemoveBodyV2 RemoveV2(IEnumerable<ProjectMember> members) => new()
    {
        Users = [.. members.Select(member => new BulkRemoveItemV2 { UserId = Text(member.UserId), ProjectId = Text(member.ProjectId) })],
    };

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
