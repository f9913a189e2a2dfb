using System.Net;
using Procore.Generated.Forms;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// One attempt at a request, from its first byte to the last of its response: limited in time and size, and with one type
/// of exception for everything that can fail in between, including the handlers that the application added.
/// </summary>
internal sealed class AttemptHandler(ProcoreOptions options, TimeProvider timeProvider, TransportEvents events) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (RequestInfo.Of(request) is not { } info)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        info.Attempts++;
        info.UnreadProperty = events.PropertyUnread;
        var start = timeProvider.GetTimestamp();
#if NET
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
#endif
        var state = new AttemptState();
        state.AttachTo(request, info.IsRead);
        var timeout = info.AttemptTimeout ?? options.Retry.AttemptTimeout;
        // The system's clock needs no source of its own.
        using var clock = timeProvider == TimeProvider.System ? null : CreateClock(timeout);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock?.Token ?? CancellationToken.None);
        if (clock is null)
            attempt.CancelAfter(timeout);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, attempt.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
                throw new HttpRequestException("The proxy answered 407.");
            await BufferAsync(response, attempt.Token).ConfigureAwait(false);
            // A handler can answer a refusal of its own after it sent the request.
            info.MayHaveBeenApplied |= !info.IsRead && (int)response.StatusCode >= 400 && state.MayHaveArrived;
            events.RequestCompleted(info, (int)response.StatusCode, timeProvider.GetElapsedTime(start));
            return response;
        }
        catch (Exception exception) when (exception is not UnreadablePictureException)
        {
            var isProxy = response?.StatusCode == HttpStatusCode.ProxyAuthenticationRequired;
            response?.Dispose();
            state.Close();
            events.RequestFailed(info, exception, timeProvider.GetElapsedTime(start));
            info.MayHaveBeenApplied |= !info.IsRead && ((response is not null && !isProxy) || state.MayHaveArrived);
            // Seen before the caller's token: only the clock can have cancelled the attempt if that token isn't cancelled.
            var isTooLate = attempt.IsCancellationRequested;
            cancellationToken.ThrowIfCancellationRequested();
            // A response that is too large would be too large again; a broken one may be complete next time.
            if (exception is BodyTooLongException)
                throw new ProcoreException(FormattableString.Invariant($"Procore's response to {info.Operation} is larger than {options.MaxResponseBytes} bytes (ProcoreOptions.MaxResponseBytes)."), info, exception);
            var failure = isProxy ? ConnectionFailure.ProxyAuthentication : ConnectionProblem.KindOf(exception, request.RequestUri!);
            throw new ProcoreConnectionException(
                FormattableString.Invariant($"No complete response arrived for {info.Operation}: {ConnectionProblem.Describe(failure, exception, isTooLate ? timeout : null)}."),
                info,
                failure,
                exception);
        }
        finally
        {
            state.Close();
        }
    }

    private CancellationTokenSource CreateClock(TimeSpan timeout) =>
#if NET
        new(timeout, timeProvider);
#else
        timeProvider.CreateCancellationTokenSource(timeout);
#endif

    private async Task BufferAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content is null)
            return;
        BufferedContent whole;
        try
        {
            whole = new BufferedContent(await BufferedBody.ReadAsync(response.Content, options.MaxResponseBytes, cancellationToken).ConfigureAwait(false));
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            // The Brotli decoder throws this for a body that isn't Brotli.
            throw new InvalidDataException("The body can't be decompressed.", exception);
        }
#if NET
        foreach (var header in response.Content.Headers.NonValidated)
        {
            foreach (var value in header.Value)
                whole.Headers.TryAddWithoutValidation(header.Key, value);
        }
#else
        foreach (var header in response.Content.Headers)
            whole.Headers.TryAddWithoutValidation(header.Key, header.Value);
#endif
        response.Content.Dispose();
        response.Content = whole;
    }
}
