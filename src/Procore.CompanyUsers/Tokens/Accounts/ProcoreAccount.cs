using System.Collections.Concurrent;

namespace Procore.CompanyUsers;

/// <summary>
/// One account in Procore: its tokens, its rate limits and its pipeline. Accounts share nothing.
/// </summary>
internal sealed class ProcoreAccount : IDisposable, IAsyncDisposable
{
    private readonly RenewingTokens? _tokens;
    private readonly CancellationTokenSource _ended = new();
    private readonly HttpMessageHandler _pipeline;
    private readonly Func<HttpMessageHandler, HttpClient> _connect;

    /// <param name="options">Valid options, which don't change.</param>
    /// <param name="name">Distinguishes its tokens from those of other accounts in the same store, unless the options have an account name.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="api">The connections to the API; not disposed here.</param>
    /// <param name="login">The connections for signing in; not disposed here.</param>
    /// <param name="events">Logs and metrics.</param>
    /// <param name="configure">Applies the application's settings to the HTTP client; null if there are none.</param>
    public ProcoreAccount(ProcoreOptions options, string name, TimeProvider timeProvider, HttpMessageHandler api, HttpMessageHandler login, TransportEvents events, Action<HttpClient>? configure = null)
    {
        Options = options;
        TimeProvider = timeProvider;
        Events = events;
        var pipeline = new Pipeline(options, new ConcurrentDictionary<string, RateLimitBudget>(StringComparer.Ordinal), timeProvider, events);
        var signIn = new LoginClient(pipeline.Connect(ProcoreAddresses.Login(options), pipeline.ForLogin(login)), options, timeProvider);
        var grant = options.TokenStore is null ? null : new RefreshTokenGrant(signIn, CreateStore(options, options.TokenStore, name, timeProvider, events), options, timeProvider);
        _tokens = options.ClientId is null ? null : new RenewingTokens((IGrant?)grant ?? new ClientCredentialsGrant(signIn), timeProvider, events);
        Authentication = new ProcoreAuthentication(options, signIn, _tokens, grant);
        IAccessTokens tokens = _tokens is null ? new CallbackTokens(options) : _tokens;
        _pipeline = pipeline.ForApi(api, tokens);
        _connect = handlers =>
        {
            var http = pipeline.Connect(ProcoreAddresses.Api(options), handlers);
            configure?.Invoke(http);
            return http;
        };
        Http = _connect(_pipeline);
    }

    public ProcoreOptions Options { get; }

    public TimeProvider TimeProvider { get; }

    public TransportEvents Events { get; }

    public IProcoreAuthentication Authentication { get; }

    public HttpClient Http { get; }

    /// <summary>A client for calls with options of their own, over the same pipeline.</summary>
    public HttpClient HttpWith(ProcoreCallOptions options) => _connect(new CallOptionsHandler(options, _pipeline, TimeProvider, _ended.Token));

    /// <summary>Cancels its calls, but not a renewal of its tokens, which would lose them.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        Http.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();
        await SettleAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for a renewal of its tokens that is running.</summary>
    public Task SettleAsync() => _tokens?.SettleAsync() ?? Task.CompletedTask;

    private static GrantStore CreateStore(ProcoreOptions options, IProcoreTokenStore store, string name, TimeProvider timeProvider, TransportEvents events)
    {
        // A token is valid for one login address and one app only.
        var key = $"{ProcoreAddresses.Login(options).AbsoluteUri}{Uri.EscapeDataString(options.ClientId!)}/{Uri.EscapeDataString(options.AccountName ?? name)}";
        if (options.RefreshToken is { } first)
            key += "#" + Fingerprint.Of(first).Substring(0, 16);
        // Under a lease the store is read, Procore is asked, and the store is written.
        var attempt = options.Retry.AttemptTimeout + options.TokenStoreTimeout + options.TokenStoreTimeout + TimeSpan.FromSeconds(10);
        var day = TimeSpan.FromDays(1);
        return new GrantStore(store, options.TokenProtector, key, attempt < day ? attempt : day, options.TokenStoreTimeout, timeProvider, events);
    }
}
