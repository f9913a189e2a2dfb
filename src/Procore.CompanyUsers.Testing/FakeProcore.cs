namespace Procore.CompanyUsers.Testing;

/// <summary>
/// An in-memory company directory that responds to HTTP requests as Procore's Company Users API does, without a server, network or account.
/// Use it through <see cref="CreateHandler"/> with any <see cref="HttpClient"/>, or through
/// <see cref="FakeProcoreHttpClientBuilderExtensions.UseFakeProcore"/>. Thread-safe.
/// </summary>
/// <example>
/// <code>
/// var fake = new FakeProcore();
/// var company = fake.AddCompany("Acme Construction");
/// company.AddUser("Ada", "Abbott", "ada@example.com");
/// using var http = new HttpClient(fake.CreateHandler()) { BaseAddress = new Uri("https://api.procore.com") };
/// </code>
/// </example>
public sealed class FakeProcore
{
    private readonly FakeProcoreOptions _options;
    private readonly object _gate = new();
    private readonly SortedDictionary<long, FakeCompany> _companies = [];
    private readonly Queue<FakeRequest> _requests = [];
    private readonly Dictionary<string, FakeAccount> _accounts = new(StringComparer.Ordinal);
    private readonly IdSequence _companyIds = new(4_500_000_001);

    /// <summary>Creates an empty directory without companies.</summary>
    /// <param name="options">Its behavior; null for the defaults.</param>
    public FakeProcore(FakeProcoreOptions? options = null)
    {
        _options = options ?? new FakeProcoreOptions();
        People = new MadeUpPeople(_options.Seed);
        Tokens = new TokenRegister(_options);
        RateLimiter = new RateLimiter(_options);
        OAuth = new OAuthEndpoint(Tokens, FindAccount, _options);
        DefaultAccount = new FakeAccount(Tokens, clientId: null, clientSecret: null, emailAddress: null);
    }

    /// <summary>
    /// The account of tokens that weren't issued here, of <see cref="IssueToken"/>, and of any client id and secret until
    /// <see cref="AddAccount"/> is called.
    /// </summary>
    public FakeAccount DefaultAccount { get; }

    /// <summary>The companies, by ascending id.</summary>
    public IReadOnlyList<FakeCompany> Companies
    {
        get
        {
            lock (_gate)
                return [.. _companies.Values];
        }
    }

    /// <summary>
    /// The requests received so far, in order, including refused and failed ones; only the last
    /// <see cref="FakeProcoreOptions.MaxRequests"/> are kept.
    /// </summary>
    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    /// <summary>The number of faults from <see cref="FailNext"/> that haven't happened yet.</summary>
    public int PendingFaults => Faults.Count;

    // No id fits into 32 bits, so a client that stores ids in 32 bits fails in its tests.
    internal IdSequence UserIds { get; } = new(5_000_000_001);

    internal IdSequence VendorIds { get; } = new(6_000_000_001);

    internal IdSequence TradeIds { get; } = new(6_500_000_001);

    internal IdSequence ProjectIds { get; } = new(7_000_000_001);

    internal IdSequence WorkClassificationIds { get; } = new(7_500_000_001);

    internal IdSequence TemplateIds { get; } = new(8_000_000_001);

    internal IdSequence RoleIds { get; } = new(8_500_000_001);

    internal IdSequence BatchIds { get; } = new(9_000_000_001);

    internal IdSequence RequestIds { get; } = new(1);

    internal MadeUpPeople People { get; }

    internal PersonRegister Persons { get; } = new();

    internal TokenRegister Tokens { get; }

    internal OAuthEndpoint OAuth { get; }

    internal RateLimiter RateLimiter { get; }

    internal FaultQueue Faults { get; } = new();

    /// <summary>Adds a company. All apps are connected to it.</summary>
    /// <param name="name">The company's name.</param>
    /// <param name="id">The company's id; null to assign one that doesn't fit into 32 bits.</param>
    /// <returns>The company, without users.</returns>
    /// <exception cref="ArgumentException">A company with this id exists.</exception>
    public FakeCompany AddCompany(string name, long? id = null)
    {
        lock (_gate)
        {
            var company = new FakeCompany(this, _options, id ?? NextCompanyId(), name);
            if (_companies.ContainsKey(company.Id))
                throw new ArgumentException($"A company with the id {company.Id} already exists.", nameof(id));
            _companies.Add(company.Id, company);
            return company;
        }
    }

