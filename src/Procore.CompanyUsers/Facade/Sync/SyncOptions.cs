namespace Procore.CompanyUsers;

/// <summary>
/// How a sync is sent.
/// </summary>
public sealed class SyncOptions
{
    internal const int LargestBatch = 1000;

    /// <summary>
    /// Items a request, from 1 to 1,000; 1,000, which is Procore's limit, by default.
    /// </summary>
    public int BatchSize { get; set; } = LargestBatch;
}
