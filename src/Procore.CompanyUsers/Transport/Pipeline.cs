using System.Collections.Concurrent;

namespace Procore.CompanyUsers;

/// <summary>
/// The handlers that every request passes, outermost first. <see cref="CallOptionsHandler" /> is above them for calls that have options.
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
    /// <summary>The pipeline for the API.</summary>
    /// <param name="connections">The application's handlers and the connections.</param>
    /// <param name="tokens">The tokens of the account.</param>
    public HttpMessageHandler ForApi(HttpMessageHandler connections, IAccessTokens tokens) => Chain(
        connections,
        new RetryHandler(options, timeProvider, events),
        new RejectedTokenHandler(tokens),
        new RateLimitHandler(budgets, options, timeProvider, events),
        new AccessTokenHandler(tokens, options),
        new AttemptHandler(options, timeProvider, events));

    /// <summary>The pipeline for signing in.</summary>
    /// <param name="connections">The connections.</param>
    public HttpMessageHandler ForLogin(HttpMessageHandler connections) => Chain(
        connections,
        new RetryHandler(options, timeProvider, events),
        new RateLimitHandler(budgets, options, timeProvider, events),
        new AttemptHandler(options, timeProvider, events));

    /// <summary>A client over a pipeline, which isn't disposed with it.</summary>
    /// <param name="address">The base address.</param>
    /// <param name="pipeline">The pipeline.</param>
    public HttpClient Connect(Uri address, HttpMessageHandler pipeline)
    {
        // Each attempt has its own time limit, and a wait for the rate limit must not be cut short.
        var client = new HttpClient(pipeline, disposeHandler: false) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent.For(options.ApplicationName));
        return client;
    }

    private static HttpMessageHandler Chain(HttpMessageHandler connections, params DelegatingHandler[] handlers)
    {
        var next = connections;
        for (var i = handlers.Length - 1; i >= 0; i--)
        {
            handlers[i].InnerHandler = next;
            next = handlers[i];
        }
        return next;
    }
}
