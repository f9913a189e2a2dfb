using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Procore.CompanyUsers.Testing.Tests.TokenSamples;

#pragma warning disable CS9113, CA1822 // What a documentation shows is short.
internal abstract class Statements(IProcoreAuthentication authentication, IProcoreClientFactory factory, NpgsqlDataSource database)
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
        // 1. Send the browser away. Keep the state in the user's session.
        var state = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        return Redirect(authentication.GetAuthorizationUrl(redirectUri, state).AbsoluteUri);
    }

    public async Task<string> ComeBackAsync(string returnedState, string state, string code, Uri redirectUri)
    {
        // 2. It comes back with ?code=…&state=…; another state than yours is an attack.
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
        await tenant.Company(companyId).Users.GetCurrentAsync();           // at any time, and after a restart
    }

    [TestCaseSource(typeof(TokenStoreCases), nameof(TokenStoreCases.All))]
    public Task The_store_passes(TokenStoreCase storeCase) => storeCase.RunAsync(() => new SqlTokenStore(database));

    private static string Redirect(string address) => address;

    private static string Unauthorized() => "401";
}

public sealed class Nightly([FromKeyedServices("east")] ICompanyUsers east);
