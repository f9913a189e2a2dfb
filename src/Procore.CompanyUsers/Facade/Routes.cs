using System.Globalization;
using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers;

/// <summary>
/// Maps each purpose to a raw operation and names the methods that use it. When Procore publishes a newer version of an operation, only its
/// line changes.
/// </summary>
internal sealed class Routes(Func<HttpClient> connect)
{
    /// <summary>For <see cref="ICompanyUsers.GetCurrentAsync" />.</summary>
    public Task<ProcoreResponse<CompanyUser>> GetCurrent(long companyId, CancellationToken cancellationToken) =>
        new CompanyUsersV13Client(connect()).GetCurrentAsync(companyId, cancellationToken: cancellationToken);

    /// <summary>For <see cref="ICompanyUsers.GetAsync" />.</summary>
    public Task<ProcoreResponse<CompanyUser>> Get(long companyId, long id, CancellationToken cancellationToken) =>
        new CompanyUsersV13Client(connect()).GetAsync(companyId, id, cancellationToken: cancellationToken);

    /// <summary>For <see cref="ICompanyUsers.ListAsync" />, <see cref="ICompanyUsers.ListPagesAsync" /> and <see cref="ICompanyUsers.ListIdsAsync" />.</summary>
    public Task<ProcoreResponse<IReadOnlyList<CompanyUser>>> ListActive(long companyId, ListRequest list, CancellationToken cancellationToken) =>
        new CompanyUsersV13Client(connect()).ListAsync(
            companyId,
            view: list.View,
            page: list.Page,
            perPage: list.PageSize,
            createdAt: list.CreatedAt,
            updatedAt: list.UpdatedAt,
            vendorIds: list.VendorIds,
            originId: list.OriginId,
            tradeIds: list.TradeIds,
            search: list.Search,
            sort: list.Sort,
            cancellationToken: cancellationToken);

    /// <summary>For <see cref="ICompanyUsers.ListAsync" />, <see cref="ICompanyUsers.ListPagesAsync" /> and <see cref="ICompanyUsers.ListIdsAsync" />.</summary>
    public Task<ProcoreResponse<IReadOnlyList<CompanyUser>>> ListAny(long companyId, ListRequest list, CancellationToken cancellationToken) =>
        new CompanyUsersV13Client(connect()).ListUnscopedAsync(
            companyId,
            page: list.Page,
            perPage: list.PageSize,
            active: list.Active,
            createdAt: list.CreatedAt,
            updatedAt: list.UpdatedAt,
            vendorIds: list.VendorIds,
            originId: list.OriginId,
            tradeIds: list.TradeIds,
            search: list.Search,
            sort: list.Sort,
            cancellationToken: cancellationToken);

    /// <summary>For <see cref="ICompanyUsers.ListAsync" />, <see cref="ICompanyUsers.ListPagesAsync" /> and <see cref="ICompanyUsers.ListIdsAsync" />.</summary>
    public Task<ProcoreResponse<IReadOnlyList<CompanyUser>>> ListInactive(long companyId, ListRequest list, CancellationToken cancellationToken) =>
        new CompanyUsersV10Client(connect()).ListInactiveAsync(companyId, page: list.Page, perPage: list.PageSize, sort: list.Sort, cancellationToken: cancellationToken);

    /// <summary>For <see cref="ICompanyUsers.CreateAsync" />.</summary>
    public Task<ProcoreResponse<CompanyUser>> Create(long companyId, NewCompanyUser user, CompanyUserWriteOptions? options, CancellationToken cancellationToken) =>
        new CompanyUsersV13Client(connect()).CreateAsync(companyId, new NewCompanyUserBody { User = user, Avatar = options?.Avatar }, options?.RunConfigurableValidations, cancellationToken: cancellationToken);

    /// <summary>For <see cref="ICompanyUsers.UpdateAsync" />, <see cref="ICompanyUsers.DeactivateAsync" /> and the pictures of <see cref="ICompanyUsers.SyncStreamingAsync" />.</summary>
    public Task<ProcoreResponse<CompanyUser>> Update(long companyId, long id, CompanyUserChanges changes, CompanyUserWriteOptions? options, CancellationToken cancellationToken) =>
        new CompanyUsersV13Client(connect()).UpdateAsync(companyId, id, new CompanyUserChangesBody { User = changes, Avatar = options?.Avatar }, options?.RunConfigurableValidations, cancellationToken: cancellationToken);

