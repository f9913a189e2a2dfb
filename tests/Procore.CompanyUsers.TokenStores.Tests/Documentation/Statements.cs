using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Procore.CompanyUsers.Testing;
using StackExchange.Redis;

namespace Procore.CompanyUsers.TokenStores.Tests.Documentation;

#pragma warning disable CS9113, CA1822 // Documentation shows short statements.
internal abstract class Statements(IProcoreAuthentication authentication, IProcoreClientFactory factory)
{
    public void Register(IServiceCollection services, string clientId, string clientSecret)
    {
        services.AddProcore(o =>
        {
            o.ClientId = clientId;
            o.ClientSecret = clientSecret;
            o.TokenStore = new FileTokenStore("/var/lib/my-app/procore");
        });
    }

    public string SendAway(Uri redirectUri)
    {
        // 1. Redirect the browser to Procore. Keep the state in the user's session.
        var state = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        return Redirect(authentication.GetAuthorizationUrl(redirectUri, state).AbsoluteUri);
    }

    public async Task<string> ComeBackAsync(string returnedState, string state, string code, Uri redirectUri)
    {
        // 2. Procore redirects it back with ?code=…&state=…. If the state isn't yours, refuse: it is an attack.
        if (returnedState != state)
            return Unauthorized();
        await authentication.ExchangeCodeAsync(code, redirectUri);
        return "";
    }

    public void RegisterSeveral(IServiceCollection services, IConfiguration configuration)
    {
        services.AddProcore("east", configuration.GetSection("Procore:East"));
        services.AddProcore("west", configuration.GetSection("Procore:West"));
    }

    public async Task ConnectAsync(string tenantId, string code, Uri redirectUri, long companyId)
    {
        var tenant = factory.Create(tenantId, new ProcoreCredentials());   // a user of the app in ProcoreOptions
        await tenant.Authentication.ExchangeCodeAsync(code, redirectUri);  // once, when the tenant connects
        await tenant.Company(companyId).Users.GetCurrentAsync();           // at any time, also after a restart
    }

    public async Task UsePostgreSqlAsync(IServiceCollection services, string connectionString, string clientId, string clientSecret)
    {
        var dataSource = NpgsqlDataSource.Create(connectionString);
        await new PostgreSqlTokenStore(dataSource).CreateSchemaAsync();

        services.AddProcore(o => { o.ClientId = clientId; o.ClientSecret = clientSecret; })
            .UsePostgreSqlTokenStore(dataSource)
            .EncryptTokens();
    }

    public async Task UseRedisAsync(IServiceCollection services, string clientId, string clientSecret)
    {
        var redis = await ConnectionMultiplexer.ConnectAsync("redis.example.com");

        services.AddProcore(o => { o.ClientId = clientId; o.ClientSecret = clientSecret; })
            .UseRedisTokenStore(redis)
            .EncryptTokens();
    }

    public void Encrypt(IServiceCollection services)
    {
        services.AddDataProtection()
            .SetApplicationName("my-app")
            .PersistKeysToFileSystem(new DirectoryInfo("/mnt/shared/my-app-keys"));
    }

    private static string Redirect(string address) => address;

    private static string Unauthorized() => "401";
}

public abstract class StoreOfYourOwn
{
    [TestCaseSource(typeof(TokenStoreCases), nameof(TokenStoreCases.All))]
    public Task My_store_meets_the_contract(TokenStoreCase storeCase) => storeCase.RunAsync(() => CreateMyStore());

    protected abstract IProcoreTokenStore CreateMyStore();
}

public sealed class Nightly([FromKeyedServices("east")] ICompanyUsers east);
