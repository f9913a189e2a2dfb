using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// Logs and counts what happens in the transport. It receives only operations, ids, times and kinds of failures, so it can't
/// reveal secrets, personal data or bodies.
/// </summary>
internal sealed partial class TransportEvents(ILogger logger)
{
    private const string Category = "Procore.CompanyUsers";

    private readonly ConcurrentDictionary<string, bool> _unreadProperties = new(StringComparer.Ordinal);

    public static TransportEvents None { get; } = new(NullLogger.Instance);

    public static TransportEvents To(ILoggerFactory? loggers) => loggers is null ? None : new TransportEvents(loggers.CreateLogger(Category));

    public void RequestCompleted(RequestInfo request, int status, TimeSpan elapsed) =>
        LogRequestCompleted(request.Attempts, request.Operation, request.Scope, status, (long)elapsed.TotalMilliseconds);

    public void RequestFailed(RequestInfo request, Exception failure, TimeSpan elapsed) =>
        LogRequestFailed(request.Attempts, request.Operation, request.Scope, Instruments.ErrorType(failure), (long)elapsed.TotalMilliseconds);

    public void Retrying(RequestInfo request, string reason, int retry, int maxRetries, TimeSpan delay)
    {
        if (Instruments.Retries.Enabled)
        {
            var end = request.Operation.IndexOf(' ');
            Instruments.Retries.Add(1, new TagList
            {
                { "http.request.method", request.Operation.Substring(0, end) },
                { "url.template", request.Operation.Substring(end + 1) },
                { "error.type", reason },
            });
        }
        LogRetrying(request.Operation, request.Scope, reason, retry, maxRetries, (long)delay.TotalMilliseconds);
    }

    public void RateLimitRemaining(RequestInfo request, long? limit, long remaining)
    {
        // Requests for tokens have their own limit, and no company.
        if (Instruments.RateLimitRemaining.Enabled && request.CompanyId.Length > 0)
            Instruments.RateLimitRemaining.Record(remaining, new TagList { { "procore.company.id", request.CompanyId }, { "procore.rate_limit.limit", limit } });
        LogRateLimitRemaining(remaining, limit, request.Scope);
    }

    public void RateLimitExhausted(RequestInfo request, DateTimeOffset until) => LogRateLimitExhausted(request.Scope, until);

    public void Waited(RequestInfo request, TimeSpan elapsed)
    {
        Instruments.RateLimitWait.Record(elapsed.TotalSeconds);
        LogWaited(request.Operation, request.Scope, (long)elapsed.TotalMilliseconds);
    }

    public void WaitTooLong(RequestInfo request, DateTimeOffset until) => LogWaitTooLong(request.Operation, request.Scope, until);

    public void RequestRejected(RequestInfo request, int status, DateTimeOffset? until)
    {
        Instruments.RateLimitRejections.Add(1, new KeyValuePair<string, object?>("http.response.status_code", status));
        LogRequestRejected(request.Operation, request.Scope, status, until);
    }

    public void TokenRejected() => LogTokenRejected();

    public void TokenIssued(DateTimeOffset expiresAt)
    {
        Instruments.TokenRequests.Add(1);
        LogTokenIssued(expiresAt);
    }

    public void TokenLoaded(DateTimeOffset expiresAt) => LogTokenLoaded(expiresAt);

    public void LeaseReleaseFailed(Exception failure) => LogLeaseReleaseFailed(Instruments.ErrorType(failure));

    public void TokenFailed(Exception failure)
    {
        var reason = Instruments.ErrorType(failure);
        Instruments.TokenRequests.Add(1, new KeyValuePair<string, object?>("error.type", reason));
        LogTokenFailed(reason);
    }

    /// <summary>Counts every value that doesn't fit its property, and logs each property once.</summary>
    public void PropertyUnread(string property)
    {
        Instruments.UnreadProperties.Add(1, new KeyValuePair<string, object?>("procore.property.name", property));
        if (_unreadProperties.TryAdd(property, true))
            LogPropertyUnread(property);
    }

