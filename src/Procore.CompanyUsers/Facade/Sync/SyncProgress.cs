namespace Procore.CompanyUsers;

/// <summary>
/// How far a sync has got, after each of its requests.
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
    /// Items that have an outcome.
    /// </summary>
    public long Items { get; }

    /// <summary>
    /// Those of them that were saved.
    /// </summary>
    public long Saved { get; }

    /// <summary>
    /// Requests that were answered.
    /// </summary>
    public int Requests { get; }
}
