using System.Globalization;
using Polly;
using Polly.Retry;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// Sends a request again where that does no harm: always where the server surely did not act on it, and after any other
/// passing failure where the server may get the request twice.
/// </summary>
internal sealed class RetryHandler(ProcoreOptions options, TimeProvider timeProvider, TransportEvents events) : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<RequestInfo> Info = new("Procore.RequestInfo");
    private static readonly ResiliencePropertyKey<long> Start = new("Procore.Start");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline = CreatePipeline(options, timeProvider, events);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (RequestInfo.Of(request) is not { } info)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var start = timeProvider.GetTimestamp();
        Outcome<HttpResponseMessage> first;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            // Nearly all requests end here, and spare themselves the pipeline, which costs more than the other handlers.
            if ((int)response.StatusCode < 400)
                return response;
            first = Outcome.FromResult(response);
        }
        catch (ProcoreConnectionException failure)
        {
            first = Outcome.FromException<HttpResponseMessage>(failure);
        }
        if (!cancellationToken.IsCancellationRequested)
            return await RepeatAsync(request, info, start, first, cancellationToken).ConfigureAwait(false);
        // Who cancels now is told what came nevertheless: the pipeline would leave open what a refusal has settled.
        first.ThrowIfException();
        return first.Result!;
    }

    /// <summary>Runs the pipeline, for which the first attempt has been made.</summary>
    private async Task<HttpResponseMessage> RepeatAsync(HttpRequestMessage request, RequestInfo info, long start, Outcome<HttpResponseMessage> first, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(Info, info);
            context.Properties.Set(Start, start);
            Outcome<HttpResponseMessage>? made = first;
            return await _pipeline.ExecuteAsync(
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
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider };
        if (options.Retry.MaxRetries == 0)
            return builder.Build();
        return builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = options.Retry.MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(500),
            MaxDelay = TimeSpan.FromSeconds(30),
            DelayGenerator = arguments => new ValueTask<TimeSpan?>(
                // The rate limit's own handler waits before the next attempt, for all callers at once.
                arguments.Context.Properties.GetValue(Info, null!).RetryAt is null ? null : TimeSpan.Zero),
            ShouldHandle = arguments =>
            {
                var info = arguments.Context.Properties.GetValue(Info, null!);
                var elapsed = timeProvider.GetElapsedTime(arguments.Context.Properties.GetValue(Start, 0L));
                // Where the wait would be too long, what came is the caller's: it says what happened, and when to come back.
                var isTooFar = info.RetryAt - timeProvider.GetUtcNow() > options.RateLimit.MaxWait;
                return new ValueTask<bool>(elapsed < options.Retry.MaxTime && !isTooFar && ShouldRepeat(info, arguments.Outcome));
            },
            OnRetry = arguments =>
            {
                var reason = arguments.Outcome.Exception is { } failure
                    ? Instruments.ErrorType(failure)
                    : ((int)arguments.Outcome.Result!.StatusCode).ToString(CultureInfo.InvariantCulture);
                events.Retrying(arguments.Context.Properties.GetValue(Info, null!), reason, arguments.AttemptNumber + 1, options.Retry.MaxRetries, arguments.RetryDelay);
                return default;
            },
        }).Build();
    }

    private static bool ShouldRepeat(RequestInfo info, Outcome<HttpResponseMessage> outcome)
    {
        if (outcome.Exception is not null)
        {
            // What failed may be the request for a token, which has had repeats of its own.
            return outcome.Exception is ProcoreConnectionException failure
                && string.Equals(failure.Operation, info.Operation, StringComparison.Ordinal)
                && (!info.MayHaveBeenApplied || (info.IsRepeatable && !info.HasStream));
        }
        if (info.HasStream)
            return false;
        var response = outcome.Result!;
        switch ((int)response.StatusCode)
        {
            case 429:
            case 503 when response.Headers.RetryAfter is not null:
                return true;
            case 408 when info.CanAskForLess:
                return false;
            case 408 or 500 or 502 or 503 or 504:
                info.MayHaveBeenApplied |= !info.IsRead;
                return info.IsRepeatable;
            default:
                return false;
        }
    }
}