    /// <summary>For <see cref="ICompanyUsers.ReactivateAsync" />.</summary>
    public Task<ProcoreResponse<CompanyUser>> Reactivate(long companyId, long id, CancellationToken cancellationToken) =>
        new CompanyUsersV10Client(connect()).ReactivateAsync(companyId, id, cancellationToken: cancellationToken);

    /// <summary>For <see cref="ICompanyUsers.InviteAsync" />.</summary>
    public Task<ProcoreResponse<object>> Invite(long companyId, long id, CancellationToken cancellationToken) =>
        new CompanyUsersV13Client(connect()).InviteAsync(companyId, id, cancellationToken: cancellationToken);

    /// <summary>For <see cref="ICompanyUsers.SyncStreamingAsync" />.</summary>
    public Task<ProcoreResponse<CompanyUserSyncResult>> Sync(long companyId, IReadOnlyList<CompanyUserSyncItem> items, CancellationToken cancellationToken) =>
        new CompanyUsersV13Client(connect()).SyncAsync(companyId, new CompanyUserSyncBody { Updates = items }, cancellationToken: cancellationToken);

    /// <summary>For <see cref="ICompanyUsers.AddToProjectsStreamingAsync" />.</summary>
    public ProjectRequest AddToProjects(long companyId) => new(1000, async (members, cancellationToken) =>
        ProjectReply.Of(await new CompanyUsersV13Client(connect()).BulkAddAsync(companyId, ProjectBodies.Add(members), cancellationToken: cancellationToken).ConfigureAwait(false)));

    /// <summary>For <see cref="ICompanyUsers.RemoveFromProjectsStreamingAsync" />.</summary>
    public ProjectRequest RemoveFromProjects(long companyId) => new(1000, async (members, cancellationToken) =>
        ProjectReply.Of(await new CompanyUsersV13Client(connect()).BulkRemoveAsync(companyId, ProjectBodies.Remove(members), cancellationToken: cancellationToken).ConfigureAwait(false)), isRemoval: true);

    /// <summary>For <see cref="ICompanyUsers.AddToProjectsStreamingAsync" /> and <see cref="ICompanyUsers.StartAddToProjectsAsync" />.</summary>
    /// <remarks>Procore turns a larger request into a batch: see <see cref="BulkJob" />.</remarks>
    public ProjectRequest AddToProjectsWithRoles(long companyId) => new(50, async (members, cancellationToken) =>
        ProjectReply.Of(await new CompanyUsersV20Client(connect()).BulkAddAsync(Text(companyId), ProjectBodies.AddV2(members), cancellationToken: cancellationToken).ConfigureAwait(false)));

    /// <summary>For <see cref="ICompanyUsers.StartRemoveFromProjectsAsync" />.</summary>
    /// <remarks>Procore turns a larger request into a batch: see <see cref="BulkJob" />.</remarks>
    public ProjectRequest RemoveFromProjectsInBatch(long companyId) => new(50, async (members, cancellationToken) =>
        ProjectReply.Of(await new CompanyUsersV20Client(connect()).BulkRemoveAsync(Text(companyId), ProjectBodies.RemoveV2(members), cancellationToken: cancellationToken).ConfigureAwait(false)), isRemoval: true);

    /// <summary>For <see cref="ICompanyUsers.UpdateTemplateAndRolesStreamingAsync" />.</summary>
    public ProjectRequest UpdateTemplateAndRoles(long companyId) => new(1000, async (members, cancellationToken) =>
        ProjectReply.Of(await new CompanyUsersV20Client(connect()).BulkUpdateProjectDetailsAsync(Text(companyId), ProjectBodies.AddV2(members), cancellationToken: cancellationToken).ConfigureAwait(false)));

    /// <summary>For <see cref="ICompanyUsers.RemoveTemplateAndRolesStreamingAsync" />.</summary>
    public ProjectRequest RemoveTemplateAndRoles(long companyId) => new(1000, async (members, cancellationToken) =>
        ProjectReply.Of(await new CompanyUsersV20Client(connect()).BulkRemoveProjectDetailsAsync(Text(companyId), ProjectBodies.AddV2(members), cancellationToken: cancellationToken).ConfigureAwait(false)));

