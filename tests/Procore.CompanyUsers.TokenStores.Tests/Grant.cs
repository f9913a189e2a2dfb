using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.TokenStores.Tests;

/// <summary>The grant of a user at a fake Procore, shared by programs through a store.</summary>
internal sealed class Grant
{
    private const string Secret = "app-secret";

    private readonly FakeProcore _procore;
    private readonly FakeCompany _company;
    private readonly string _refreshToken;
    private readonly EphemeralDataProtectionProvider _keys = new();

    public Grant()
    {
        _procore = new FakeProcore(new FakeProcoreOptions { TimeProvider = Clock, AcceptAnyToken = false });
        _company = _procore.AddCompany("Bluestone Builders");
        _refreshToken = _procore.AddAccount(ClientId, Secret).IssueRefreshToken();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    public string ClientId { get; } = $"app-{Guid.NewGuid():N}";

    /// <summary>How many requests for tokens Procore got.</summary>
    public int Redemptions => _procore.Requests.Count(request => request.Path == "/oauth/token");

    /// <summary>Starts a program with a client and a store of its own.</summary>
    /// <param name="useStore">Registers the store.</param>
    /// <param name="afterRedeeming">Runs after Procore has issued a pair, before the program gets it.</param>
    public ServiceProvider Start(Action<IHttpClientBuilder> useStore, Func<Task>? afterRedeeming = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock).AddSingleton<IDataProtectionProvider>(_keys);
        var builder = services.AddProcore(o => (o.ClientId, o.ClientSecret, o.RefreshToken, o.CompanyId, o.Retry.MaxRetries) = (ClientId, Secret, _refreshToken, _company.Id, 0)).UseFakeProcore(_procore);
        useStore(builder);
        builder.EncryptTokens();
        if (afterRedeeming is not null)
            services.AddHttpClient(builder.Name + ".Login").AddHttpMessageHandler(() => new AfterHandler(afterRedeeming));
        return services.BuildServiceProvider();
    }

    /// <summary>Lets the access token expire.</summary>
    public void Expire() => Clock.Advance(TimeSpan.FromHours(2));

    /// <summary>Calls Procore with the tokens of the store.</summary>
    public static async Task CallAsync(ServiceProvider program) => await program.GetRequiredService<ICompanyUsers>().ListAsync().CountAsync();

    private sealed class AfterHandler(Func<Task> after) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await after();
            return response;
        }
    }
}
