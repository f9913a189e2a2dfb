using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>Applies <see cref="ProcoreCallOptions" /> to the requests of one <see cref="IProcoreCompany.WithOptions" />.</summary>
/// <param name="options">The options.</param>
/// <param name="pipeline">The account's pipeline.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="ended">Cancelled when the account is disposed.</param>
internal sealed class CallOptionsHandler(ProcoreCallOptions options, HttpMessageHandler pipeline, TimeProvider timeProvider, CancellationToken ended) : DelegatingHandler(pipeline)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
#if NET
        ObjectDisposedException.ThrowIf(ended.IsCancellationRequested, typeof(ProcoreClient));
#else
        if (ended.IsCancellationRequested)
            throw new ObjectDisposedException(nameof(ProcoreClient));
#endif
        var info = RequestInfo.Of(request)!;
        info.AttemptTimeout = options.AttemptTimeout;
        info.MaxRetries = options.MaxRetries;
        info.MaxRateLimitWait = options.MaxRateLimitWait;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ended);
        var response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
        options.OnResponse?.Invoke(new ProcoreResponseInfo(
            info.Operation, (int)response.StatusCode, ProcoreException.RequestIdOf(response, info), new RateLimitHeaders(response, timeProvider.GetUtcNow())));
        return response;
    }
}
