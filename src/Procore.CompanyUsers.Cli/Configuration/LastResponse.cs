using System.Globalization;

namespace Procore.CompanyUsers.Cli.Configuration;

/// <summary>The server's clock and the rate limit, from the headers of the last response. Also reports each request. Thread-safe.</summary>
internal sealed class LastResponse(TimeProvider timeProvider, Action<string> detail)
{
    private volatile Seen? _seen;

    /// <summary>The last response; null before the first one.</summary>
    public Seen? Value => _seen;

    /// <summary>Creates a handler that records every response but those to requests for tokens, which have a limit of their own.</summary>
    /// <param name="server">Sends the requests.</param>
    public DelegatingHandler CreateHandler(HttpMessageHandler server) => new Recorder(this, server);

    private DateTimeOffset Now() => timeProvider.GetUtcNow();

    private void Record(HttpResponseMessage response, DateTimeOffset sent)
    {
        // The server wrote its time somewhere between request and response.
        var middle = sent + ((Now() - sent) / 2);
        _seen = new Seen(
            response.Headers.Date - middle,
            Number(response, "X-Rate-Limit-Limit"),
            Number(response, "X-Rate-Limit-Remaining"),
            Number(response, "X-Rate-Limit-Reset") is { } seconds and > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);
    }

    /// <summary>Leaves out the query, which has the search terms.</summary>
    private void Tell(HttpRequestMessage request, HttpResponseMessage response, DateTimeOffset sent) =>
        detail(string.Create(CultureInfo.InvariantCulture, $"{request.Method} {request.RequestUri?.AbsolutePath} {(int)response.StatusCode} {(Now() - sent).TotalMilliseconds:F0} ms"));

    private static long? Number(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <param name="ClockSkew">How far the server's clock is ahead of this machine's; null if the response had no date.</param>
    /// <param name="Limit">The number of requests that the rate limit allows.</param>
    /// <param name="Remaining">The number of requests left.</param>
    /// <param name="Reset">When the limit resets, by the server's clock.</param>
    internal sealed record Seen(TimeSpan? ClockSkew, long? Limit, long? Remaining, DateTimeOffset? Reset);

    private sealed class Recorder(LastResponse last, HttpMessageHandler server) : DelegatingHandler(server)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var sent = last.Now();
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (request.RequestUri!.AbsolutePath.EndsWith("/oauth/token", StringComparison.Ordinal))
                return response;
            last.Record(response, sent);
            last.Tell(request, response, sent);
            return response;
        }
    }
}
