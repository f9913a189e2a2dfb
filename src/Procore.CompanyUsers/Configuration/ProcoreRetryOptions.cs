namespace Procore.CompanyUsers;

/// <summary>
/// How long one attempt at a request may take, and how often a failed request is retried.
/// </summary>
/// <remarks>docs/faults.md lists which failures are retried for which operation.</remarks>
public sealed class ProcoreRetryOptions
{
    /// <summary>
    /// How often a request is retried at most, from 0 to 10; 3 by default. A request that Procore may have processed is
    /// retried only if repeating it is harmless.
    /// </summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// How long after its first attempt a request may still be retried; 5 minutes by default.
    /// </summary>
    public TimeSpan MaxTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long one attempt may take, including the response body; 100 seconds by default.
    /// </summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    internal ProcoreRetryOptions Clone() => (ProcoreRetryOptions)MemberwiseClone();
}
