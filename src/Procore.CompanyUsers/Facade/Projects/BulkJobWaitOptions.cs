namespace Procore.CompanyUsers;

/// <summary>
/// How patiently to wait for a batch.
/// </summary>
public sealed class BulkJobWaitOptions
{
    /// <summary>
    /// The time before the state is asked for the second time; it doubles with each further time. 1 second by default.
    /// </summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest time between two questions. 30 seconds by default.
    /// </summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time after which to give up waiting; the batch goes on. 30 minutes by default.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(30);
}
