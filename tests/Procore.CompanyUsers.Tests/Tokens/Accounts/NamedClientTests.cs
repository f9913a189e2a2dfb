using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Procore.CompanyUsers.Tests;

internal sealed class NamedClientTests
{
    [Test]
    public async Task AddProcore_gives_each_named_client_its_own_company_and_token()
    {
        using var handler = new RecordingHandler((request, _) => Task.FromResult(Attempts.Succeed(request)));
        var services = new ServiceCollection();
        Add(services.AddProcore(options => (options.AccessToken, options.CompanyId) = ("default", 1)));
        Add(services.AddProcore("east", options => (options.AccessToken, options.CompanyId, options.Environment) = ("of-east", 2, ProcoreEnvironment.Sandbox)));
        Add(services.AddProcore("west", new ConfigurationBuilder().AddInMemoryCollection([new("AccessToken", "of-west"), new("CompanyId", "3")]).Build()));
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ICompanyUsers>().GetAsync(7);
        await provider.GetRequiredKeyedService<ICompanyUsers>("east").GetAsync(7);
        await provider.GetRequiredKeyedService<ICompanyUsers>("west").GetAsync(7);

        Assert.That(handler.Requests.Select(request => (request.Address.Host, request.Headers["Procore-Company-Id"], request.Headers["Authorization"])), Is.EqualTo(new[]
        {
            ("api.procore.com", "1", "Bearer default"),
            ("sandbox.procore.com", "2", "Bearer of-east"),
            ("api.procore.com", "3", "Bearer of-west"),
        }));

        void Add(IHttpClientBuilder builder) => builder.ConfigurePrimaryHttpMessageHandler(() => handler);
    }

    [Test]
    public void AddProcore_registers_named_clients_as_singletons()
    {
        var services = new ServiceCollection();
        services.AddProcore("east", options => options.AccessToken = "token");
        services.AddProcore("east", options => options.CompanyId = 7);
        using var provider = services.BuildServiceProvider();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Enumerable.Repeat(provider, 2).Select(services => services.GetRequiredKeyedService<IProcoreClient>("east")).Distinct().Count(), Is.EqualTo(1));
            Assert.That(provider.GetRequiredKeyedService<IProcoreAuthentication>("east"), Is.SameAs(provider.GetRequiredKeyedService<IProcoreClient>("east").Authentication));
            Assert.That(provider.GetRequiredKeyedService<ICompanyUsers>("east"), Is.Not.Null);
            Assert.That(provider.GetService<IProcoreClient>(), Is.Null);
            Assert.That(provider.GetKeyedService<IProcoreClient>("west"), Is.Null);
        }
    }

    [Test]
    public void AddProcore_refuses_only_the_named_client_with_invalid_options()
    {
        var services = new ServiceCollection();
        services.AddProcore("right", options => options.AccessToken = "token");
        services.AddProcore("wrong", options => options.Paging.PageSize = 0);
        using var provider = services.BuildServiceProvider();

        Assert.That(() => provider.GetRequiredKeyedService<IProcoreClient>("right"), Throws.Nothing);
        Assert.That(() => provider.GetRequiredKeyedService<IProcoreClient>("wrong"), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("ProcoreOptions.Paging.PageSize"));
    }

    [Test]
    public void AddProcore_validates_the_options_of_all_named_clients_at_start()
    {
        var services = new ServiceCollection();
        services.AddProcore("right", options => options.AccessToken = "token");
        services.AddProcore("wrong", options => options.Paging.PageSize = 0);
        services.AddProcoreClientFactory();
        using var provider = services.BuildServiceProvider();

        Assert.That(() => provider.GetRequiredService<IStartupValidator>().Validate(), Throws.TypeOf<OptionsValidationException>().With.Property("OptionsName").EqualTo("wrong"));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase(null)]
    public void AddProcore_refuses_a_blank_name(string? name) =>
        Assert.That(() => new ServiceCollection().AddProcore(name!, _ => { }), Throws.ArgumentException.With.Property("ParamName").EqualTo("name"));
}
