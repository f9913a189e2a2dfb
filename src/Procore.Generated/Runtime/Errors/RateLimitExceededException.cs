using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// Procore's rate limit is used up, and the time until it is renewed is longer than <c>ProcoreOptions.RateLimit.MaxWait</c>
/// allows to wait, or retries have not helped.
/// </summary>
/// <remarks>
/// <see cref="ProcoreException.StatusCode" /> is 429 where Procore said so to this very request, and null where it wasn't
/// sent, or not again. What was refused wasn't applied; <see cref="ProcoreException.MayHaveBeenApplied" /> is true only where an earlier
/// attempt left that open.
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
    /// When to come back, by this machine's clock; null where Procore didn't say.
    /// </summary>
    public DateTimeOffset? RetryAt { get; }
}
