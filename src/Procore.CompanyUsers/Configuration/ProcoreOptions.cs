namespace Procore.CompanyUsers;

/// <summary>
/// Configures the Procore environment, credentials, paging, retries and rate limit.
/// </summary>
/// <remarks>
/// Sign in with a client id and secret (a service account); with a client id, secret and token store (a user who has
/// authorized the app); or with your own access token or source of tokens. The options are validated at start; messages
/// name the option and never its value.
/// </remarks>
public sealed class ProcoreOptions
{
    /// <summary>
    /// The Procore environment to call; production by default.
    /// </summary>
    public ProcoreEnvironment Environment { get; set; }

    /// <summary>
    /// An address of the API that replaces the environment's; null by default. Must be https unless it is on this machine.
    /// </summary>
    public Uri? ApiAddress { get; set; }

    /// <summary>
    /// An address to sign in at that replaces the environment's; null by default. Must be https unless it is on this machine.
    /// </summary>
    public Uri? LoginAddress { get; set; }

    /// <summary>
    /// The company of an injected <see cref="ICompanyUsers" />; null if there is no default company.
    /// </summary>
    public long? CompanyId { get; set; }

    /// <summary>
    /// Whether <see cref="CompanyId" /> is required: if true and it is missing, the program fails at start instead of at the
    /// first injection of <see cref="ICompanyUsers" />. False by default.
    /// </summary>
    public bool RequireCompanyId { get; set; }

    /// <summary>
    /// The name of your application, with an optional version (<c>Payroll</c>, <c>Payroll/2.1</c>), which is added to the
    /// User-Agent header; null by default.
    /// </summary>
    public string? ApplicationName { get; set; }

    /// <summary>
    /// The client id of a service account, or of the app that a user has authorized; requires <see cref="ClientSecret" />.
    /// The client requests tokens with it, keeps them, and renews them before they expire.
    /// </summary>
    public string? ClientId { get; set; }

    /// <summary>
    /// The client secret of the service account or the app.
    /// </summary>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// The first refresh token of a user who has authorized the app; null if <see cref="TokenStore" /> has the tokens, from
    /// <see cref="IProcoreAuthentication.ExchangeCodeAsync" />. Requires <see cref="TokenStore" />.
    /// </summary>
    /// <remarks>
    /// Its first use consumes it, and its successors are in the store. Leave it set: it identifies the successors in the
    /// store, so that another refresh token that you set later starts afresh.
    /// </remarks>
    public string? RefreshToken { get; set; }

    /// <summary>
    /// Keeps the tokens of a user who has authorized the app; null for a service account. Requires <see cref="ClientId" />
    /// and <see cref="ClientSecret" />.
    /// </summary>
    public IProcoreTokenStore? TokenStore { get; set; }

    /// <summary>
    /// Encrypts what <see cref="TokenStore" /> receives; null for plain text.
    /// </summary>
    public IProcoreTokenProtector? TokenProtector { get; set; }

    /// <summary>
    /// How long <see cref="TokenStore" /> may take to read or write; 10 seconds by default. A pair that couldn't be stored in time
    /// stays in memory, and the next call stores it.
    /// </summary>
    public TimeSpan TokenStoreTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The name under which <see cref="TokenStore" /> keeps the tokens, if several users have authorized one app; by default
    /// the name of the client. <see cref="IProcoreClientFactory" /> uses its key instead.
    /// </summary>
    public string? AccountName { get; set; }

    /// <summary>
    /// An access token, for programs that end before it expires (a token is valid for 90 minutes).
    /// </summary>
    public string? AccessToken { get; set; }

    /// <summary>
    /// Returns the access token for a request. The client calls it for every request, also concurrently, and once more when
    /// Procore rejects the token; keep the token between calls.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? AccessTokenSource { get; set; }

    /// <summary>
    /// Page size and parallel pages of listings.
    /// </summary>
    public ProcorePagingOptions Paging { get; private set; } = new();

    /// <summary>
    /// Retries, and the time limit of each attempt.
    /// </summary>
    public ProcoreRetryOptions Retry { get; private set; } = new();

    /// <summary>
    /// How long to wait when the rate limit is used up.
    /// </summary>
    public ProcoreRateLimitOptions RateLimit { get; private set; } = new();

    /// <summary>
    /// The largest response that is read, in bytes after decompression; 64 MiB by default.
    /// </summary>
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// How many clients <see cref="IProcoreClientFactory" /> keeps, from 1 to 100,000; 1,000 by default.
    /// </summary>
    public int MaxClients { get; set; } = 1000;

    internal ProcoreOptions Clone()
    {
        var clone = (ProcoreOptions)MemberwiseClone();
        clone.Paging = Paging.Clone();
        clone.Retry = Retry.Clone();
        clone.RateLimit = RateLimit.Clone();
        return clone;
    }
}
