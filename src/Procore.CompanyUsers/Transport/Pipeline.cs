using System.Collections.Concurrent;

namespace Procore.CompanyUsers;

/// <summary>
/// The handlers that every request passes, outermost first:
/// <list type="number">
/// <item><see cref="RetryHandler" /> sends the request again, from here, so each attempt passes all handlers below.</item>
/// <item><see cref="RejectedTokenHandler" /> repeats a request once with a new token after 401. It is above the rate limit because both requests count.</item>
/// <item><see cref="RateLimitHandler" /> waits until the company may send a request. It is above the token, so a token doesn't expire during the wait.</item>
/// <item><see cref="AccessTokenHandler" /> adds the token.</item>
/// <item><see cref="AttemptHandler" /> limits the attempt in time and size, and turns every failure below into a <see cref="ProcoreException" />.</item>
/// <item>Handlers that the application added to the HTTP client, if there are any.</item>
/// <item><see cref="SendOnceHandler" /> keeps those from sending a change twice.</item>
/// <item>The connections: <see cref="PrimaryHandlerFactory" />, or the application's.</item>
/// </list>
/// Sign-in requests (POST /oauth/token and /oauth/revoke) need no token, so they skip the two token handlers.
/// </summary>
/// <param name="options">The account's options.</param>
/// <param name="budgets">The account's rate limits, by company.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="events">Logs and metrics.</param>
internal sealed class Pipeline(ProcoreOptions options, ConcurrentDictionary<string, RateLimitBudget> budgets, TimeProvider timeProvider, TransportEvents events)
{
    /// <summary>A client for the API.</summary>
    /// <param name="connections">The application's handlers and the connections; not disposed with the client.</param>
    /// <param name="tokens">The tokens of the account.</param>
    public HttpClient ForApi(HttpMessageHandler connections, IAccessTokens tokens) => Connect(
        ProcoreAddresses.Api(options),
        connections,
        new RetryHandler(options, timeProvider, events),
        new RejectedTokenHandler(tokens),
        new RateLimitHandler(budgets, options, timeProvider, events),
        new AccessTokenHandler(tokens, options),
        new AttemptHandler(options, timeProvider, events));

    /// <summary>A client for signing in.</summary>
    /// <param name="connections">The connections; not disposed with the client.</param>
    public HttpClient ForLogin(HttpMessageHandler connections) => Connect(
        ProcoreAddresses.Login(options),
        connections,
        new RetryHandler(options, timeProvider, events),
        new RateLimitHandler(budgets, options, timeProvider, events),
        new AttemptHandler(options, timeProvider, events));

    private HttpClient Connect(Uri address, HttpMessageHandler connections, params DelegatingHandler[] handlers)
    {
        var next = connections;
        for (var i = handlers.Length - 1; i >= 0; i--)
        {
            handlers[i].InnerHandler = next;
            next = handlers[i];
        }
        // Each attempt has its own time limit, and a wait for the rate limit must not be cut short.
        var client = new HttpClient(next, disposeHandler: false) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent.For(options.ApplicationName));
        return client;
    }
}
