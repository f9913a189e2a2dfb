namespace Procore.CompanyUsers;

/// <summary>
/// Which projects to list. Filters combine (AND); what isn't set doesn't filter.
/// </summary>
public sealed class ProjectQuery
{
    /// <summary>
    /// True for active projects, which is the default, false for inactive ones, null for both.
    /// </summary>
    public bool? IsActive { get; set; } = true;

    /// <summary>
    /// The project with this id in your own system.
    /// </summary>
    public string? OriginId { get; set; }

    /// <summary>
    /// Projects with this number, as Procore compares it.
    /// </summary>
    public string? Number { get; set; }

    /// <summary>
    /// Projects last changed within this time.
    /// </summary>
    public TimeRange? UpdatedAt { get; set; }

    /// <summary>
    /// Projects per request, from 1 to 2,000; null for <see cref="ProcorePagingOptions.PageSize" />. Procore may return fewer.
    /// </summary>
    public int? PageSize { get; set; }
}