    /// <summary>Creates a handler that responds from this directory. Any number of handlers can be used at the same time.</summary>
    /// <returns>The handler, for the constructor of an <see cref="HttpClient"/>.</returns>
    public HttpMessageHandler CreateHandler() => new FakeProcoreHandler(this, _options);

    /// <summary>
    /// Adds an account that signs in with a client id and secret, as a service account or as a user who authorizes an app.
    /// From then on, <c>/oauth/token</c> accepts only accounts that were added.
    /// A user who authorizes an app agrees at once: <c>/oauth/authorize</c> responds with the redirect that carries the code.
    /// </summary>
    /// <param name="clientId">The client id.</param>
    /// <param name="clientSecret">The client secret.</param>
    /// <param name="emailAddress">The e-mail address of the user that <c>/me</c> returns. Null for the first user of the company.</param>
    /// <returns>The account, a Directory Admin in every company.</returns>
    /// <exception cref="ArgumentException">The client id or secret is empty, or an account with this client id exists.</exception>
    public FakeAccount AddAccount(string clientId, string clientSecret, string? emailAddress = null)
    {
        if (string.IsNullOrEmpty(clientId))
            throw new ArgumentException("An account needs a client id.", nameof(clientId));
        if (string.IsNullOrEmpty(clientSecret))
            throw new ArgumentException("An account needs a client secret.", nameof(clientSecret));
        lock (_gate)
        {
            if (_accounts.ContainsKey(clientId))
                throw new ArgumentException("An account with this client id already exists.", nameof(clientId));
            return _accounts[clientId] = new FakeAccount(Tokens, clientId, clientSecret, emailAddress);
        }
    }

    /// <summary>Issues an access token of <see cref="DefaultAccount"/>.</summary>
    /// <param name="lifetime">How long it is valid; null for <see cref="FakeProcoreOptions.TokenLifetime"/>.</param>
    /// <param name="emailAddress">The e-mail address of the user that <c>/me</c> returns. Null for the first user of the company.</param>
    /// <returns>The token, for the <c>Authorization</c> header after <c>Bearer</c>.</returns>
    public string IssueToken(TimeSpan? lifetime = null, string? emailAddress = null) => Tokens.Issue(DefaultAccount, emailAddress, lifetime).AccessToken;

    /// <summary>Makes upcoming requests fail. If several faults match a request, the one that was added first applies.</summary>
    /// <param name="fault">How they fail.</param>
    /// <param name="times">How many requests fail; 1 by default.</param>
    /// <param name="when">
    /// Selects the requests that fail, for example by <see cref="FakeRequest.Operation"/>; null for any, including requests for tokens.
    /// It must not call the fake.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public void FailNext(FakeFault fault, int times = 1, Func<FakeRequest, bool>? when = null)
    {
        _ = fault ?? throw new ArgumentNullException(nameof(fault));
        if (times < 1)
            throw new ArgumentOutOfRangeException(nameof(times), times, "A fault happens at least once.");
        Faults.Add(fault, times, when ?? (_ => true));
    }

    internal FakeCompany? FindCompany(long id)
    {
        lock (_gate)
            return _companies.TryGetValue(id, out var company) ? company : null;
    }

    internal void Record(FakeRequest request)
    {
        lock (_gate)
        {
            _requests.Enqueue(request);
            while (_requests.Count > _options.MaxRequests)
                _requests.Dequeue();
        }
    }

    /// <summary>The time in whole seconds, as in Procore's responses.</summary>
    internal DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(_options.TimeProvider.GetUtcNow().ToUnixTimeSeconds());

    private FakeAccount? FindAccount(string clientId, string? clientSecret)
    {
        lock (_gate)
        {
            if (_accounts.TryGetValue(clientId, out var account))
                return clientSecret == null || account.ClientSecret == clientSecret ? account : null;
            return _accounts.Count == 0 && _options.AcceptAnyToken ? DefaultAccount : null;
        }
    }

    private long NextCompanyId()
    {
        var id = _companyIds.Next();
        while (_companies.ContainsKey(id))
            id = _companyIds.Next();
        return id;
    }
}
