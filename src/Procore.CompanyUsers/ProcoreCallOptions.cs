namespace Procore.CompanyUsers;

/// <summary>
/// Time limits and retries of some calls, in place of those in <see cref="ProcoreOptions" />, and a callback for their responses.
/// </summary>
/// <remarks>Pass them to <see cref="IProcoreCompany.WithOptions" />. A property that is null leaves the option as it is.</remarks>
public sealed class ProcoreCallOptions
{
    /// <summary>
    /// How long one attempt may take, including the response body; null for <see cref="ProcoreRetryOptions.AttemptTimeout" />.
    /// To limit a whole call with its retries, cancel it.
    /// </summary>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>
    /// How often a request is retried at most, from 0 to 10; null for <see cref="ProcoreRetryOptions.MaxRetries" />.
    /// </summary>
    public int? MaxRetries { get; set; }

    /// <summary>
    /// How long a request waits at most until the rate limit resets; null for <see cref="ProcoreRateLimitOptions.MaxWait" />.
    /// A program that answers a user shouldn't wait for minutes.
    /// </summary>
    public TimeSpan? MaxRateLimitWait { get; set; }

    /// <summary>
    /// Receives the status, the request id and the rate limit of each response, successful or not; null by default. A retried
    /// request reports its last response. Pages of a listing are requested in parallel, so calls can overlap. It must not throw.
    /// </summary>
    public Action<ProcoreResponseInfo>? OnResponse { get; set; }

    /// <summary>A copy that later changes don't affect.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal ProcoreCallOptions Checked(string parameter)
    {
        if (MaxRetries is < 0 or > 10)
            throw new ArgumentException("ProcoreCallOptions.MaxRetries must be from 0 to 10.", parameter);
        if (AttemptTimeout is { } timeout && (timeout < TimeSpan.FromMilliseconds(1) || timeout.TotalMilliseconds > int.MaxValue))
            throw new ArgumentException("ProcoreCallOptions.AttemptTimeout must be positive, and no longer than 24 days.", parameter);
        if (MaxRateLimitWait is { } wait && (wait < TimeSpan.Zero || wait.TotalMilliseconds > int.MaxValue))
            throw new ArgumentException("ProcoreCallOptions.MaxRateLimitWait must be zero or more, and no longer than 24 days.", parameter);
        return (ProcoreCallOptions)MemberwiseClone();
    }
}