    /// <summary>For <see cref="ICompanyUsers.GetBulkJob" />.</summary>
    public Task<ProcoreResponse<BulkStatus>> GetBulkStatus(long companyId, string jobId, CancellationToken cancellationToken) =>
        new CompanyUsersV20Client(connect()).GetBulkStatusAsync(Text(companyId), jobId, cancellationToken: cancellationToken);

    /// <summary>For <see cref="IProjects.ListAsync" />.</summary>
    public Task<ProcoreResponse<IReadOnlyList<Project>>> ListProjects(
        long companyId, int page, int pageSize, string status, string? originId, string? number, string? updatedAt, CancellationToken cancellationToken) =>
        new CompanyUsersV11Client(connect()).ListProjectsAsync(
            companyId, page: page, perPage: pageSize, byStatus: status, originId: originId, projectNumber: number, updatedAt: updatedAt, cancellationToken: cancellationToken);

    /// <summary>For <see cref="ICompanyUsers.ListProjectsAsync" />.</summary>
    public Task<ProcoreResponse<IReadOnlyList<UserProject>>> ListProjectAssignments(long companyId, long userId, int page, int pageSize, CancellationToken cancellationToken) =>
        new CompanyUsersV10Client(connect()).ListProjectAssignmentsAsync(
            companyId, userId, page: page, perPage: pageSize, byStatus: "All", assignmentStatus: "assigned", cancellationToken: cancellationToken);

    /// <summary>For <see cref="IProjects.ListUsersAsync" />.</summary>
    public Task<ProcoreResponse<IReadOnlyList<CompanyUser>>> ListProjectUsers(long companyId, long projectId, int page, int pageSize, CancellationToken cancellationToken) =>
        new CompanyUsersV10Client(connect()).ListProjectUsersAsync(projectId, companyId, page: page, perPage: pageSize, cancellationToken: cancellationToken);

    /// <summary>For <see cref="IProjects.ListPermissionTemplatesAsync" />.</summary>
    public Task<ProcoreResponse<IReadOnlyList<PermissionTemplate>>> ListProjectPermissionTemplates(long companyId, long projectId, CancellationToken cancellationToken) =>
        new CompanyUsersV10Client(connect()).ListProjectPermissionTemplatesAsync(projectId, companyId, assignablesOnly: true, cancellationToken: cancellationToken);

    /// <summary>For <see cref="IPermissionTemplates.ListAsync" />.</summary>
    public Task<ProcoreResponse<IReadOnlyList<PermissionTemplate>>> ListPermissionTemplates(long companyId, string type, CancellationToken cancellationToken) =>
        new CompanyUsersV10Client(connect()).ListPermissionTemplatesAsync(companyId, type: type, cancellationToken: cancellationToken);

    /// <summary>For <see cref="IVendors.ListAsync" />.</summary>
    public Task<ProcoreResponse<IReadOnlyList<Vendor>>> ListVendors(long companyId, int page, int pageSize, string? originId, string? search, CancellationToken cancellationToken) =>
        new CompanyUsersV10Client(connect()).ListVendorsAsync(companyId, page: page, perPage: pageSize, originId: originId, search: search, cancellationToken: cancellationToken);

    /// <summary>For <see cref="IVendors.ListAsync" />.</summary>
    public Task<ProcoreResponse<IReadOnlyList<Vendor>>> ListInactiveVendors(long companyId, int page, int pageSize, CancellationToken cancellationToken) =>
        new CompanyUsersV10Client(connect()).ListInactiveVendorsAsync(companyId, page: page, perPage: pageSize, cancellationToken: cancellationToken);

    /// <summary>For <see cref="ITrades.ListAsync" />.</summary>
    public Task<ProcoreResponse<IReadOnlyList<Trade>>> ListTrades(long companyId, int page, int pageSize, CancellationToken cancellationToken) =>
        new CompanyUsersV10Client(connect()).ListTradesAsync(companyId, page: page, perPage: pageSize, cancellationToken: cancellationToken);

    /// <summary>For <see cref="IWorkClassifications.ListAsync" />.</summary>
    public Task<ProcoreResponse<IReadOnlyList<WorkClassification>>> ListWorkClassifications(long companyId, int page, int pageSize, CancellationToken cancellationToken) =>
        new CompanyUsersV10Client(connect()).ListWorkClassificationsAsync(companyId, page: page, perPage: pageSize, cancellationToken: cancellationToken);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
