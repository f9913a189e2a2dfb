namespace Procore.CompanyUsers;

/// <summary>
/// The progress of a sync after each request.
/// </summary>
public sealed class SyncProgress
{
    internal SyncProgress(long items, long saved, int requests)
    {
        Items = items;
        Saved = saved;
        Requests = requests;
    }

    /// <summary>
    /// The number of items that have an outcome.
    /// </summary>
    public long Items { get; }

    /// <summary>
    /// The number of items that were saved.
    /// </summary>
    public long Saved { get; }

    /// <summary>
    /// The number of requests that were answered, without those for pictures.
    /// </summary>
    public int Requests { get; }
}
