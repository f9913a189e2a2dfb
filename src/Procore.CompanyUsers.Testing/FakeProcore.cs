namespace Procore.CompanyUsers.Testing;

/// <summary>
/// A company directory in memory that answers HTTP requests as Procore's Company Users API does: no server, no network, no account.
/// Put <see cref="CreateHandler"/> under an <see cref="HttpClient"/>, or use
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
    private readonly List<FakeRequest> _requests = [];
    private readonly IdSequence _companyIds = new(4_500_000_001);

    /// <summary>Makes an empty one, without any company.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    public FakeProcore(FakeProcoreOptions? options = null)
    {
        _options = options ?? new FakeProcoreOptions();
        People = new MadeUpPeople(_options.Seed);
        Tokens = new TokenRegister(_options);
    }

    /// <summary>The companies to which the app is connected, by ascending id.</summary>
    public IReadOnlyList<FakeCompany> Companies
    {
        get
        {
            lock (_gate)
                return [.. _companies.Values];
        }
    }

    /// <summary>Every request that came, in the order in which they came, refused ones included.</summary>
    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    // Every id is beyond 32 bits, so that a client which keeps ids in 32 bits fails here and not in production.
    internal IdSequence UserIds { get; } = new(5_000_000_001);

    internal IdSequence VendorIds { get; } = new(6_000_000_001);

    internal IdSequence TradeIds { get; } = new(6_500_000_001);

    internal IdSequence ProjectIds { get; } = new(7_000_000_001);

    internal IdSequence TemplateIds { get; } = new(8_000_000_001);

    internal IdSequence RoleIds { get; } = new(8_500_000_001);

    internal IdSequence BatchIds { get; } = new(9_000_000_001);

    internal MadeUpPeople People { get; }

    internal TokenRegister Tokens { get; }

    /// <summary>Adds a company, to which the app is then connected.</summary>
    /// <param name="name">The company's name.</param>
    /// <param name="id">The company's id; null for one beyond 32 bits.</param>
    /// <returns>The company, without users.</returns>
    /// <exception cref="ArgumentException">There is a company with this id.</exception>
    public FakeCompany AddCompany(string name, long? id = null)
    {
        lock (_gate)
        {
            var company = new FakeCompany(this, _options, id ?? NextCompanyId(), name);
            if (_companies.ContainsKey(company.Id))
                throw new ArgumentException($"There is a company {company.Id} already.", nameof(id));
            _companies.Add(company.Id, company);
            return company;
        }
    }

    /// <summary>Makes a handler that answers out of this directory. Any number of them may be in use at once.</summary>
    /// <returns>The handler, for the constructor of an <see cref="HttpClient"/>.</returns>
    public HttpMessageHandler CreateHandler() => new FakeProcoreHandler(this, _options);

    /// <summary>Issues an access token.</summary>
    /// <param name="lifetime">How long it is good for; null for Procore's 5,400 seconds.</param>
    /// <param name="emailAddress">Whose token it is: the user of each company whom <c>/me</c> answers. Null for the first user of the company.</param>
    /// <returns>The token, for the <c>Authorization</c> header after <c>Bearer</c>.</returns>
    public string IssueToken(TimeSpan? lifetime = null, string? emailAddress = null) =>
        Tokens.Issue(lifetime ?? TimeSpan.FromSeconds(5_400), emailAddress);

    internal FakeCompany? FindCompany(long id)
    {
        lock (_gate)
            return _companies.TryGetValue(id, out var company) ? company : null;
    }

    internal void Record(FakeRequest request)
    {
        lock (_gate)
            _requests.Add(request);
    }

    /// <summary>The time in whole seconds, which is what Procore writes.</summary>
    internal DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(_options.TimeProvider.GetUtcNow().ToUnixTimeSeconds());

    private long NextCompanyId()
    {
        var id = _companyIds.Next();
        while (_companies.ContainsKey(id))
            id = _companyIds.Next();
        return id;
    }
}
