namespace Procore.CompanyUsers.Testing;

/// <summary>Maps requests to operations. Paths come from the document; all scopes and all versions of v1 share a handler, and so do all versions of v2.</summary>
internal static class RouteTable
{
    private static readonly Dictionary<string, Func<AuthorizedRequest, JsonResponse>> Handlers = new(StringComparer.Ordinal)
    {
        ["GetCurrent"] = UserReads.GetCurrent,
        ["Get"] = UserReads.Get,
        ["List"] = UserLists.List,
        ["ListInactive"] = UserLists.ListInactive,
        ["Create"] = UserWrites.Create,
        ["Update"] = UserWrites.Update,
        ["Reactivate"] = UserWrites.Reactivate,
        ["Invite"] = UserWrites.Invite,
        ["Sync"] = UserSync.Sync,
        ["BulkAdd"] = ProjectMemberships.BulkAdd,
        ["BulkRemove"] = ProjectMemberships.BulkRemove,
        ["ListProjects"] = Lookups.ListProjects,
        ["ListProjectAssignments"] = Lookups.ListProjectAssignments,
        ["ListProjectUsers"] = Lookups.ListProjectUsers,
        ["ListProjectPermissionTemplates"] = Lookups.ListProjectPermissionTemplates,
        ["ListPermissionTemplates"] = Lookups.ListPermissionTemplates,
        ["ListVendors"] = Lookups.ListVendors,
        ["ListInactiveVendors"] = Lookups.ListInactiveVendors,
        ["ListTrades"] = Lookups.ListTrades,
        ["ListWorkClassifications"] = Lookups.ListWorkClassifications,
        ["ListRoles"] = Lookups.ListRoles,
        ["V2_BulkAdd"] = ProjectMembershipsV2.BulkAdd,
        ["V2_BulkRemove"] = ProjectMembershipsV2.BulkRemove,
        ["V2_BulkUpdateProjectDetails"] = ProjectMembershipsV2.UpdateDetails,
        ["V2_BulkRemoveProjectDetails"] = ProjectMembershipsV2.RemoveDetails,
        ["V2_GetBulkStatus"] = ProjectMembershipsV2.GetBulkStatus,
    };

    public static Route? Find(HttpMethod method, string path)
    {
        var segments = path.Trim('/').Split('/');
        var operation = PublishedDocument.Operations.Append(PublishedOperation.ListRoles)
            .Where(candidate => candidate.Method == method && Matches(candidate.Segments, segments))
            .OrderBy(candidate => candidate.Segments.Count(IsParameter))
            .FirstOrDefault();
        return operation != null && Handlers.TryGetValue(operation.Name, out var handler) ? new Route(operation, segments, handler) : null;
    }

    private static bool Matches(IReadOnlyList<string> template, string[] segments) =>
        template.Count == segments.Length && template.Zip(segments, (expected, actual) => IsParameter(expected) || expected == actual).All(same => same);

    private static bool IsParameter(string segment) => segment.StartsWith("{", StringComparison.Ordinal);
}
