using System.Globalization;
using Polly;
using Polly.Retry;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// Retries requests that Procore definitely did not process, and those that it may have processed if repeating them does no
/// harm. <see cref="FailureMeaning" /> decides which failure is which.
/// </summary>
internal sealed class RetryHandler(ProcoreOptions options, TimeProvider timeProvider, TransportEvents events) : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<RequestInfo> Info = new("Procore.RequestInfo");
    private static readonly ResiliencePropertyKey<long> Start = new("Procore.Start");

    /// <summary>The most that the options allow.</summary>
    private const int MostRetries = 10;

    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    // Polly validates its options by reflection, which takes a tenth of the start of a short program; most never retry.
    private readonly Lazy<ResiliencePipeline<HttpResponseMessage>> _pipeline = new(() => CreatePipeline(options, timeProvider, events));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (RequestInfo.Of(request) is not { } info)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var start = timeProvider.GetTimestamp();
        Outcome<HttpResponseMessage> first;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            // Fast path: most requests succeed here and skip Polly, which costs more than the other handlers.
            if ((int)response.StatusCode < 400)
                return response;
            first = Outcome.FromResult(response);
        }
        catch (ProcoreConnectionException failure)
        {
            first = Outcome.FromException<HttpResponseMessage>(failure);
        }
        if (!cancellationToken.IsCancellationRequested)
            return await RetryAsync(request, info, start, first, cancellationToken).ConfigureAwait(false);
        // If the caller cancels, return the response we already have; Polly would replace a definite refusal with a cancellation.
        first.ThrowIfException();
        return first.Result!;
    }

    /// <summary>Runs Polly's pipeline with the first attempt's outcome.</summary>
    private async Task<HttpResponseMessage> RetryAsync(HttpRequestMessage request, RequestInfo info, long start, Outcome<HttpResponseMessage> first, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(Info, info);
            context.Properties.Set(Start, start);
            Outcome<HttpResponseMessage>? made = first;
            return await _pipeline.Value.ExecuteAsync(
                async attempt =>
                {
                    if (made is not { } outcome)
                        return await base.SendAsync(request, attempt.CancellationToken).ConfigureAwait(false);
                    made = null;
                    outcome.ThrowIfException();
                    return outcome.Result!;
                },
                context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static ResiliencePipeline<HttpResponseMessage> CreatePipeline(ProcoreOptions options, TimeProvider timeProvider, TransportEvents events)
    {
        var strategy = new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = MostRetries,
            ShouldHandle = arguments =>
            {
                var info = arguments.Context.Properties.GetValue(Info, null!);
                var elapsed = timeProvider.GetElapsedTime(arguments.Context.Properties.GetValue(Start, 0L));
                // If the wait would be too long, the caller gets the response, which says what happened and when to try again.
                var isTooFar = info.RetryAt - timeProvider.GetUtcNow() > (info.MaxRateLimitWait ?? options.RateLimit.MaxWait);
                var isLast = arguments.AttemptNumber >= MaxRetries(info);
                return new ValueTask<bool>(ShouldRetry(info, arguments.Outcome) && !isLast && !isTooFar && elapsed < options.Retry.MaxTime);
            },
            OnRetry = arguments =>
            {
                var reason = arguments.Outcome.Exception is { } failure
                    ? Instruments.ErrorType(failure)
                    : ((int)arguments.Outcome.Result!.StatusCode).ToString(CultureInfo.InvariantCulture);
                var info = arguments.Context.Properties.GetValue(Info, null!);
                events.Retrying(info, reason, arguments.AttemptNumber + 1, MaxRetries(info), arguments.RetryDelay);
                return default;
            },
        };
        strategy.DelayGenerator = arguments => new ValueTask<TimeSpan?>(
            // If Procore asks for a longer wait, the rate limit's handler waits, for all requests of the company.
            arguments.Context.Properties.GetValue(Info, null!).RetryAt - timeProvider.GetUtcNow() > ShortestDelay
                ? TimeSpan.Zero
                : Delay(arguments.AttemptNumber, strategy.Randomizer()));
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider }.AddRetry(strategy).Build();

        int MaxRetries(RequestInfo info) => info.MaxRetries ?? options.Retry.MaxRetries;
    }

    /// <summary>Doubles with each retry, and is never shorter than the shortest.</summary>
    private static TimeSpan Delay(int retry, double random)
    {
        var delay = TimeSpan.FromTicks((ShortestDelay.Ticks << Math.Min(retry, 10)) + (long)(ShortestDelay.Ticks * random));
        return delay < LongestDelay ? delay : LongestDelay;
    }

    private static bool ShouldRetry(RequestInfo info, Outcome<HttpResponseMessage> outcome)
    {
        if (outcome.Exception is not null)
        {
            // The failure may be of the request for a token, which has retries of its own.
            return outcome.Exception is ProcoreConnectionException failure
                && string.Equals(failure.Operation, info.Operation, StringComparison.Ordinal)
                && FailureMeaning.Of(failure.Failure).IsTransient
                && (!info.MayHaveBeenApplied || (info.IsRepeatable && !info.HasStream));
        }
        var meaning = FailureMeaning.Of(outcome.Result!);
        info.MayHaveBeenApplied |= !info.IsRead && meaning.MayHaveBeenApplied;
        // After a 408 a listing asks for smaller pages instead.
        if ((int)outcome.Result!.StatusCode == 408 && info.CanAskForLess)
            return false;
        return !info.HasStream && meaning.IsTransient && (info.IsRepeatable || (meaning.IsNotProcessed && !info.MayHaveBeenApplied));
    }
}
