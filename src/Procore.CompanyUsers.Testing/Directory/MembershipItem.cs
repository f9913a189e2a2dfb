namespace Procore.CompanyUsers.Testing;

/// <summary>One item of a bulk request: a user, a project and what it's about there. What wasn't sent is null.</summary>
internal sealed record MembershipItem(long UserId, long ProjectId, long? PermissionTemplateId, IReadOnlyList<long>? ProjectRoleIds);
