using Microsoft.Extensions.DependencyInjection;

namespace Procore.CompanyUsers.Tests;

internal sealed class ProcoreClientFactoryTests : IDisposable
{
    private static readonly Uri RedirectUri = new("https://app.example.com/back");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly GrantServer _server = new();
    private readonly RecordingHandler _handler;
    private readonly InMemoryTokenStore _store = new();
    private readonly List<ServiceProvider> _providers = [];

    public ProcoreClientFactoryTests() => _handler = new RecordingHandler(_server.AnswerAsync);

    public void Dispose()
    {
        _providers.ForEach(provider => provider.Dispose());
        _handler.Dispose();
    }

    [Test]
    public void Create_returns_the_same_client_while_the_credentials_are_equal()
    {
        var factory = Factory();

        var first = factory.Create("a", Service("id", "secret"));

        Assert.That(factory.Create("a", Service("id", "secret")), Is.SameAs(first));
        Assert.That(factory.Create("b", Service("id", "secret")), Is.Not.SameAs(first));
        var other = factory.Create("a", Service("id", "another"));
        Assert.That(other, Is.Not.SameAs(first));
        Assert.That(factory.Create("a", Service("id", "another")), Is.SameAs(other));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Dispose_waits_for_a_token_refresh_of_a_tenant(bool isEvicted)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The call fails once the factory is disposed, and its retries would only take time.
        var factory = Factory(options =>
        {
            AsApp(options);
            options.Retry.MaxRetries = 0;
        });
        _server.BeforeToken = _ =>
        {
            asked.TrySetResult();
            return gate.Task;
        };
        var call = factory.Create("a", new ProcoreCredentials { RefreshToken = "refresh-0" }).Company(1).Users.GetAsync(7);
        await asked.Task.WaitAsync(Patience);
        if (isEvicted)
            factory.Evict("a");

        var end = _providers.Single().DisposeAsync().AsTask();

        Assert.That(end.IsCompleted, Is.False);
        gate.SetResult();
        await end.WaitAsync(Patience);
        Assert.That(_server.Issued, Is.EqualTo(1));
        Assert.That(Tokens(), Does.Contain("refresh-1"), "they are stored by then");
        await Task.WhenAny(call).WaitAsync(Patience);

        string? Tokens() => _store.ReadAsync($"https://login.procore.com/{TimedProcore.ClientId}/tenant%2Fa#" + Fingerprint.Of("refresh-0")[..16]).GetAwaiter().GetResult()?.Payload;
    }

    [Test]
    public async Task Create_keeps_the_tokens_of_tenants_apart()
    {
        using var handler = new RecordingHandler((request, _) => Task.FromResult(request.Address.AbsolutePath.Contains("/oauth/", StringComparison.Ordinal)
            ? Answer.Json($$"""{"access_token":"of-{{request.Body!.Split("client_id=")[1].Split('&')[0]}}"}""")
            : Attempts.Succeed(request)));
        var factory = Factory(handler: handler);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(turn => Task.Run(() => factory.Create($"t{turn % 4}", Service($"c{turn % 4}", "s")).Company(turn % 4 + 1).Users.GetAsync(7))));

