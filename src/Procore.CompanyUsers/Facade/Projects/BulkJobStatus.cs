namespace Procore.CompanyUsers;

/// <summary>
/// How far a batch in Procore has got.
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
    /// Whether Procore has finished.
    /// </summary>
    public bool IsComplete { get; }

    /// <summary>
    /// How many items the batch has; null where Procore doesn't say.
    /// </summary>
    public long? Total { get; }

    /// <summary>
    /// How many of them are still to be done; null where Procore doesn't say.
    /// </summary>
    public long? Pending { get; }

    /// <summary>
    /// How many of them failed; null where Procore doesn't say. Which ones, it doesn't tell.
    /// </summary>
    public long? Failures { get; }

    /// <summary>
    /// What the batch does, in Procore's words; null where it doesn't say.
    /// </summary>
    public string? Description { get; }
}
