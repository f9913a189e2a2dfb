namespace Procore.CompanyUsers.Testing;

/// <summary>An item of a bulk request. What wasn't sent is null.</summary>
internal sealed record MembershipItem(long UserId, long ProjectId, long? PermissionTemplateId, IReadOnlyList<long>? ProjectRoleIds)
{
    /// <summary>Whether null was sent for the permission template.</summary>
    public bool ClearsPermissionTemplate { get; init; }
}
