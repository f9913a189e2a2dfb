using System.Globalization;
using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers;

/// <summary>
/// Which of the raw operations serves which purpose: when Procore publishes a newer version of one, its line is what moves.
/// </summary>
internal sealed class Routes(Func<HttpClient> connect)
{
    private CompanyUsersV10Client V10 => new(connect());

    private CompanyUsersV13Client V13 => new(connect());

    private CompanyUsersV20Client V20 => new(connect());

    public Task<ProcoreResponse<CompanyUser>> GetCurrent(long companyId, CancellationToken cancellationToken) =>
        V13.GetCurrentAsync(companyId, cancellationToken);

    public Task<ProcoreResponse<CompanyUser>> Get(long companyId, long id, CancellationToken cancellationToken) =>
        V13.GetAsync(companyId, id, cancellationToken);

    public Task<ProcoreResponse<IReadOnlyList<CompanyUser>>> ListActive(long companyId, ListRequest list, CancellationToken cancellationToken) =>
        V13.ListAsync(
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

    public Task<ProcoreResponse<IReadOnlyList<CompanyUser>>> ListAny(long companyId, ListRequest list, CancellationToken cancellationToken) =>
        V13.ListUnscopedAsync(
            companyId,
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

    public Task<ProcoreResponse<IReadOnlyList<CompanyUser>>> ListInactive(long companyId, ListRequest list, CancellationToken cancellationToken) =>
        V10.ListInactiveAsync(companyId, page: list.Page, perPage: list.PageSize, sort: list.Sort, cancellationToken: cancellationToken);

    public Task<ProcoreResponse<CompanyUser>> Create(long companyId, NewCompanyUser user, CompanyUserWriteOptions? options, CancellationToken cancellationToken) =>
        V13.CreateAsync(companyId, new NewCompanyUserBody { User = user, Avatar = options?.Avatar }, options?.RunConfigurableValidations, cancellationToken);

    public Task<ProcoreResponse<CompanyUser>> Update(long companyId, long id, CompanyUserChanges changes, CompanyUserWriteOptions? options, CancellationToken cancellationToken) =>
        V13.UpdateAsync(companyId, id, new CompanyUserChangesBody { User = changes, Avatar = options?.Avatar }, options?.RunConfigurableValidations, cancellationToken);

    public Task<ProcoreResponse<CompanyUser>> Reactivate(long companyId, long id, CancellationToken cancellationToken) =>
        V10.ReactivateAsync(companyId, id, cancellationToken);

    public Task Invite(long companyId, long id, CancellationToken cancellationToken) =>
        V13.InviteAsync(companyId, id, cancellationToken);

    public Task<ProcoreResponse<CompanyUserSyncResult>> Sync(long companyId, IReadOnlyList<CompanyUserSyncItem> items, CancellationToken cancellationToken) =>
        V13.SyncAsync(companyId, new CompanyUserSyncBody { Updates = items }, cancellationToken);

    public ProjectRequest AddToProjects(long companyId) => new(1000, async (members, cancellationToken) =>
        ProjectReply.Of(await V13.BulkAddAsync(companyId, ProjectBodies.Add(members), cancellationToken).ConfigureAwait(false)));

    public ProjectRequest RemoveFromProjects(long companyId) => new(1000, async (members, cancellationToken) =>
        ProjectReply.Of(await V13.BulkRemoveAsync(companyId, ProjectBodies.Remove(members), cancellationToken).ConfigureAwait(false)));

    /// <summary>Beyond its limit Procore makes a batch of the request: see <see cref="BulkJob" />.</summary>
    public ProjectRequest AddToProjectsWithRoles(long companyId) => new(50, async (members, cancellationToken) =>
        ProjectReply.Of(await V20.BulkAddAsync(Text(companyId), ProjectBodies.AddV20(members), cancellationToken).ConfigureAwait(false)));

    /// <inheritdoc cref="AddToProjectsWithRoles" />
    public ProjectRequest RemoveFromProjectsInBatch(long companyId) => new(50, async (members, cancellationToken) =>
        ProjectReply.Of(await V20.BulkRemoveAsync(Text(companyId), ProjectBodies.RemoveV20(members), cancellationToken).ConfigureAwait(false)));

    public ProjectRequest UpdateProjectDetails(long companyId) => new(1000, async (members, cancellationToken) =>
        ProjectReply.Of(await V20.BulkUpdateProjectDetailsAsync(Text(companyId), ProjectBodies.AddV20(members), cancellationToken).ConfigureAwait(false)));

    public ProjectRequest RemoveProjectDetails(long companyId) => new(1000, async (members, cancellationToken) =>
        ProjectReply.Of(await V20.BulkRemoveProjectDetailsAsync(Text(companyId), ProjectBodies.AddV20(members), cancellationToken).ConfigureAwait(false)));

    public Task<ProcoreResponse<BulkStatus>> GetBulkStatus(long companyId, string jobId, CancellationToken cancellationToken) =>
        V20.GetBulkStatusAsync(Text(companyId), jobId, cancellationToken);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
