using Procore.CompanyUsers.Models;
using Procore.Generated;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>How to answer a query: with which route and parameters, and what to filter here.</summary>
internal sealed class Listing : IPagedListing<CompanyUser>
{
    private const int LargestPage = 2000;

    private static readonly CompanyUserSort[] AnySorts =
        [CompanyUserSort.Name, CompanyUserSort.VendorName, CompanyUserSort.PermissionTemplate, CompanyUserSort.FullName];

    private static readonly CompanyUserSort[] ActiveSorts =
        [.. AnySorts, CompanyUserSort.Projects, CompanyUserSort.Email, CompanyUserSort.JobTitle];

    private static readonly CompanyUserSort[] InactiveSorts = [CompanyUserSort.Name];

    private readonly Routes _routes;
    private readonly long _companyId;
    private readonly CompanyUserStatus _status;
    private readonly ListRequest _request;

    private Listing(Routes routes, long companyId, CompanyUserStatus status, ListRequest request, Predicate<CompanyUser>? filter)
    {
        _routes = routes;
        _companyId = companyId;
        _status = status;
        _request = request;
        Filter = filter;
    }

    public string Noun => "user";

    public string IdName => "id";

    public Predicate<CompanyUser>? Filter { get; }

    public int PageSize => _request.PageSize;

    /// <summary>The page to begin with.</summary>
    public int StartPage => _request.Page;

    public bool TryHalvePages()
    {
        if (_request.PageSize <= ProcoreClientBase.SmallestPage)
            return false;
        _request.PageSize = Math.Max(ProcoreClientBase.SmallestPage, _request.PageSize / 2);
        return true;
    }

    public long IdOf(CompanyUser item) => item.Id;

