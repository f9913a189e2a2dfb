using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.ContractTests.Behaviour;

/// <summary>A company's directory behind the library: one that thinks for itself, or one that is told what to answer.</summary>
public abstract class DirectoryUnderTest : IDisposable
{
    private readonly ServiceCollection _services = new();
    private readonly Lazy<ServiceProvider> _provider;

    protected DirectoryUnderTest()
    {
        Fake = new FakeProcore(new FakeProcoreOptions { TimeProvider = Clock, BatchItemsPerSecond = 20 });
        Company = Fake.AddCompany("Acme Construction", CompanyIds.Next());
        _services.AddSingleton<TimeProvider>(Clock);
        Builder = _services.AddProcore(options =>
        {
            options.ApiAddress = Address;
            options.AccessToken = "token";
            options.CompanyId = Company.Id;
        });
        _provider = new Lazy<ServiceProvider>(() => _services.BuildServiceProvider());
    }

    public TestClock Clock { get; } = new() { SkipsWaits = true };

    /// <summary>What the directory holds. One that is told what to answer holds nothing and doesn't look.</summary>
    public FakeCompany Company { get; }

    public ICompanyUsers Users => _provider.Value.GetRequiredService<ICompanyUsers>();

    protected FakeProcore Fake { get; }

    protected IHttpClientBuilder Builder { get; }

    protected abstract Uri Address { get; }

    /// <summary>Procore answers this to the next request for this path, after those for which it was said before.</summary>
    /// <param name="method">In upper case.</param>
    /// <param name="path">Without the query.</param>
    /// <param name="status">The status.</param>
    /// <param name="body">What the body holds at least.</param>
    public abstract Task AnswersAsync(string method, string path, int status, JToken body);

    /// <summary>Fails unless every answer was asked for, and nothing else.</summary>
    public abstract Task AssertAllAskedForAsync();

    public virtual void Dispose()
    {
        if (_provider.IsValueCreated)
            _provider.Value.Dispose();
        GC.SuppressFinalize(this);
    }
}
