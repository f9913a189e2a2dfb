namespace Procore.CompanyUsers;

/// <summary>
/// How listings are read page by page.
/// </summary>
public sealed class ProcorePagingOptions
{
    /// <summary>
    /// Users requested per page, from 1 to 2,000; 1,000 by default. Procore may return fewer.
    /// </summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>
    /// How many pages of one listing are requested at the same time, from 1 to 16; 7 by default, and at most 4 if the first page
    /// arrived within 50 ms, as from a server nearby.
    /// </summary>
    public int MaxParallelPages { get; set; } = 7;

    internal ProcorePagingOptions Clone() => (ProcorePagingOptions)MemberwiseClone();
}
