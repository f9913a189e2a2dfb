namespace Procore.CompanyUsers;

/// <summary>
/// Delays and timeout of waiting for a batch.
/// </summary>
public sealed class BulkJobWaitOptions
{
    /// <summary>
    /// The delay before the second request; it doubles with each further request. 1 second by default.
    /// </summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest delay between two requests. 30 seconds by default.
    /// </summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time after which waiting ends; the batch continues. 30 minutes by default.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(30);
}
