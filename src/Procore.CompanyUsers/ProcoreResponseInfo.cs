namespace Procore.CompanyUsers;

/// <summary>
/// What the headers of a response say about the request and the rate limit.
/// </summary>
public sealed class ProcoreResponseInfo
{
    internal ProcoreResponseInfo(string operation, int statusCode, string? requestId, RateLimitHeaders headers)
    {
        Operation = operation;
        StatusCode = statusCode;
        RequestId = requestId;
        RateLimit = headers.Limit;
        RateLimitRemaining = headers.Remaining;
        RateLimitResetsAt = headers.Reset;
    }

    /// <summary>
    /// The operation without ids, such as <c>GET /rest/v1.3/companies/{company_id}/users</c>.
    /// </summary>
    public string Operation { get; }

    /// <summary>
    /// The HTTP status.
    /// </summary>
    public int StatusCode { get; }

    /// <summary>
    /// Procore's id of the request, which Procore's support asks for; null if the response has none.
    /// </summary>
    public string? RequestId { get; }

    /// <summary>
    /// How many requests the current rate limit allows; null if the response doesn't say. Procore has several limits, and
    /// describes the one that is closest to being used up.
    /// </summary>
    public long? RateLimit { get; }

    /// <summary>
    /// How many requests remain until <see cref="RateLimitResetsAt" />; null if the response doesn't say.
    /// </summary>
    public long? RateLimitRemaining { get; }

    /// <summary>
    /// When the rate limit resets, by this machine's clock; null if the response doesn't say.
    /// </summary>
    public DateTimeOffset? RateLimitResetsAt { get; }
}
