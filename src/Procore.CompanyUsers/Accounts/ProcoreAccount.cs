namespace Procore.CompanyUsers;

/// <summary>
/// One account in Procore: its tokens, its budgets, and the way that its requests go. Nothing of it is shared with another.
/// </summary>
internal sealed class ProcoreAccount : IDisposable
{
    public ProcoreAccount(ProcoreOptions options, TimeProvider timeProvider, HttpMessageHandler api, HttpMessageHandler login, TransportEvents events)
    {
        Options = options;
        TimeProvider = timeProvider;
        Events = events;
        var limits = new RateLimits();
        var signIn = Connect(
            ProcoreAddresses.Login(options),
            login,
            new RetryHandler(options, timeProvider, events),
            new RateLimitHandler(limits, options, timeProvider, events),
            new AttemptHandler(options, timeProvider, events));
        IAccessTokens tokens = options.ClientId is null
            ? new GivenAccessTokens(options)
            : new RenewedTokens(new ObservedGrant(new ClientCredentialsGrant(new LoginClient(signIn, options, timeProvider)), events), timeProvider);
        Http = Connect(
            ProcoreAddresses.Api(options),
            api,
            new RetryHandler(options, timeProvider, events),
            new RejectedTokenHandler(tokens),
            new RateLimitHandler(limits, options, timeProvider, events),
            new AccessTokenHandler(tokens, options),
            new AttemptHandler(options, timeProvider, events));
        Routes = new Routes(() => Http);
    }

    public ProcoreOptions Options { get; }

    public TimeProvider TimeProvider { get; }

    public TransportEvents Events { get; }

    public HttpClient Http { get; }

    public Routes Routes { get; }

    public void Dispose() => Http.Dispose();

    /// <param name="address">Of the host.</param>
    /// <param name="primary">Has the connections.</param>
    /// <param name="handlers">The outermost first.</param>
    private static HttpClient Connect(Uri address, HttpMessageHandler primary, params DelegatingHandler[] handlers)
    {
        var next = primary;
        for (var i = handlers.Length - 1; i >= 0; i--)
        {
            handlers[i].InnerHandler = next;
            next = handlers[i];
        }
        // Attempts have a time limit of their own, and waiting for the rate limit isn't to be cut short.
        return new HttpClient(next, disposeHandler: false) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
    }
}
