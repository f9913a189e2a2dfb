using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// What an operator wants to know of the transport: a line in the log and a count each. It is given operations, ids, times and
/// kinds of failures only, so that it can tell no secret, no person and no body.
/// </summary>
internal sealed partial class TransportEvents(ILogger logger)
{
    private const string Category = "Procore.CompanyUsers";

    private readonly ConcurrentDictionary<string, bool> _unreadProperties = new(StringComparer.Ordinal);

    public static TransportEvents None { get; } = new(NullLogger.Instance);

    public static TransportEvents To(ILoggerFactory? loggers) => loggers is null ? None : new TransportEvents(loggers.CreateLogger(Category));

    public void Answered(RequestInfo request, int status, TimeSpan elapsed) =>
        LogAnswered(request.Operation, request.CompanyId, status, (long)elapsed.TotalMilliseconds, request.Attempts);

    public void Broke(RequestInfo request, Exception failure, TimeSpan elapsed) =>
        LogBroke(request.Operation, request.CompanyId, Instruments.ErrorType(failure), (long)elapsed.TotalMilliseconds, request.Attempts);

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
        LogRetrying(request.Operation, request.CompanyId, reason, retry, maxRetries, (long)delay.TotalMilliseconds);
    }

    public void RateLimitTold(RequestInfo request, long? limit, long remaining)
    {
        // The requests for tokens have a limit of their own, and no company.
        if (Instruments.RateLimitRemaining.Enabled && request.CompanyId.Length > 0)
            Instruments.RateLimitRemaining.Record(remaining, new TagList { { "procore.company.id", request.CompanyId }, { "procore.rate_limit.limit", limit } });
        LogRateLimitTold(request.CompanyId, remaining, limit);
    }

    public void RateLimitUsedUp(RequestInfo request, DateTimeOffset until) => LogRateLimitUsedUp(request.CompanyId, until);

    public void Waited(RequestInfo request, TimeSpan elapsed)
    {
        Instruments.RateLimitWait.Record(elapsed.TotalSeconds);
        LogWaited(request.Operation, request.CompanyId, (long)elapsed.TotalMilliseconds);
    }

    public void WaitTooLong(RequestInfo request, DateTimeOffset until) => LogWaitTooLong(request.Operation, request.CompanyId, until);

    public void TurnedAway(RequestInfo request, int status, DateTimeOffset? until)
    {
        Instruments.RateLimitRejections.Add(1, new KeyValuePair<string, object?>("http.response.status_code", status));
        LogTurnedAway(status, request.Operation, request.CompanyId, until);
    }

    public void TokenRejected() => LogTokenRejected();

    public void TokenIssued(DateTimeOffset expiresAt)
    {
        Instruments.TokenRequests.Add(1);
        LogTokenIssued(expiresAt);
    }

    public void TokenTaken(DateTimeOffset expiresAt) => LogTokenTaken(expiresAt);

    public void LeaseKept(Exception failure) => LogLeaseKept(Instruments.ErrorType(failure));

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

    [LoggerMessage(1, LogLevel.Debug, "{Operation} of company {CompanyId} was answered with {StatusCode} after {Milliseconds} ms, at attempt {Attempt}.", EventName = "RequestAnswered")]
    private partial void LogAnswered(string operation, string companyId, int statusCode, long milliseconds, int attempt);

    [LoggerMessage(2, LogLevel.Debug, "{Operation} of company {CompanyId} broke with {Reason} after {Milliseconds} ms, at attempt {Attempt}.", EventName = "RequestBroke")]
    private partial void LogBroke(string operation, string companyId, string reason, long milliseconds, int attempt);

    [LoggerMessage(3, LogLevel.Warning, "{Operation} of company {CompanyId} failed with {Reason}; retry {Retry} of {MaxRetries} follows in {Milliseconds} ms.", EventName = "Retrying")]
    private partial void LogRetrying(string operation, string companyId, string reason, int retry, int maxRetries, long milliseconds);

    [LoggerMessage(4, LogLevel.Information, "The rate limit of company {CompanyId} is used up: its requests wait until {Until:O}.", EventName = "RateLimitUsedUp")]
    private partial void LogRateLimitUsedUp(string companyId, DateTimeOffset until);

    [LoggerMessage(5, LogLevel.Warning, "{Operation} of company {CompanyId} wasn't sent: the wait until {Until:O} is longer than ProcoreOptions.RateLimit.MaxWait.", EventName = "RateLimitWaitTooLong")]
    private partial void LogWaitTooLong(string operation, string companyId, DateTimeOffset until);

    [LoggerMessage(6, LogLevel.Warning, "Procore turned away with {StatusCode} {Operation} of company {CompanyId}, until {Until:O}.", EventName = "TurnedAway")]
    private partial void LogTurnedAway(int statusCode, string operation, string companyId, DateTimeOffset? until);

    [LoggerMessage(7, LogLevel.Information, "Procore issued an access token, which lasts until {ExpiresAt:O}.", EventName = "TokenIssued")]
    private partial void LogTokenIssued(DateTimeOffset expiresAt);

    [LoggerMessage(8, LogLevel.Warning, "No access token could be had: {Reason}.", EventName = "TokenFailed")]
    private partial void LogTokenFailed(string reason);

    [LoggerMessage(9, LogLevel.Warning, "Procore no longer takes the access token; another one is asked for.", EventName = "TokenRejected")]
    private partial void LogTokenRejected();

    [LoggerMessage(10, LogLevel.Warning, "Users of company {CompanyId} came or went while they were listed: at page {Page} the total is another. One may have been missed.", EventName = "TotalChanged")]
    private partial void LogTotalChanged(long companyId, int page);

    [LoggerMessage(11, LogLevel.Debug, "{Operation} of company {CompanyId} waited {Milliseconds} ms for the rate limit.", EventName = "RateLimitWaited")]
    private partial void LogWaited(string operation, string companyId, long milliseconds);

    [LoggerMessage(12, LogLevel.Trace, "Procore allows company {CompanyId} {Remaining} more requests of {Limit}.", EventName = "RateLimitTold")]
    private partial void LogRateLimitTold(string companyId, long remaining, long? limit);

    [LoggerMessage(13, LogLevel.Information, "The token store had an access token, which lasts until {ExpiresAt:O}.", EventName = "TokenTaken")]
    private partial void LogTokenTaken(DateTimeOffset expiresAt);

    [LoggerMessage(14, LogLevel.Warning, "The token store failed to take a lease back: {Reason}. The next renewal may have to wait until it ends.", EventName = "LeaseKept")]
    private partial void LogLeaseKept(string reason);

    [LoggerMessage(20, LogLevel.Warning, "Procore's value of {Property} doesn't have the documented type. The property is treated as not given; JsonModel.UnreadProperties has the value. This is logged once per property.", EventName = "PropertyUnread")]
    private partial void LogPropertyUnread(string property);
}
