namespace Procore.CompanyUsers;

/// <summary>
/// Options of a sync.
/// </summary>
public sealed class SyncOptions
{
    internal const int MaxItemsPerRequest = 1000;

    /// <summary>
    /// The number of items in a request, from 1 to 1,000. The default, 1,000, is Procore's limit.
    /// </summary>
    public int ItemsPerRequest { get; set; } = MaxItemsPerRequest;
}
