namespace Procore.CompanyUsers;

/// <summary>
/// How the client reacts when Procore's rate limit is used up.
/// </summary>
public sealed class ProcoreRateLimitOptions
{
    /// <summary>
    /// How long a request waits at most until the rate limit resets; 5 minutes by default. If the wait is longer, the call
    /// throws <see cref="RateLimitExceededException" />, which says when to try again. Procore's hourly limit can require
    /// an hour.
    /// </summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMinutes(5);

    internal ProcoreRateLimitOptions Clone() => (ProcoreRateLimitOptions)MemberwiseClone();
}
