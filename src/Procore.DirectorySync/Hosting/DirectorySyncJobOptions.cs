namespace Procore.DirectorySync;

/// <summary>
/// Configures the nightly job.
/// </summary>
public sealed class DirectorySyncJobOptions
{
    /// <summary>
    /// How people are matched, which fields are sent, and how much a night may change. Required.
    /// </summary>
    public DirectorySyncOptions? Sync { get; set; }

    /// <summary>
    /// The journal's folder, which keeps what each night changed. Required unless an <see cref="IJournalStore" /> is registered.
    /// </summary>
    public string? JournalFolder { get; set; }

    /// <summary>
    /// When the job runs, as a cron expression of five fields (minute, hour, day of month, month, day of week);
    /// <c>0 2 * * *</c>, which is 2:00 every day, by default.
    /// </summary>
    /// <remarks>In the night in which clocks go forward, a time that doesn't exist becomes the next one that does; in the night in which they go back, the job runs once.</remarks>
    public string Schedule { get; set; } = "0 2 * * *";

    /// <summary>
    /// The time zone of <see cref="Schedule" />; UTC by default.
    /// </summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>
    /// Whether the job also runs when the program starts; false by default.
    /// </summary>
    public bool RunAtStart { get; set; }

    /// <summary>
    /// How old the last successful night may be before the health check reports unhealthy; 26 hours by default. Set it to a little
    /// more than the time between two runs.
    /// </summary>
    public TimeSpan HealthyFor { get; set; } = TimeSpan.FromHours(26);
}
