namespace Procore.CompanyUsers;

/// <summary>
/// Where Procore is, as whom to call it, and how patiently.
/// </summary>
/// <remarks>
/// Sign in with a client id and secret (a service account); with these and a token store (a user who has authorized the
/// app); or with a token or a source of tokens of your own. What is set here is checked at the start; messages name the option and never its value.
/// </remarks>
public sealed class ProcoreOptions
{
    /// <summary>
    /// Which of Procore's installations to call; production by default.
    /// </summary>
    public ProcoreEnvironment Environment { get; set; }

    /// <summary>
    /// An address of the API other than the environment's; null by default. Must be https unless it is on this machine.
    /// </summary>
    public Uri? ApiAddress { get; set; }

    /// <summary>
    /// An address to sign in at other than the environment's; null by default. Must be https unless it is on this machine.
    /// </summary>
    public Uri? LoginAddress { get; set; }

    /// <summary>
    /// The company that an injected <see cref="ICompanyUsers" /> is about; null if there is none.
    /// </summary>
    public long? CompanyId { get; set; }

    /// <summary>
    /// The client id of a service account, or of the app that a user has authorized; to be set with <see cref="ClientSecret" />.
    /// Tokens are fetched, kept and renewed ahead of their expiry.
    /// </summary>
    public string? ClientId { get; set; }

    /// <summary>
    /// The client secret of the service account or the app.
    /// </summary>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// The refresh token of a user who has authorized the app, to begin with; null where <see cref="TokenStore" /> has the
    /// tokens, from <see cref="IProcoreAuthentication.ExchangeCodeAsync" />. Needs <see cref="TokenStore" />.
    /// </summary>
    /// <remarks>
    /// It is used up by its first use, and its successors are in the store. Leave it set nevertheless: it also tells which
    /// successors are its own, so that another one that is set here begins anew.
    /// </remarks>
    public string? RefreshToken { get; set; }

    /// <summary>
    /// Where the tokens of a user who has authorized the app are kept; null for a service account. Needs
    /// <see cref="ClientId" /> and <see cref="ClientSecret" />.
    /// </summary>
    public IProcoreTokenStore? TokenStore { get; set; }

    /// <summary>
    /// Encrypts what <see cref="TokenStore" /> gets; null for plain text.
    /// </summary>
    public IProcoreTokenProtector? TokenProtector { get; set; }

    /// <summary>
    /// Under which name <see cref="TokenStore" /> keeps the tokens, where several users have authorized one app; by default
    /// the name of the client. <see cref="IProcoreClientFactory" /> takes its key instead.
    /// </summary>
    public string? AccountName { get; set; }

    /// <summary>
    /// An access token, for programs that end before it does (a token lasts 90 minutes).
    /// </summary>
    public string? AccessToken { get; set; }

    /// <summary>
    /// Gives the access token for a request. Called for every request, by several at once, and once more where Procore no
    /// longer takes the token; keep the token between calls.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? AccessTokenSource { get; set; }

    /// <summary>
    /// Users asked for in one request of a listing, from 1 to 2,000; 1,000 by default. Procore may give fewer.
    /// </summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>
    /// How many pages of one listing are fetched at once, from 1 to 16; 4 by default.
    /// </summary>
    public int MaxParallelPages { get; set; } = 4;

    /// <summary>
    /// How long one attempt at a request may take, the answer's body included; 100 seconds by default.
    /// </summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// How often a request is repeated at most, from 0 to 10; 3 by default. What may have been applied is repeated only
    /// where that does no harm.
    /// </summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// The time after which a request isn't repeated any more; 5 minutes by default.
    /// </summary>
    public TimeSpan MaxRetryTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long to wait at most for the rate limit to be renewed; beyond that a <see cref="RateLimitExceededException" />
    /// says when to come back. 5 minutes by default; the hourly limit may ask for an hour.
    /// </summary>
    public TimeSpan MaxRateLimitWait { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long an answer may be, in bytes once it is decompressed; 64 MiB by default.
    /// </summary>
    public int MaxAnswerBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// How many clients <see cref="IProcoreClientFactory" /> keeps, from 1 to 100,000; 1,000 by default.
    /// </summary>
    public int MaxClients { get; set; } = 1000;

    internal ProcoreOptions Clone() => (ProcoreOptions)MemberwiseClone();
}
