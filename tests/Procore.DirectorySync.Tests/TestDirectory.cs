using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Procore.DirectorySync.Tests;

/// <summary>A company in memory, the account that signs in, and a client of it.</summary>
internal sealed class TestDirectory : IDisposable
{
    private readonly ServiceProvider _provider;

    public TestDirectory(int pageSize = 1000)
    {
        Fake = new FakeProcore(new FakeProcoreOptions { TimeProvider = Clock });
        Company = Fake.AddCompany("Bluestone Builders");
        Account = Company.AddUser("Nightly", "Service", "service@bluestone.example");
        Hook.InnerHandler = Fake.CreateHandler();
        var services = new ServiceCollection();
        services.AddProcore(options =>
        {
            options.AccessToken = Fake.IssueToken(TimeSpan.FromDays(3650), Account.EmailAddress);
            options.CompanyId = Company.Id;
            options.Paging.PageSize = pageSize;
            options.Retry.MaxRetries = 0;
        }).ConfigurePrimaryHttpMessageHandler(() => Hook)
            // The factory would dispose the handler after two minutes, however slow the machine is.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        _provider = services.BuildServiceProvider();
        Users = _provider.GetRequiredService<ICompanyUsers>();
        Lookups = _provider.GetRequiredService<IProcoreClient>().Company(Company.Id);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));

    public FakeProcore Fake { get; }

    public FakeCompany Company { get; }

    public FakeUser Account { get; }

    public HookHandler Hook { get; } = new();

    public ICompanyUsers Users { get; }

    /// <summary>The company with its projects and templates.</summary>
    public IProcoreCompany Lookups { get; }

    /// <summary>The requests that change something.</summary>
    public IReadOnlyList<FakeRequest> Writes => [.. Fake.Requests.Where(request => request.Method != HttpMethod.Get)];

    public FakeUser User(long id) => Company.FindUser(id)!;

    public FakeUser Single(string emailAddress) =>
        Company.Users.Single(user => string.Equals(user.EmailAddress, emailAddress, StringComparison.OrdinalIgnoreCase));

    public FakeUser Add(string lastName, string? originId = null, bool isActive = true, bool isEmployee = true, string? jobTitle = null, string? employeeId = null) => Company.AddUser(new FakeUser
    {
        FirstName = "Ada",
        LastName = lastName,
        EmailAddress = $"{lastName}@bluestone.example".ToLowerInvariant(),
        OriginId = originId,
        IsActive = isActive,
        IsEmployee = isEmployee,
        JobTitle = jobTitle,
        EmployeeId = employeeId,
        UpdatedAt = Clock.GetUtcNow().AddDays(-30),
    });

    /// <summary>Everybody but for the times and the ids that Procore gives.</summary>
    public IReadOnlyList<FakeUser> State() =>
        [.. Company.Users.Select(user => user with { Id = 0, CreatedAt = null, UpdatedAt = null, LastActivatedAt = null }).OrderBy(user => user.EmailAddress, StringComparer.Ordinal)];

    public void Dispose() => _provider.Dispose();
}
