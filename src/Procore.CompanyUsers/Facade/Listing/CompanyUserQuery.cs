using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// Which users to list, and in which order. Filters combine (AND); a property that isn't set doesn't filter.
/// </summary>
/// <remarks>
/// Procore has three routes for active users, inactive users and both, and they support different filters. If a route lacks a filter, this
/// library applies it if the response has the data; otherwise the call throws an <see cref="ArgumentException" /> that names the alternative.
/// Each property says which. A user whose value can't be read (see <see cref="JsonModel.UnreadProperties" />) passes a filter that this library
/// applies, because the user may be one of those that are wanted. A listing keeps a copy of the query.
/// <para>The route of inactive users can't search, filter by trade, or sort by anything but the name. Such queries use the route of all users
/// with <c>filters[active]=false</c>. Procore publishes only <c>true</c> as a value, so this library looks at the first page: if it has active
/// users or none, or is refused, the library lists all matching users instead and drops the active ones, which takes more requests.</para>
/// </remarks>
public sealed class CompanyUserQuery
{
    /// <summary>
    /// Active users (the default), inactive users, or both.
    /// </summary>
    public CompanyUserStatus Status { get; set; }

    /// <summary>
    /// Text that Procore searches for in names, e-mail addresses, keywords, job titles and company names.
    /// </summary>
    public string? Search { get; set; }

    /// <summary>
    /// Users of one of these vendors. This library applies it for <see cref="CompanyUserStatus.Inactive" />.
    /// </summary>
    public IReadOnlyCollection<long> VendorIds { get; set; } = [];

    /// <summary>
    /// Users of vendors of one of these trades.
    /// </summary>
    public IReadOnlyCollection<long> TradeIds { get; set; } = [];

    /// <summary>
    /// The user with this id of your own system. This library applies it for <see cref="CompanyUserStatus.Inactive" />.
    /// </summary>
    public string? OriginId { get; set; }

    /// <summary>
    /// Users created within this time. This library applies it for <see cref="CompanyUserStatus.Inactive" />.
    /// </summary>
    public TimeRange? CreatedAt { get; set; }

    /// <summary>
    /// Users last changed within this time. This library applies it for <see cref="CompanyUserStatus.Inactive" />.
    /// </summary>
    public TimeRange? UpdatedAt { get; set; }

    /// <summary>
    /// The sort order, the most important one first. Each is ascending, or descending with <see cref="CompanyUserSort.Descending" />.
    /// <see cref="CompanyUserStatus.Any" /> and <see cref="CompanyUserStatus.Inactive" /> support <see cref="CompanyUserSort.Name" />,
    /// <see cref="CompanyUserSort.FullName" />, <see cref="CompanyUserSort.VendorName" /> and <see cref="CompanyUserSort.PermissionTemplate" />.
    /// Other orders throw, because sorting here would hold all users in memory.
    /// </summary>
    public IReadOnlyList<CompanyUserSort> Sort { get; set; } = [];

    /// <summary>
    /// The properties of each user: null for the normal view, or <see cref="CompanyUserView.Extended" />, which adds the role and whether the
    /// employment is verified. Extended is available only for <see cref="CompanyUserStatus.Active" />. For ids alone call
    /// <see cref="ICompanyUsers.ListIdsAsync" />.
    /// </summary>
    public CompanyUserView? View { get; set; }

    /// <summary>
    /// The number of the first page to list, from 1. To continue a listing, use the number after the last page's
    /// <see cref="CompanyUserPage.Number" />, with the same <see cref="PageSize" /> and <see cref="Sort" />. If users were added or removed
    /// meanwhile, users have moved between pages, so one can be listed twice or missed.
    /// </summary>
    public int StartPage { get; set; } = 1;

    /// <summary>
    /// The number of users in a request, from 1 to 2,000; null for <see cref="ProcorePagingOptions.PageSize" />. Procore may return fewer.
    /// </summary>
    public int? PageSize { get; set; }
}
