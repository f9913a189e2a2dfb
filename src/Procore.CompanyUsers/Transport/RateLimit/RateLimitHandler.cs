using System.Collections.Concurrent;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>Sends no more requests of a company than Procore allows, and waits as long as Procore asks.</summary>
/// <remarks>The budgets, by company, are shared by all requests of an account. No company delays another.</remarks>
internal sealed class RateLimitHandler(ConcurrentDictionary<string, RateLimitBudget> budgets, ProcoreOptions options, TimeProvider timeProvider, TransportEvents events) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (RequestInfo.Of(request) is not { } info)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var budget = budgets.GetOrAdd(info.CompanyId.Length > 0 ? info.CompanyId : info.Scope, _ => new RateLimitBudget());
        var endedBefore = await TakeAsync(budget, info, cancellationToken).ConfigureAwait(false);
        // The wait that an earlier attempt was told is over.
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
        info.AnsweredAt = now;
        var headers = new RateLimitHeaders(response, now);
        info.RetryAt = budget.Release(headers, endedBefore, now);
        if (headers.Remaining is { } remaining)
            events.RateLimitRemaining(info, headers.Limit, remaining);
        if (headers.IsRejection)
            events.RequestRejected(info, (int)response.StatusCode, info.RetryAt);
        return response;
    }

    private async Task<long> TakeAsync(RateLimitBudget budget, RequestInfo info, CancellationToken cancellationToken)
    {
        var start = timeProvider.GetUtcNow();
        var now = start;
        long endedBefore;
        while (budget.TryTake(now, out endedBefore) is { } until)
        {
            if (until - start > (info.MaxRateLimitWait ?? options.RateLimit.MaxWait))
            {
                events.WaitTooLong(info, until);
                throw new RateLimitExceededException(
                    FormattableString.Invariant($"Procore's rate limit {(info.CompanyId.Length > 0 ? "of this company" : info.IsSignIn ? "for sign-in" : "for requests without a company")} is used up until {until:yyyy-MM-dd'T'HH:mm:ss'Z'}, which is longer than {(info.MaxRateLimitWait is null ? "ProcoreOptions.RateLimit.MaxWait" : "ProcoreCallOptions.MaxRateLimitWait")}; {info.Operation} wasn't sent{(info.Attempts > 0 ? " again" : string.Empty)}."),
                    info,
                    until);
            }
            if (budget.IsNewWait(until))
                events.RateLimitExhausted(info, until);
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
