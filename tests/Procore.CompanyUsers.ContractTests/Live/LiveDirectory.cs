using Microsoft.Extensions.DependencyInjection;
using Procore.CompanyUsers.Models;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.ContractTests.Live;

/// <summary>A directory in which the cases work on people of their own, and leave none of them active.</summary>
public sealed class LiveDirectory : IAsyncDisposable
{
    /// <summary>By this anybody can tell these people from real ones.</summary>
    public const string LastName = "ProcoreCompanyUsersTest";

    private readonly ServiceProvider _services;
    private readonly HashSet<string> _originIds = new(StringComparer.Ordinal);
    private int _people;

    private LiveDirectory(ServiceProvider services) => _services = services;

    public ICompanyUsers Users => _services.GetRequiredService<ICompanyUsers>();

    /// <summary>How many people were active in the end.</summary>
    public int MadeInactive { get; private set; }

    private string Run { get; } = Guid.NewGuid().ToString("N");

    public static LiveDirectory Open(LiveAccount? account)
    {
        var services = new ServiceCollection();
        if (account is null)
        {
            var fake = new FakeProcore();
            var company = fake.AddCompany("Bluestone Builders");
            services.AddProcore(options => (options.AccessToken, options.CompanyId) = ("any", company.Id)).UseFakeProcore(fake);
        }
        else
        {
            services.AddProcore(options =>
            {
                options.Environment = ProcoreEnvironment.Sandbox;
                (options.CompanyId, options.ClientId, options.ClientSecret) = (account.CompanyId, account.ClientId, account.ClientSecret);
            });
        }

        return new LiveDirectory(services.BuildServiceProvider());
    }

    /// <summary>An origin id that nobody has. Whoever gets it is cleared away.</summary>
    public string NewOriginId()
    {
        var id = $"{LastName}-{Run}-{Interlocked.Increment(ref _people)}";
        _originIds.Add(id);
        return id;
    }

    public static string AddressOf(string originId) => $"{originId}@example.com";

    public async Task<CompanyUser> AddAsync()
    {
        var originId = NewOriginId();
        return await Users.CreateAsync(new NewCompanyUser
        {
            FirstName = "Test",
            LastName = LastName,
            EmailAddress = AddressOf(originId),
            OriginId = originId,
            JobTitle = "Tester",
            FaxNumber = "1",
            IsEmployee = false,
        });
    }

    public async Task<IReadOnlyList<CompanyUser>> FindAsync(CompanyUserStatus status, string originId) =>
        await Users.ListAsync(new CompanyUserQuery { Status = status, OriginId = originId }).ToListAsync();

    /// <summary>Procore deletes nobody, so whoever is left of this run is made inactive.</summary>
    public async ValueTask DisposeAsync()
    {
        var left = new List<Exception>();
        foreach (var originId in _originIds)
        {
            try
            {
                foreach (var user in await FindAsync(CompanyUserStatus.Active, originId))
                {
                    await Users.DeactivateAsync(user.Id!.Value);
                    MadeInactive++;
                }
            }
            catch (ProcoreException exception)
            {
                left.Add(exception);
            }
        }

        await _services.DisposeAsync();
        if (left.Count > 0)
            throw new AggregateException($"Not everybody whose last name is {LastName} could be made inactive.", left);
    }
}
