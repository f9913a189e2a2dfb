using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// Procore's rate limit is used up, and the wait until it resets is longer than <c>ProcoreOptions.RateLimit.MaxWait</c>, or
/// retries didn't help.
/// </summary>
/// <remarks>
/// <see cref="ProcoreException.StatusCode" /> is 429 if Procore answered this request so, and null if the request wasn't sent
/// (or not sent again). A request that was refused this way wasn't applied;
/// <see cref="ProcoreException.MayHaveBeenApplied" /> is true only if an earlier attempt may have been.
/// </remarks>
public sealed class RateLimitExceededException : ProcoreException
{
    internal RateLimitExceededException(string message, RequestInfo request, DateTimeOffset retryAt)
        : base(message, request, innerException: null) =>
        RetryAt = retryAt;

    internal RateLimitExceededException(string message, RequestInfo request, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
        : base(message, request, response, errors) =>
        RetryAt = request.RetryAt;

    /// <summary>
    /// When to try again, by this machine's clock; null if Procore didn't say.
    /// </summary>
    public DateTimeOffset? RetryAt { get; }
}
