using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// Which users to list, and in which order. What is left alone doesn't restrict.
/// </summary>
/// <remarks>
/// Procore lists active users, inactive ones and both on three routes that don't take the same. Where a route lacks a
/// filter, the filter is applied by this library if the answers suffice for that; otherwise the listing is refused with an
/// <see cref="ArgumentException" /> that names the alternative. Each property says which it is. A listing keeps a copy.
/// </remarks>
public sealed class CompanyUserQuery
{
    /// <summary>
    /// Active users, which is the default, inactive ones, or both.
    /// </summary>
    public CompanyUserStatus Status { get; set; }

    /// <summary>
    /// Words that Procore looks for in a user's name, e-mail address and the like.
    /// Refused for <see cref="CompanyUserStatus.Inactive" />, since only Procore knows where it looks.
    /// </summary>
    public string? Search { get; set; }

    /// <summary>
    /// Users of one of these vendors. For <see cref="CompanyUserStatus.Inactive" /> applied by this library.
    /// </summary>
    public IReadOnlyCollection<long> VendorIds { get; set; } = [];

    /// <summary>
    /// Users of vendors of one of these trades. Refused for <see cref="CompanyUserStatus.Inactive" />, since answers hold no trades.
    /// </summary>
    public IReadOnlyCollection<long> TradeIds { get; set; } = [];

    /// <summary>
    /// The user that has this id in your own system. For <see cref="CompanyUserStatus.Inactive" /> applied by this library.
    /// </summary>
    public string? OriginId { get; set; }

    /// <summary>
    /// Users created within this time. For <see cref="CompanyUserStatus.Inactive" /> applied by this library.
    /// </summary>
    public TimeRange? CreatedAt { get; set; }

    /// <summary>
    /// Users last changed within this time. For <see cref="CompanyUserStatus.Inactive" /> applied by this library.
    /// </summary>
    public TimeRange? UpdatedAt { get; set; }

    /// <summary>
    /// The order, the first one foremost; each A to Z, or the other way with <see cref="CompanyUserSort.Descending" />.
    /// <see cref="CompanyUserStatus.Any" /> takes <see cref="CompanyUserSort.Name" />, <see cref="CompanyUserSort.FullName" />,
    /// <see cref="CompanyUserSort.VendorName" /> and <see cref="CompanyUserSort.PermissionTemplate" />,
    /// <see cref="CompanyUserStatus.Inactive" /> only <see cref="CompanyUserSort.Name" />; others are refused, since sorting
    /// here would hold everybody in memory.
    /// </summary>
    public IReadOnlyList<CompanyUserSort> Sort { get; set; } = [];

    /// <summary>
    /// How much of each user: null for the normal view, or <see cref="CompanyUserView.Extended" />, which has the role and
    /// whether the employment is verified besides. Extended is refused but for <see cref="CompanyUserStatus.Active" />;
    /// for ids alone call <see cref="ICompanyUsers.ListIdsAsync" />.
    /// </summary>
    public CompanyUserView? View { get; set; }

    /// <summary>
    /// Users a request, from 1 to 2,000; null for <see cref="ProcorePagingOptions.PageSize" />. Procore may give fewer.
    /// </summary>
    public int? PageSize { get; set; }
}
