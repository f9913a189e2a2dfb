namespace Procore.CompanyUsers;

/// <summary>
/// One account in Procore: its tokens, its budgets, and the way that its requests go. Nothing of it is shared with another.
/// </summary>
internal sealed class ProcoreAccount : IDisposable, IAsyncDisposable
{
    private readonly RenewingTokens? _tokens;

    /// <param name="options">Valid ones, which nobody changes any more.</param>
    /// <param name="name">What tells its tokens from those of others in the same store, where the options don't say.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="api">Has the connections to the API; not disposed here.</param>
    /// <param name="login">Has those to sign in by; likewise.</param>
    /// <param name="events">To tell of what happens.</param>
    public ProcoreAccount(ProcoreOptions options, string name, TimeProvider timeProvider, HttpMessageHandler api, HttpMessageHandler login, TransportEvents events)
    {
        Options = options;
        TimeProvider = timeProvider;
        Events = events;
        var limits = new RateLimits();
        var signIn = new LoginClient(
            Connect(
                ProcoreAddresses.Login(options),
                login,
                new RetryHandler(options, timeProvider, events),
                new RateLimitHandler(limits, options, timeProvider, events),
                new AttemptHandler(options, timeProvider, events)),
            options,
            timeProvider);
        var grant = options.TokenStore is null ? null : new RefreshTokenGrant(signIn, CreateStore(options, options.TokenStore, name, timeProvider, events), options, timeProvider);
        _tokens = options.ClientId is null ? null : new RenewingTokens(new ObservedGrant((IGrant?)grant ?? new ClientCredentialsGrant(signIn), events), timeProvider);
        Authentication = new ProcoreAuthentication(options, signIn, _tokens, grant);
        IAccessTokens tokens = _tokens is null ? new CallbackTokens(options) : _tokens;
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

    public IProcoreAuthentication Authentication { get; }

    public HttpClient Http { get; }

    public Routes Routes { get; }

    /// <summary>Ends its calls, but not a renewal of its tokens, which would lose them.</summary>
    public void Dispose() => Http.Dispose();

    public async ValueTask DisposeAsync()
    {
        Dispose();
        await SettleAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for a renewal of its tokens that is on its way.</summary>
    public Task SettleAsync() => _tokens?.SettleAsync() ?? Task.CompletedTask;

    private static GrantStore CreateStore(ProcoreOptions options, IProcoreTokenStore store, string name, TimeProvider timeProvider, TransportEvents events)
    {
        // Tokens of one address to sign in at, or of one app, are of no use at another.
        var key = $"{ProcoreAddresses.Login(options).AbsoluteUri}{Uri.EscapeDataString(options.ClientId!)}/{Uri.EscapeDataString(options.AccountName ?? name)}";
        if (options.RefreshToken is { } first)
            key += "#" + Fingerprint.Of(first).Substring(0, 16);
        // Under a lease the store is read, Procore is asked, and the store is written.
        var attempt = options.Retry.AttemptTimeout + options.TokenStoreTimeout + options.TokenStoreTimeout + TimeSpan.FromSeconds(10);
        var day = TimeSpan.FromDays(1);
        return new GrantStore(store, options.TokenProtector, key, attempt < day ? attempt : day, options.TokenStoreTimeout, timeProvider, events);
    }

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
