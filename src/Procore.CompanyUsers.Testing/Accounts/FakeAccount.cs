namespace Procore.CompanyUsers.Testing;

/// <summary>
/// The account that requests are made for: a service account, or a user who has authorized an app.
/// Changes to its permissions take effect with the next request. Thread-safe.
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

    /// <summary>The client id that the account signs in with; null for <see cref="FakeProcore.DefaultAccount"/>.</summary>
    public string? ClientId { get; }

    /// <summary>The e-mail address of the user that <c>/me</c> returns. Null for the first user of the company.</summary>
    public string? EmailAddress { get; }

    /// <summary>The account's permissions in companies without a permission of their own. <see cref="FakeDirectoryAccess.Admin"/> by default.</summary>
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

    /// <summary>Sets the account's permissions in one company.</summary>
    /// <param name="company">The company.</param>
    /// <param name="access">The permissions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="company"/> is null.</exception>
    public void SetDirectoryAccess(FakeCompany company, FakeDirectoryAccess access)
    {
        _ = company ?? throw new ArgumentNullException(nameof(company));
        lock (_gate)
            _accessByCompany[company.Id] = access;
    }

    /// <summary>Disconnects the account's app from a company: from now on, requests there get 403.</summary>
    /// <param name="company">The company.</param>
    /// <exception cref="ArgumentNullException"><paramref name="company"/> is null.</exception>
    public void Disconnect(FakeCompany company)
    {
        _ = company ?? throw new ArgumentNullException(nameof(company));
        lock (_gate)
            _disconnected.Add(company.Id);
    }

    /// <summary>Connects the account's app to a company again. Initially every app is connected to every company.</summary>
    /// <param name="company">The company.</param>
    /// <exception cref="ArgumentNullException"><paramref name="company"/> is null.</exception>
    public void Connect(FakeCompany company)
    {
        _ = company ?? throw new ArgumentNullException(nameof(company));
        lock (_gate)
            _disconnected.Remove(company.Id);
    }

    /// <summary>Issues an access token directly, without a request.</summary>
    /// <param name="lifetime">How long it is valid; null for <see cref="FakeProcoreOptions.TokenLifetime"/>.</param>
    /// <returns>The token, for the <c>Authorization</c> header after <c>Bearer</c>.</returns>
    public string IssueToken(TimeSpan? lifetime = null) => _tokens.Issue(this, EmailAddress, lifetime).AccessToken;

    /// <summary>Issues a refresh token, as for a user's grant: valid for one request to <c>/oauth/token</c>, which returns the next one.</summary>
    /// <returns>The refresh token.</returns>
    public string IssueRefreshToken() => _tokens.Issue(this, EmailAddress, lifetime: null, isRefreshable: true).RefreshToken!;

    /// <summary>Issues an authorization code, as for a user who authorizes the app: valid once, for ten minutes.</summary>
    /// <param name="redirectUri">The redirect URI that the request for the token must repeat; null to accept any.</param>
    /// <returns>The code.</returns>
    public string IssueAuthorizationCode(string? redirectUri = null) => _tokens.IssueCode(this, redirectUri);

    /// <summary>Names the client id, never the secret.</summary>
    /// <returns>Such as <c>account my-client</c>.</returns>
    public override string ToString() => ClientId == null ? "default account" : $"account {ClientId}";

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
