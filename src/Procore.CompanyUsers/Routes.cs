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

    public Task<ProcoreResponse<CompanyUser>> Create(long companyId, NewCompanyUser user, bool? runConfigurableValidations, CancellationToken cancellationToken) =>
        V13.CreateAsync(companyId, new NewCompanyUserBody { User = user }, runConfigurableValidations, cancellationToken);

    public Task<ProcoreResponse<CompanyUser>> Update(long companyId, long id, CompanyUserChanges changes, bool? runConfigurableValidations, CancellationToken cancellationToken) =>
        V13.UpdateAsync(companyId, id, new CompanyUserChangesBody { User = changes }, runConfigurableValidations, cancellationToken);

    public Task<ProcoreResponse<CompanyUser>> Reactivate(long companyId, long id, CancellationToken cancellationToken) =>
        V10.ReactivateAsync(companyId, id, cancellationToken);

    public Task Invite(long companyId, long id, CancellationToken cancellationToken) =>
        V13.InviteAsync(companyId, id, cancellationToken);
}
