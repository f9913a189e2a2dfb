using System.Globalization;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>The bodies of both versions: v1.3 has numbers as ids, v2.0 strings. Properties that aren't set aren't sent.</summary>
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

    public static BulkAddBodyV20 AddV20(IEnumerable<ProjectMember> members) => new()
    {
        Users = [.. members.Select(member =>
        {
            var item = new BulkAddItemV20 { UserId = Text(member.UserId), ProjectId = Text(member.ProjectId) };
            if (member is not ProjectAssignment assignment)
                return item;
            if (assignment.PermissionTemplateId is { } template)
                item.PermissionTemplateId = Text(template);
            if (assignment.ProjectRoleIds.Count > 0)
                item.ProjectRoleIds = [.. assignment.ProjectRoleIds.Select(Text)];
            return item;
        })],
    };

    public static BulkRemoveBodyV20 RemoveV20(IEnumerable<ProjectMember> members) => new()
    {
        Users = [.. members.Select(member => new BulkRemoveItemV20 { UserId = Text(member.UserId), ProjectId = Text(member.ProjectId) })],
    };

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
