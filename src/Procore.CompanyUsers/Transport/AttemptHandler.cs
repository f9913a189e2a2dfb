using System.Net.Sockets;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// One attempt at a request, from its first byte to the last of its answer: bounded in time and in length, and with one
/// kind of exception for whatever breaks in between.
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
        request.Version = System.Net.HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
#endif
        using var clock = CreateClock();
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, attempt.Token).ConfigureAwait(false);
            await BufferAsync(response, attempt.Token).ConfigureAwait(false);
            events.Answered(info, (int)response.StatusCode, timeProvider.GetElapsedTime(start));
            return response;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException or InvalidDataException)
        {
            response?.Dispose();
            events.Broke(info, exception, timeProvider.GetElapsedTime(start));
            info.MayHaveBeenApplied |= !info.IsRead && (response is not null || MayHaveArrived(exception));
            cancellationToken.ThrowIfCancellationRequested();
            // An answer that is too long would be too long the next time; what broke may not break again.
            throw exception is BodyTooLongException
                ? new ProcoreException(FormattableString.Invariant($"Procore's answer to {info.Operation} is longer than {options.MaxResponseBytes} bytes (ProcoreOptions.MaxResponseBytes)."), info, exception)
                : new ProcoreConnectionException(FormattableString.Invariant($"No whole answer came to {info.Operation}: {Describe(exception)}."), info, exception);
        }
    }

    private CancellationTokenSource CreateClock() =>
#if NET
        new(options.Retry.AttemptTimeout, timeProvider);
#else
        timeProvider.CreateCancellationTokenSource(options.Retry.AttemptTimeout);
#endif

    private string Describe(Exception exception) => exception switch
    {
        OperationCanceledException => FormattableString.Invariant($"it took longer than {options.Retry.AttemptTimeout.TotalSeconds} seconds (ProcoreOptions.Retry.AttemptTimeout)"),
        _ => MayHaveArrived(exception) ? "the connection broke" : "Procore can't be reached",
    };

    /// <summary>Whether the failure leaves open that the request reached the server.</summary>
    private static bool MayHaveArrived(Exception exception)
    {
#if NET
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError })
            return false;
#else
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is System.Net.WebException { Status: System.Net.WebExceptionStatus.NameResolutionFailure or System.Net.WebExceptionStatus.ConnectFailure or System.Net.WebExceptionStatus.TrustFailure or System.Net.WebExceptionStatus.SecureChannelFailure })
                return false;
        }
#endif
        return exception.GetBaseException() is not SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TryAgain };
    }

    private async Task BufferAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content is null)
            return;
        StreamContent whole;
        try
        {
            whole = new StreamContent(await BufferedBody.ReadAsync(response.Content, options.MaxResponseBytes, cancellationToken).ConfigureAwait(false));
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            // What brotli's decoder says of a body that isn't brotli.
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