    public async Task<ProcoreResponse<IReadOnlyList<CompanyUser>>> FetchAsync(int page, CancellationToken cancellationToken)
    {
        var request = _request.At(page);
        if (request.Active is false && page == StartPage && await InactiveAsync(request, cancellationToken).ConfigureAwait(false) is { } inactive)
            return inactive;
        request.Active = _request.Active;
        return await (_status switch
        {
            CompanyUserStatus.Active => _routes.ListActive(_companyId, request, cancellationToken),
            CompanyUserStatus.Inactive => _routes.ListInactive(_companyId, request, cancellationToken),
            _ => _routes.ListAny(_companyId, request, cancellationToken),
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// Asks for the first page of inactive users. Only true is a published value of the filter: a server may ignore false, refuse it, or take it
    /// for true. Then the listing continues without it.
    /// </summary>
    /// <returns>Null if the server doesn't obey, or if the list is empty, which may mean the same.</returns>
    private async Task<ProcoreResponse<IReadOnlyList<CompanyUser>>?> InactiveAsync(ListRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await _routes.ListAny(_companyId, request, cancellationToken).ConfigureAwait(false);
            List<CompanyUser> users = [.. response.Items()];
            // A later page may be beyond the last one.
            if (users.Count == 0 && request.Page > 1 && await InactiveAsync(request.At(1), cancellationToken).ConfigureAwait(false) is not null)
                return response.With(users);
            if (users.Count > 0 && users.TrueForAll(user => user?.IsActive is not true))
                return response.With(users);
        }
        catch (ProcoreException refusal) when (refusal.StatusCode is 400 or 422)
        {
            // If something else was refused, the next request is refused too.
        }
        _request.Active = null;
        return null;
    }

    public static Listing OfUsers(Routes routes, long companyId, CompanyUserQuery query, int pageSize)
    {
        if (query.View is { } named && string.IsNullOrWhiteSpace(named.Value))
            throw Refused("The view is blank. Leave View null for the normal view.");
        if (query.View == CompanyUserView.IdsOnly)
            throw Refused("The view ids_only returns no users. Call ListIdsAsync.");
        if (query.View is { } view && view != CompanyUserView.Normal && query.Status != CompanyUserStatus.Active)
            throw Refused($"The view {view} is available only for active users. Use Status = Active, or call GetAsync for each user.");
        return Create(routes, companyId, query, query.Status == CompanyUserStatus.Active ? query.View : null, pageSize);
    }

    public static Listing OfIds(Routes routes, long companyId, CompanyUserQuery query, int pageSize)
    {
        if (query.View is not null)
            throw Refused("A listing of ids has no view. Leave View null, or call ListAsync.");
        return Create(routes, companyId, query, query.Status == CompanyUserStatus.Active ? CompanyUserView.IdsOnly : null, pageSize);
    }

    private static Listing Create(Routes routes, long companyId, CompanyUserQuery query, CompanyUserView? view, int pageSize)
    {
        Check(query);
        var request = new ListRequest { Page = query.StartPage, PageSize = query.PageSize ?? pageSize, View = view, Sort = SortOf(query) };
        if (query.Status == CompanyUserStatus.Inactive && !NeedsUnscoped(query))
            return new Listing(routes, companyId, query.Status, request, FilterOf(query));
        request.Active = query.Status == CompanyUserStatus.Inactive ? false : null;
        request.Search = query.Search;
        request.OriginId = query.OriginId;
        request.CreatedAt = query.CreatedAt?.ToString();
        request.UpdatedAt = query.UpdatedAt?.ToString();
        request.VendorIds = query.VendorIds.Count == 0 ? null : [.. query.VendorIds];
        request.TradeIds = query.TradeIds.Count == 0 ? null : [.. query.TradeIds];
        return query.Status == CompanyUserStatus.Inactive
            ? new Listing(routes, companyId, CompanyUserStatus.Any, request, user => Given(user, nameof(CompanyUser.IsActive)).IsActive is false)
            : new Listing(routes, companyId, query.Status, request, filter: null);
    }

    /// <summary>Whether the route of inactive users can't answer the query, because it doesn't search, knows no trades, and sorts by name alone.</summary>
    private static bool NeedsUnscoped(CompanyUserQuery query) =>
        query.Search is not null || query.TradeIds.Count > 0 || query.Sort.Any(sort => AnySorts.Except(InactiveSorts).Contains(Ascending(sort)));

    private static void Check(CompanyUserQuery query)
    {
        if (query.Status is not (CompanyUserStatus.Active or CompanyUserStatus.Inactive or CompanyUserStatus.Any))
            throw Refused($"There is no status {query.Status}. Use Active, Inactive or Any.");
        if (query.VendorIds is null || query.TradeIds is null || query.Sort is null)
            throw Refused("VendorIds, TradeIds and Sort can't be null. Leave them empty.");
        if (query.PageSize is < 1 or > LargestPage)
            throw new ArgumentOutOfRangeException(nameof(query), query.PageSize, $"A page has 1 to {LargestPage} users. Change PageSize, or leave it null.");
        if (query.StartPage < 1)
            throw new ArgumentOutOfRangeException(nameof(query), query.StartPage, "Pages are numbered from 1. Change StartPage.");
        if (query.Search is not null && string.IsNullOrWhiteSpace(query.Search))
            throw Refused("The search is blank. Leave Search null to list all users.");
        if (query.OriginId is not null && string.IsNullOrWhiteSpace(query.OriginId))
            throw Refused("The origin id is blank. Leave OriginId null to list all users.");
        if (new[] { query.Search, query.OriginId, query.View?.Value }.Concat(query.Sort.Select(sort => sort.Value)).Any(text => JsonText.IndexOfLoneSurrogate(text) >= 0))
            throw Refused("Search, OriginId, View or Sort isn't valid Unicode: half of a surrogate pair is missing.");
        if (query.VendorIds.Any(id => id <= 0) || query.TradeIds.Any(id => id <= 0))
            throw Refused("A vendor or trade id isn't positive. Use Procore's ids.");
    }

    private static CompanyUserSort? SortOf(CompanyUserQuery query)
    {
        if (query.Sort.Count == 0)
            return null;
        var (possible, alternative) = query.Status switch
        {
            CompanyUserStatus.Active => (ActiveSorts, string.Empty),
            CompanyUserStatus.Inactive => (AnySorts, " Use one of these, or sort the result."),
            _ => (AnySorts, " Use one of these, list only active users, or sort the result."),
        };
        foreach (var sort in query.Sort)
        {
            if (sort.Value.TrimStart('-').Trim().Length == 0 || sort.Value.Contains(','))
                throw Refused($"'{sort}' isn't a sort order. Use one CompanyUserSort for each order.");
            var ascending = Ascending(sort);
            // An unknown order may be new in Procore; Procore refuses it otherwise.
            if (!possible.Contains(ascending) && ActiveSorts.Contains(ascending))
                throw Refused($"Procore doesn't sort {query.Status} users by {ascending}, only by {string.Join(", ", possible)}.{alternative}");
        }
        return new CompanyUserSort(string.Join(",", query.Sort));
    }

    private static CompanyUserSort Ascending(CompanyUserSort sort) => sort.Value[0] == '-' ? sort.Descending() : sort;

    private static Predicate<CompanyUser>? FilterOf(CompanyUserQuery query)
    {
        var filters = new List<Predicate<CompanyUser>>();
        if (query.VendorIds.Count > 0)
        {
            var vendors = new HashSet<long>(query.VendorIds);
            filters.Add(user => IsUnreadable(user, "vendor") || (Given(user, nameof(CompanyUser.Vendor)).Vendor is { } vendor && (vendor.Id <= 0 || vendors.Contains(vendor.Id))));
        }
        if (query.OriginId is { } originId)
            filters.Add(user => IsUnreadable(user, "origin_id") || string.Equals(Given(user, nameof(CompanyUser.OriginId)).OriginId, originId, StringComparison.Ordinal));
        if (query.CreatedAt is { } created)
            filters.Add(user => IsUnreadable(user, "created_at") || (Given(user, nameof(CompanyUser.CreatedAt)).CreatedAt is { } time && created.Contains(time)));
        if (query.UpdatedAt is { } updated)
            filters.Add(user => IsUnreadable(user, "updated_at") || (Given(user, nameof(CompanyUser.UpdatedAt)).UpdatedAt is { } time && updated.Contains(time)));
        return filters.Count == 0 ? null : user => filters.TrueForAll(filter => filter(user));
    }

    /// <summary>A user whose value can't be read may be one of those that are wanted.</summary>
    private static bool IsUnreadable(CompanyUser user, string name) => user.UnreadProperties.ContainsKey(name);

    /// <summary>A user that can't be filtered must not be dropped silently.</summary>
    private static CompanyUser Given(CompanyUser user, string property) => user.IsGiven(property)
        ? user
        : throw new ProcoreException($"Procore's response lacks {property} of a user, so the filter can't be applied. List without it.");

    private static ArgumentException Refused(string message, string parameter = "query") => new(message, parameter);
}