        var calls = handler.Requests.Where(request => request.Method == "GET").ToList();
        Assert.That(calls, Has.Count.EqualTo(40));
        Assert.That(calls.Select(call => (call.Headers["Procore-Company-Id"], call.Headers["Authorization"])).Distinct(), Is.EquivalentTo(Enumerable.Range(0, 4).Select(tenant => ($"{tenant + 1}", $"Bearer of-c{tenant}"))));
        Assert.That(handler.Requests.Count(request => request.Method == "POST"), Is.EqualTo(4));
    }

    [Test]
    public async Task Create_keeps_the_rate_limits_of_tenants_apart()
    {
        using var handler = new RecordingHandler((request, _) => Task.FromResult(
            Answer.Json("""{"id":7}""", 200, TimedProcore.Limits(10, 0, DateTimeOffset.UtcNow.AddHours(1)))));
        var factory = Factory(handler: handler);
        var a = factory.Create("a", new ProcoreCredentials { AccessToken = "a" }).Company(1).Users;
        await a.GetAsync(7);

        await factory.Create("b", new ProcoreCredentials { AccessToken = "b" }).Company(1).Users.GetAsync(7);

        Assert.That(() => a.GetAsync(7), Throws.TypeOf<RateLimitExceededException>());
        Assert.That(() => factory.Create("a", new ProcoreCredentials { AccessToken = "a" }).Company(1).Users.GetAsync(7), Throws.TypeOf<RateLimitExceededException>());
    }

    [Test]
    public async Task Create_finds_the_authorization_of_a_tenant_after_a_restart()
    {
        var tenant = Factory(AsApp).Create("a", new ProcoreCredentials());
        Assert.That(() => tenant.Company(1).Users.GetAsync(7), Throws.TypeOf<ReauthorizationRequiredException>());
        await tenant.Authentication.ExchangeCodeAsync("code", RedirectUri);
        await tenant.Company(1).Users.GetAsync(7);

        await Factory(AsApp).Create("a", new ProcoreCredentials()).Company(1).Users.GetAsync(7);

        Assert.That(_server.Forms, Has.Count.EqualTo(1));
        Assert.That(() => Factory(AsApp).Create("b", new ProcoreCredentials()).Company(1).Users.GetAsync(7), Throws.TypeOf<ReauthorizationRequiredException>());
    }

    [Test]
    public void Create_evicts_the_least_recently_used_client()
    {
        var factory = Factory(options => options.MaxClients = 2);
        var a = factory.Create("a", Service("a", "s"));
        var b = factory.Create("b", Service("b", "s"));
        factory.Create("a", Service("a", "s"));

        factory.Create("c", Service("c", "s"));

        Assert.That(factory.Create("a", Service("a", "s")), Is.SameAs(a));
        Assert.That(factory.Create("b", Service("b", "s")), Is.Not.SameAs(b));
    }

    [Test]
    public async Task Evict_leaves_the_old_client_usable_and_Create_makes_another()
    {
        var factory = Factory(AsApp);
        var a = factory.Create("a", new ProcoreCredentials());
        await a.Authentication.ExchangeCodeAsync("code", RedirectUri);

        Assert.That(factory.Evict("a"), Is.True);
        Assert.That(factory.Evict("a"), Is.False);
        await a.Company(1).Users.GetAsync(7);
        var next = factory.Create("a", new ProcoreCredentials());
        await next.Company(1).Users.GetAsync(7);

        Assert.That(next, Is.Not.SameAs(a));
        Assert.That(_server.Forms, Has.Count.EqualTo(1));
    }

    [Test]
    public void Create_refuses_incomplete_credentials_without_showing_values()
    {
        var factory = Factory();
        var service = Factory(TimedProcore.AsService);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => factory.Create(" ", Service("id", "s")), Throws.ArgumentException.With.Property("ParamName").EqualTo("key"));
            Assert.That(() => factory.Create(new string('a', 201), Service("id", "s")), Throws.ArgumentException);
            Assert.That(() => factory.Create("a", null!), Throws.ArgumentNullException);
            Assert.That(() => factory.Create("a", new ProcoreCredentials()), Throws.ArgumentException.With.Message.Contains("ClientId"));
            Assert.That(() => factory.Create("a", new ProcoreCredentials { ClientId = TimedProcore.Secret }), Throws.ArgumentException.With.Message.Contains("ClientSecret").And.Message.Not.Contains(TimedProcore.Secret));
            Assert.That(() => factory.Create("a", new ProcoreCredentials { RefreshToken = TimedProcore.Secret }), Throws.ArgumentException.With.Message.Contains("TokenStore").And.Message.Not.Contains(TimedProcore.Secret));
            Assert.That(() => service.Create("a", new ProcoreCredentials()), Throws.ArgumentException.With.Message.Contains("no account"));
            Assert.That(() => factory.Evict(null!), Throws.ArgumentNullException);
        }
    }

    [Test]
    public void Create_validates_the_options()
    {
        var factory = Factory(options => options.Paging.PageSize = 0);

        Assert.That(() => factory.Create("a", Service("id", "s")), Throws.ArgumentException.With.Message.Contains("ProcoreOptions.Paging.PageSize"));
    }

    [Test]
    public async Task Create_shares_the_connections_of_the_singleton_client()
    {
        var services = new ServiceCollection();
        services.AddProcore(options => options.AccessToken = "own").ConfigurePrimaryHttpMessageHandler(() => _handler);
        services.AddProcoreClientFactory(options => options.Paging.PageSize = 5);
        using var provider = services.BuildServiceProvider();

        var tenant = provider.GetRequiredService<IProcoreClientFactory>().Create("a", new ProcoreCredentials { AccessToken = "access-0" });
        await tenant.Company(1).Users.GetAsync(7);

        Assert.That(_handler.Requests.Single().Headers["Authorization"], Is.EqualTo("Bearer access-0"));
    }

    private static ProcoreCredentials Service(string id, string secret) => new() { ClientId = id, ClientSecret = secret };

    private void AsApp(ProcoreOptions options)
    {
        TimedProcore.AsService(options);
        options.TokenStore = _store;
    }

    private IProcoreClientFactory Factory(Action<ProcoreOptions>? configure = null, HttpMessageHandler? handler = null)
    {
        var services = new ServiceCollection();
        services.AddProcoreClientFactory(configure).ConfigurePrimaryHttpMessageHandler(() => handler ?? _handler);
        services.AddHttpClient("Procore.CompanyUsers.Login").ConfigurePrimaryHttpMessageHandler(() => handler ?? _handler);
        var provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider.GetRequiredService<IProcoreClientFactory>();
    }
}
