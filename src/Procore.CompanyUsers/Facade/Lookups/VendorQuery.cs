namespace Procore.CompanyUsers;

/// <summary>
/// Which vendors to list. Filters combine (AND); what isn't set doesn't filter.
/// </summary>
public sealed class VendorQuery
{
    /// <summary>
    /// True for active vendors, which is the default, false for inactive ones, null for both.
    /// </summary>
    public bool? IsActive { get; set; } = true;

    /// <summary>
    /// The vendor with this id in your own system. The library filters inactive vendors itself.
    /// </summary>
    public string? OriginId { get; set; }

    /// <summary>
    /// A text to search for. Refused unless <see cref="IsActive" /> is true, because only Procore knows which fields it searches.
    /// </summary>
    public string? Search { get; set; }

    /// <summary>
    /// Vendors per request, from 1 to 2,000; null for <see cref="ProcorePagingOptions.PageSize" />. Procore may return fewer.
    /// </summary>
    public int? PageSize { get; set; }
}
