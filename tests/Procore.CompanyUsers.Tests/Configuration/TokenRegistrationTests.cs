using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Procore.CompanyUsers.Tests;

internal sealed class TokenRegistrationTests
{
    private static readonly Action<ProcoreOptions> App = options => (options.ClientId, options.ClientSecret) = ("app", "secret");

    [Test]
    public void UseTokenStore_sets_the_store_of_its_client_only()
    {
        var (store, other) = (new InMemoryTokenStore(), new InMemoryTokenStore());
        var services = new ServiceCollection();
        services.AddProcore(App).UseTokenStore(_ => store);
        services.AddProcore("east", App).UseTokenStore(_ => other);
        services.AddProcore("west", App);
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<ProcoreOptions>>();

        Assert.That(options.CurrentValue.TokenStore, Is.SameAs(store));
        Assert.That(options.Get("east").TokenStore, Is.SameAs(other));
        Assert.That(options.Get("west").TokenStore, Is.Null);
    }

    [Test]
    public void UseTokenStore_creates_one_store_however_often_options_are_read()
    {
        var created = 0;
        var services = new ServiceCollection();
        services.AddProcoreClientFactory(App).UseTokenStore(_ =>
        {
            created++;
            return new InMemoryTokenStore();
        });
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<ProcoreOptions>>();
        var first = options.CurrentValue.TokenStore;

        provider.GetRequiredService<IOptionsMonitorCache<ProcoreOptions>>().Clear();

        Assert.That(options.CurrentValue.TokenStore, Is.SameAs(first));
        Assert.That(created, Is.EqualTo(1));
    }

    [Test]
    public void EncryptTokens_without_data_protection_says_what_is_missing()
    {
        var services = new ServiceCollection();
        services.AddProcore(App).UseTokenStore(_ => new InMemoryTokenStore()).EncryptTokens();
        using var provider = services.BuildServiceProvider();

        Assert.That(() => provider.GetRequiredService<IProcoreClient>(), Throws.InvalidOperationException.With.Message.Contains("AddDataProtection"));
    }

    [Test]
    public void UseTokenStore_and_EncryptTokens_refuse_builders_of_other_clients()
    {
        var builder = new ServiceCollection().AddHttpClient("other");

        Assert.That(() => builder.UseTokenStore(_ => new InMemoryTokenStore()), Throws.ArgumentException.With.Message.Contains("AddProcore"));
        Assert.That(() => builder.EncryptTokens(), Throws.ArgumentException.With.Message.Contains("AddProcore"));
    }
}
