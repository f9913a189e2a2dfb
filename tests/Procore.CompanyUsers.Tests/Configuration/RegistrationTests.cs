using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Procore.CompanyUsers.Tests;

internal sealed class RegistrationTests
{
    [Test]
    public void AddProcore_registers_the_client_and_ICompanyUsers_as_singletons()
    {
        using var services = Services(options => options.CompanyId = 7);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Enumerable.Repeat(services, 2).Select(provider => provider.GetRequiredService<IProcoreClient>()).Distinct().Count(), Is.EqualTo(1));
            Assert.That(Enumerable.Repeat(services, 2).Select(provider => provider.GetRequiredService<ICompanyUsers>()).Distinct().Count(), Is.EqualTo(1));
            Assert.That(services.GetRequiredService<IProcoreCompany>().Users, Is.SameAs(services.GetRequiredService<ICompanyUsers>()));
        }
    }

    [Test]
    public void AddProcore_throws_for_ICompanyUsers_without_a_CompanyId()
    {
        using var services = Services(_ => { });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => services.GetRequiredService<IProcoreCompany>(), Throws.InvalidOperationException.With.Message.Contains("ProcoreOptions.CompanyId"));
            Assert.That(() => services.GetRequiredService<ICompanyUsers>(), Throws.InvalidOperationException.With.Message.Contains("ProcoreOptions.CompanyId").And.Message.Contains("IProcoreClient"));
            Assert.That(services.GetRequiredService<IProcoreClient>().Company(7).Id, Is.EqualTo(7));
        }
    }

    [Test]
    public async Task AddProcore_called_twice_only_adds_options()
    {
        var asked = 0;
        using var procore = new RecordingHandler((_, _) => Task.FromResult(Answer.Json("""{"id":7}""")));
        var services = new ServiceCollection();
        services.AddProcore(options => options.AccessTokenSource = _ => new($"token-{++asked}"));
        services.AddProcore(options => options.CompanyId = 7).ConfigurePrimaryHttpMessageHandler(() => procore);
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ICompanyUsers>().GetCurrentAsync();

        Assert.That(asked, Is.EqualTo(1));
    }

    [Test]
    public void AddProcore_refuses_null_services_and_options()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ProcoreServiceCollectionExtensions.AddProcore(null!, _ => { }), Throws.ArgumentNullException);
            Assert.That(() => new ServiceCollection().AddProcore((Action<ProcoreOptions>)null!), Throws.ArgumentNullException);
        }
    }

    [Test]
    public async Task DisposeAsync_of_the_container_closes_the_connections()
    {
        var services = Services(_ => { });
        using var connections = Connections(services);
        Assert.That(() => SendAsync(connections), Throws.InstanceOf<HttpRequestException>(), "nothing listens there");

        await services.DisposeAsync();

        Assert.That(() => SendAsync(connections), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Dispose_of_the_container_leaves_connections_to_a_renewal()
    {
        var services = Services(_ => { });
        using var connections = Connections(services);
        Assert.That(() => SendAsync(connections), Throws.InstanceOf<HttpRequestException>(), "nothing listens there");

        services.Dispose();

        Assert.That(() => SendAsync(connections), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task AddProcore_signs_in_through_the_primary_handler_without_the_added_handlers([Values("factory", "filled in", "chain")] string kind, [Values(null, "east")] string? name)
    {
        using var procore = new RecordingHandler((request, _) => Task.FromResult(Answer.Json(TimedProcore.IsForToken(request) ? """{"access_token":"token"}""" : """{"id":7}""")));
        var added = new List<string>();
        var services = new ServiceCollection();
        var builder = name is null ? services.AddProcore(Service) : services.AddProcore(name, Service);
        builder.AddHttpMessageHandler(() => new Noting(added));
        if (kind == "factory")
            builder.ConfigurePrimaryHttpMessageHandler(() => procore);
        else if (kind == "filled in")
            builder.Services.Configure<HttpClientFactoryOptions>(builder.Name, options => options.HttpMessageHandlerBuilderActions.Add(handlers => handlers.PrimaryHandler = procore));
        else
            builder.ConfigurePrimaryHttpMessageHandler(() => new Noting([]) { InnerHandler = procore });
        await using var provider = services.BuildServiceProvider();

        for (var call = 0; call < 2; call++)
            await provider.GetRequiredKeyedService<ICompanyUsers>(name ?? "").GetAsync(7);

        Assert.That(procore.Requests.Select(request => request.Address.Host), Is.EqualTo(new[] { "login.procore.com", "api.procore.com", "api.procore.com" }));
        Assert.That(added, Is.EqualTo(new[] { "api.procore.com", "api.procore.com" }));

        static void Service(ProcoreOptions options)
        {
            TimedProcore.AsService(options);
            options.CompanyId = 7;
        }
    }

    [Test]
    public void AddProcore_gives_the_handler_of_sign_in_the_lifetime_of_the_primary_handler()
    {
        var services = new ServiceCollection();
        services.AddProcore(TimedProcore.AsService).SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get("Procore.CompanyUsers.Login").HandlerLifetime, Is.EqualTo(Timeout.InfiniteTimeSpan));
    }

    [Test]
    public async Task AddProcore_keeps_a_primary_handler_that_is_set_for_sign_in()
    {
        using var api = new RecordingHandler((_, _) => Task.FromResult(Answer.Json("""{"id":7}""")));
        using var login = new RecordingHandler((_, _) => Task.FromResult(Answer.Json("""{"access_token":"token"}""")));
        var services = new ServiceCollection();
        services.AddProcore(TimedProcore.AsService).ConfigurePrimaryHttpMessageHandler(() => api);
        services.AddHttpClient("Procore.CompanyUsers.Login").ConfigurePrimaryHttpMessageHandler(() => login);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IProcoreClient>().Company(7).Users.GetAsync(7);

        Assert.That((api.Requests.Count, login.Requests.Count), Is.EqualTo((1, 1)));
    }

    private static HttpMessageInvoker Connections(ServiceProvider services) =>
        new(services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("Procore.CompanyUsers"), disposeHandler: false);

    private static async Task SendAsync(HttpMessageInvoker connections)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:9/");
        using var response = await connections.SendAsync(request, CancellationToken.None);
    }

    private static ServiceProvider Services(Action<ProcoreOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddProcore(options =>
        {
            options.AccessToken = "token";
            configure(options);
        });
        return services.BuildServiceProvider();
    }

    private sealed class Noting(List<string> hosts) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            hosts.Add(request.RequestUri!.Host);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