    public void TotalChanged(long companyId, int page) => LogTotalChanged(companyId, page);

    [LoggerMessage(1, LogLevel.Debug, "Attempt {Attempt} of {Operation} ({Scope}) completed with {StatusCode} after {Milliseconds} ms.", EventName = "RequestCompleted")]
    private partial void LogRequestCompleted(int attempt, string operation, string scope, int statusCode, long milliseconds);

    [LoggerMessage(2, LogLevel.Debug, "Attempt {Attempt} of {Operation} ({Scope}) failed with {Reason} after {Milliseconds} ms.", EventName = "RequestFailed")]
    private partial void LogRequestFailed(int attempt, string operation, string scope, string reason, long milliseconds);

    [LoggerMessage(3, LogLevel.Warning, "{Operation} ({Scope}) failed with {Reason}; retry {Retry} of {MaxRetries} follows in {Milliseconds} ms.", EventName = "RequestRetrying")]
    private partial void LogRetrying(string operation, string scope, string reason, int retry, int maxRetries, long milliseconds);

    [LoggerMessage(4, LogLevel.Information, "The rate limit of {Scope} is used up; its requests wait until {Until:O}.", EventName = "RateLimitExhausted")]
    private partial void LogRateLimitExhausted(string scope, DateTimeOffset until);

    [LoggerMessage(5, LogLevel.Warning, "{Operation} ({Scope}) wasn't sent: the wait until {Until:O} is longer than ProcoreOptions.RateLimit.MaxWait.", EventName = "RateLimitWaitTooLong")]
    private partial void LogWaitTooLong(string operation, string scope, DateTimeOffset until);

    [LoggerMessage(6, LogLevel.Warning, "Procore rejected {Operation} ({Scope}) with {StatusCode} until {Until:O}.", EventName = "RequestRejected")]
    private partial void LogRequestRejected(string operation, string scope, int statusCode, DateTimeOffset? until);

    [LoggerMessage(7, LogLevel.Information, "Procore issued an access token that expires at {ExpiresAt:O}.", EventName = "TokenIssued")]
    private partial void LogTokenIssued(DateTimeOffset expiresAt);

    [LoggerMessage(8, LogLevel.Warning, "No access token could be obtained: {Reason}.", EventName = "TokenFailed")]
    private partial void LogTokenFailed(string reason);

    [LoggerMessage(9, LogLevel.Warning, "Procore rejected the access token; a new one is requested.", EventName = "TokenRejected")]
    private partial void LogTokenRejected();

    [LoggerMessage(10, LogLevel.Warning, "Users of company {CompanyId} were added or removed during the listing: the total changed at page {Page}. A user may be missing.", EventName = "TotalChanged")]
    private partial void LogTotalChanged(long companyId, int page);

    [LoggerMessage(11, LogLevel.Debug, "{Operation} ({Scope}) waited {Milliseconds} ms for the rate limit.", EventName = "RateLimitWaited")]
    private partial void LogWaited(string operation, string scope, long milliseconds);

    [LoggerMessage(12, LogLevel.Trace, "{Remaining} of {Limit} requests remain in the rate limit of {Scope}.", EventName = "RateLimitRemaining")]
    private partial void LogRateLimitRemaining(long remaining, long? limit, string scope);

    [LoggerMessage(13, LogLevel.Information, "The token store has an access token that expires at {ExpiresAt:O}.", EventName = "TokenLoaded")]
    private partial void LogTokenLoaded(DateTimeOffset expiresAt);

    [LoggerMessage(14, LogLevel.Warning, "The token store failed to release a lease: {Reason}. The next renewal may wait until the lease expires.", EventName = "LeaseReleaseFailed")]
    private partial void LogLeaseReleaseFailed(string reason);
    [LoggerMessage(20, LogLevel.Warning, "Procore's value of {Property} doesn't have the documented type. The property is treated as not given; JsonModel.UnreadProperties has the value. This is logged once per property.", EventName = "PropertyUnread")]
    private partial void LogPropertyUnread(string property);
}
