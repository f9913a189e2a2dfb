namespace Procore.CompanyUsers;

/// <summary>
/// The status of a batch.
/// </summary>
public sealed class BulkJobStatus
{
    internal BulkJobStatus(bool isComplete, long? total, long? pending, long? failures, string? description)
    {
        IsComplete = isComplete;
        Total = total;
        Pending = pending;
        Failures = failures;
        Description = description;
    }

    /// <summary>
    /// Whether Procore has finished the batch.
    /// </summary>
    public bool IsComplete { get; }

    /// <summary>
    /// The number of items in the batch; null if Procore doesn't say.
    /// </summary>
    public long? Total { get; }

    /// <summary>
    /// The number of items not processed yet; null if Procore doesn't say.
    /// </summary>
    public long? Pending { get; }

    /// <summary>
    /// The number of items that failed; null if Procore doesn't say. Procore doesn't say which ones.
    /// </summary>
    public long? Failures { get; }

    /// <summary>
    /// Procore's description of the batch; null if it has none.
    /// </summary>
    public string? Description { get; }
}
