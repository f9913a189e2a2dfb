namespace Procore.CompanyUsers.Testing;

/// <summary>
/// Somebody on whose behalf requests come: a service account, or a user who has let an app in.
/// Tests change here what the account may do; the change holds for the next request. Thread-safe.
/// </summary>
public sealed class FakeAccount
{
    private readonly TokenRegister _tokens;
    private readonly object _gate = new();
    private readonly Dictionary<long, FakeDirectoryAccess> _accessByCompany = [];
    private readonly HashSet<long> _disconnected = [];
    private FakeDirectoryAccess _access = FakeDirectoryAccess.Admin;

    internal FakeAccount(TokenRegister tokens, string? clientId, string? clientSecret, string? emailAddress)
    {
        _tokens = tokens;
        ClientId = clientId;
        ClientSecret = clientSecret;
        EmailAddress = emailAddress;
    }

    /// <summary>The client id with which the account signs in; null for the account of whoever isn't known.</summary>
    public string? ClientId { get; }

    /// <summary>The e-mail address of the user of each company whom <c>/me</c> answers. Null for the first user of the company.</summary>
    public string? EmailAddress { get; }

    /// <summary>What the account may do in every company for which nothing else is set. <see cref="FakeDirectoryAccess.Admin"/> by default.</summary>
    public FakeDirectoryAccess DirectoryAccess
    {
        get
        {
            lock (_gate)
                return _access;
        }

        set
        {
            lock (_gate)
                _access = value;
        }
    }

    internal string? ClientSecret { get; }

    /// <summary>Sets what the account may do in one company.</summary>
    /// <param name="company">The company.</param>
    /// <param name="access">What it may do there.</param>
    /// <exception cref="ArgumentNullException"><paramref name="company"/> is null.</exception>
    public void SetDirectoryAccess(FakeCompany company, FakeDirectoryAccess access)
    {
        _ = company ?? throw new ArgumentNullException(nameof(company));
        lock (_gate)
            _accessByCompany[company.Id] = access;
    }

    /// <summary>Disconnects the account's app from a company: from now on its requests there are answered with 403.</summary>
    /// <param name="company">The company.</param>
    /// <exception cref="ArgumentNullException"><paramref name="company"/> is null.</exception>
    public void Disconnect(FakeCompany company)
    {
        _ = company ?? throw new ArgumentNullException(nameof(company));
        lock (_gate)
            _disconnected.Add(company.Id);
    }

    /// <summary>Connects the account's app to a company once more. Every app is connected to every company at first.</summary>
    /// <param name="company">The company.</param>
    /// <exception cref="ArgumentNullException"><paramref name="company"/> is null.</exception>
    public void Connect(FakeCompany company)
    {
        _ = company ?? throw new ArgumentNullException(nameof(company));
        lock (_gate)
            _disconnected.Remove(company.Id);
    }

    /// <summary>Issues an access token without a request.</summary>
    /// <param name="lifetime">How long it is good for; null for <see cref="FakeProcoreOptions.TokenLifetime"/>.</param>
    /// <returns>The token, for the <c>Authorization</c> header after <c>Bearer</c>.</returns>
    public string IssueToken(TimeSpan? lifetime = null) => _tokens.Issue(this, EmailAddress, lifetime).AccessToken;

    /// <summary>Issues a refresh token, as a user's grant has one: good for one request to <c>/oauth/token</c>, which answers with the next one.</summary>
    /// <returns>The refresh token.</returns>
    public string IssueRefreshToken() => _tokens.Issue(this, EmailAddress, lifetime: null, isRefreshable: true).RefreshToken!;

    /// <summary>Issues an authorization code, as a user gets it who lets the app in: good once, for ten minutes.</summary>
    /// <param name="redirectUri">Where the user was sent with it, and what the request for the token must repeat; null for anything.</param>
    /// <returns>The code.</returns>
    public string IssueAuthorizationCode(string? redirectUri = null) => _tokens.IssueCode(this, redirectUri);

    /// <summary>The client id, or that there is none; never the secret.</summary>
    /// <returns>Such as <c>account my-client</c>.</returns>
    public override string ToString() => $"account {ClientId ?? "of whoever isn't known"}";

    internal FakeDirectoryAccess AccessIn(FakeCompany company)
    {
        lock (_gate)
            return _accessByCompany.TryGetValue(company.Id, out var access) ? access : _access;
    }

    internal bool IsConnectedTo(FakeCompany company)
    {
        lock (_gate)
            return !_disconnected.Contains(company.Id);
    }
}
