using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>Sends no more than Procore allows, and waits as it says.</summary>
internal sealed class RateLimitHandler(RateLimits limits, ProcoreOptions options, TimeProvider timeProvider, TransportEvents events) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (RequestInfo.Of(request) is not { } info)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var budget = limits.Of(info.CompanyId);
        var endedBefore = await TakeAsync(budget, info, cancellationToken).ConfigureAwait(false);
        // What an earlier attempt was told has been waited for.
        info.RetryAt = null;
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            budget.Release();
            throw;
        }
        var now = timeProvider.GetUtcNow();
        var headers = new RateLimitHeaders(response, now);
        info.RetryAt = budget.Release(headers, endedBefore, now);
        if (headers.Remaining is { } remaining)
            events.RateLimitTold(info, headers.Limit, remaining);
        if (headers.IsTurnedAway)
            events.TurnedAway(info, (int)response.StatusCode, info.RetryAt);
        return response;
    }

    private async Task<long> TakeAsync(RateLimitBudget budget, RequestInfo info, CancellationToken cancellationToken)
    {
        var start = timeProvider.GetUtcNow();
        var now = start;
        long endedBefore;
        while (budget.TryTake(now, out endedBefore) is { } until)
        {
            if (until - start > options.RateLimit.MaxWait)
            {
                events.WaitTooLong(info, until);
                throw new RateLimitExceededException(
                    FormattableString.Invariant($"Procore takes nothing more of this company until {until:yyyy-MM-dd'T'HH:mm:ss'Z'}, longer than ProcoreOptions.RateLimit.MaxWait allows to wait; {info.Operation} wasn't sent{(info.Attempts > 0 ? " again" : string.Empty)}."),
                    info,
                    until);
            }
            if (budget.IsNews(until))
                events.RateLimitUsedUp(info, until);
#if NET
            await Task.Delay(until - now, timeProvider, cancellationToken).ConfigureAwait(false);
#else
            await timeProvider.Delay(until - now, cancellationToken).ConfigureAwait(false);
#endif
            now = timeProvider.GetUtcNow();
        }
        if (now > start)
            events.Waited(info, now - start);
        return endedBefore;
    }
}
