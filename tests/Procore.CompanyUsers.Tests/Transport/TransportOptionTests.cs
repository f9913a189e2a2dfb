using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Procore.CompanyUsers.Tests;

internal sealed class TransportOptionTests
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMilliseconds(int.MaxValue + 1.0);

    public static IEnumerable<TestCaseData> Mistakes()
    {
        yield return Case("Environment", options => options.Environment = (ProcoreEnvironment)4711);
        yield return Case("Environment", options => options.Environment = (ProcoreEnvironment)(-1));
        yield return Case("LoginAddress", options => options.LoginAddress = new Uri($"/{TimedProcore.Secret}", UriKind.Relative));
        yield return Case("LoginAddress", options => options.LoginAddress = new Uri($"http://{TimedProcore.Secret}.example.com"));
        yield return Case("LoginAddress", options => options.LoginAddress = new Uri($"http://127.0.0.1.{TimedProcore.Secret}.example.com"));
        yield return Case("ClientId", options => options.AccessToken = null);
        yield return Case("ClientId", options => options.ClientId = TimedProcore.Secret, 2);
        yield return Case("ClientId", options => options.ClientSecret = TimedProcore.Secret, 2);
        yield return Case("ClientId", options => (options.AccessToken, options.ClientId) = (null, TimedProcore.Secret));
        yield return Case("ClientId", options => (options.AccessToken, options.ClientId, options.ClientSecret) = (null, TimedProcore.Secret, " "));
        yield return Case("ClientId", options => (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "", TimedProcore.Secret));
        yield return Case("ClientId", options => (options.ClientId, options.ClientSecret) = ("id", TimedProcore.Secret));
        yield return Case("RefreshToken", options => (options.AccessToken, options.ClientId, options.ClientSecret, options.RefreshToken) = (null, "id", "secret", TimedProcore.Secret));
        yield return Case("TokenStore", options => options.TokenStore = new InMemoryTokenStore());
        yield return Case("RefreshToken", options => (options.AccessToken, options.ClientId, options.ClientSecret, options.RefreshToken, options.TokenStore) = (null, "id", "secret", $"{TimedProcore.Secret} 2", new InMemoryTokenStore()));
        yield return Case("TokenProtector", options => options.TokenProtector = new ReversingProtector());
        yield return Case("AccountName", options => options.AccountName = " ");
        yield return Case("AccountName", options => options.AccountName = new string('s', 201));
        yield return Case("CompanyId", options => (options.RequireCompanyId, options.CompanyId) = (true, null));
        yield return Case("ApplicationName", options => options.ApplicationName = "");
        yield return Case("ApplicationName", options => options.ApplicationName = $"My App {TimedProcore.Secret}");
        yield return Case("ApplicationName", options => options.ApplicationName = $"App/1\n{TimedProcore.Secret}");
        yield return Case("ClientSecret", options => (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "id", $"{TimedProcore.Secret}\n"));
        yield return Case("ClientSecret", options => (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "id", $" {TimedProcore.Secret}"));
        yield return Case("ClientSecret", options => (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "id", $"\ufeff{TimedProcore.Secret}"));
        yield return Case("ClientSecret", options => (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "id", $"{TimedProcore.Secret}\u200b"));
        yield return Case("ClientId", options => (options.AccessToken, options.ClientId, options.ClientSecret) = (null, $"{TimedProcore.Secret}\r\n", "secret"));
        yield return Case("MaxClients", options => options.MaxClients = 0);
        yield return Case("MaxClients", options => options.MaxClients = 100_001);
        yield return Case("Retry.MaxRetries", options => options.Retry.MaxRetries = -1);
        yield return Case("Retry.MaxRetries", options => options.Retry.MaxRetries = 4711);
        yield return Case("Retry.MaxRetries", options => options.Retry.MaxRetries = 11);
        yield return Case("MaxResponseBytes", options => options.MaxResponseBytes = 1023);
        yield return Case("Retry.AttemptTimeout", options => options.Retry.AttemptTimeout = TimeSpan.Zero);
        yield return Case("Retry.AttemptTimeout", options => options.Retry.AttemptTimeout = Timeout.InfiniteTimeSpan);
        yield return Case("Retry.AttemptTimeout", options => options.Retry.AttemptTimeout = TooLong);
        yield return Case("Retry.MaxTime", options => options.Retry.MaxTime = TimeSpan.FromTicks(-1));
        yield return Case("Retry.MaxTime", options => options.Retry.MaxTime = TooLong);
        yield return Case("RateLimit.MaxWait", options => options.RateLimit.MaxWait = TimeSpan.FromTicks(-1));
        yield return Case("RateLimit.MaxWait", options => options.RateLimit.MaxWait = TooLong);
    }

    [TestCaseSource(nameof(Mistakes))]
    public void ProcoreOptions_names_an_invalid_option_without_its_value(string option, Action<ProcoreOptions> mistake, int failures)
    {
        using var procore = new TimedProcore(_ => Answer.Json("{}"), mistake);

        var refusal = Assert.Throws<OptionsValidationException>(() => _ = procore.Client);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Failures.Count(), Is.EqualTo(failures));
            Assert.That(refusal.Message, Does.Contain($"ProcoreOptions.{option}"));
            Assert.That(refusal.ToString(), Does.Not.Contain(TimedProcore.Secret).And.Not.Contain("4711"));
        }
    }

    [Test]
    public void ProcoreOptions_accepts_values_at_the_limits()
    {
        using var procore = new TimedProcore(_ => Answer.Json("{}"), options =>
        {
            options.Retry.MaxRetries = 10;
            options.MaxResponseBytes = 1024;
            options.Retry.AttemptTimeout = TimeSpan.FromMilliseconds(1);
            options.Retry.MaxTime = TimeSpan.Zero;
            options.RateLimit.MaxWait = TimeSpan.FromMilliseconds(int.MaxValue);
        });

        Assert.That(() => procore.Client, Throws.Nothing);
    }

    [TestCase(ProcoreEnvironment.Production, "https://api.procore.com", "https://login.procore.com")]
    [TestCase(ProcoreEnvironment.Sandbox, "https://sandbox.procore.com", "https://login-sandbox.procore.com")]
    [TestCase(ProcoreEnvironment.MonthlySandbox, "https://api-monthly.procore.com", "https://login-sandbox-monthly.procore.com")]
    [TestCase(ProcoreEnvironment.Federal, "https://api.procoregov.com", "https://login.procoregov.com")]
    public async Task Environment_sets_the_addresses(ProcoreEnvironment environment, string api, string login)
    {
        using var procore = Service(options => options.Environment = environment);

        await procore.Users.GetCurrentAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.Requests.Single().Address.AbsoluteUri, Is.EqualTo(api + FacadeRoute.Path($"GET /companies/{TimedProcore.CompanyId}/me")));
            Assert.That(procore.Requests.Single().Headers, Does.ContainKey("Authorization"));
            Assert.That(procore.TokenRequests.Single().Address.AbsoluteUri, Is.EqualTo($"{login}/oauth/token"));
        }
    }

    [TestCase("")]
    [TestCase("/")]
    public async Task ApiAddress_and_LoginAddress_take_precedence_over_the_Environment(string end)
    {
        using var procore = Service(options =>
        {
            options.Environment = ProcoreEnvironment.Sandbox;
            options.ApiAddress = new Uri($"https://gateway.example.com/api{end}");
            options.LoginAddress = new Uri($"http://localhost:81/login{end}");
        });

        await procore.Users.GetCurrentAsync();

        Assert.That(procore.Requests.Single().Address.AbsoluteUri, Does.StartWith("https://gateway.example.com/api/rest/"));
        Assert.That(procore.TokenRequests.Single().Address.AbsoluteUri, Is.EqualTo("http://localhost:81/login/oauth/token"));
    }

    [Test]
    public void AddProcore_reads_every_option_from_a_configuration_section()
    {
        var values = new Dictionary<string, string?>
        {
            ["Procore:Environment"] = "monthlySandbox",
            ["Procore:ApiAddress"] = "https://api.example.com/",
            ["Procore:LoginAddress"] = "https://login.example.com/",
            ["Procore:CompanyId"] = "562949953421312",
            ["Procore:RequireCompanyId"] = "true",
            ["Procore:ApplicationName"] = "Payroll/2.1",
            ["Procore:ClientId"] = "id",
            ["Procore:ClientSecret"] = "secret",
            ["Procore:AccountName"] = "ada",
            ["Procore:MaxClients"] = "7",
            ["Procore:TokenStoreTimeout"] = "00:00:30",
            ["Procore:Paging:PageSize"] = "50",
            ["Procore:Paging:MaxParallelPages"] = "2",
            ["Procore:Retry:AttemptTimeout"] = "00:00:20",
            ["Procore:Retry:MaxRetries"] = "5",
            ["Procore:Retry:MaxTime"] = "00:01:00",
            ["Procore:RateLimit:MaxWait"] = "01:00:00",
            ["Procore:MaxResponseBytes"] = "4096",
        };
        var services = new ServiceCollection();
        services.AddProcore(new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("Procore"));
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<ProcoreOptions>>().Value;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.Environment, Is.EqualTo(ProcoreEnvironment.MonthlySandbox));
            Assert.That(options.ApiAddress, Is.EqualTo(new Uri("https://api.example.com/")));
            Assert.That(options.LoginAddress, Is.EqualTo(new Uri("https://login.example.com/")));
            Assert.That(options.CompanyId, Is.EqualTo(562949953421312));
            Assert.That((options.RequireCompanyId, options.ApplicationName), Is.EqualTo((true, "Payroll/2.1")));
            Assert.That((options.ClientId, options.ClientSecret), Is.EqualTo(("id", "secret")));
            Assert.That((options.Paging.PageSize, options.Paging.MaxParallelPages, options.Retry.MaxRetries, options.MaxResponseBytes), Is.EqualTo((50, 2, 5, 4096)));
            Assert.That((options.AccountName, options.MaxClients), Is.EqualTo(("ada", 7)));
            Assert.That(options.Retry.AttemptTimeout, Is.EqualTo(TimeSpan.FromSeconds(20)));
            Assert.That(options.Retry.MaxTime, Is.EqualTo(TimeSpan.FromMinutes(1)));
            Assert.That(options.TokenStoreTimeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(options.RateLimit.MaxWait, Is.EqualTo(TimeSpan.FromHours(1)));
            Assert.That(provider.GetRequiredService<ICompanyUsers>(), Is.Not.Null);
            Assert.That(
                PathsOf(typeof(ProcoreOptions), "Procore").Except(values.Keys),
                Is.EquivalentTo(new[] { "Procore:AccessToken", "Procore:AccessTokenSource", "Procore:RefreshToken", "Procore:TokenStore", "Procore:TokenProtector" }),
                "an option is missing from this test");
        }
    }

    [Test]
    public void AddProcore_names_an_invalid_option_of_the_configuration()
    {
        var services = new ServiceCollection();
        services.AddProcore(new ConfigurationBuilder().AddInMemoryCollection([new("AccessToken", "token"), new("Retry:MaxRetries", "-1")]).Build());
        using var provider = services.BuildServiceProvider();

        Assert.That(() => provider.GetRequiredService<IProcoreClient>(), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("ProcoreOptions.Retry.MaxRetries"));
    }

    [Test]
    public void ProcoreOptions_has_the_documented_defaults()
    {
        var options = new ProcoreOptions();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.Environment, Is.EqualTo(ProcoreEnvironment.Production));
            Assert.That(options.Retry.AttemptTimeout, Is.EqualTo(TimeSpan.FromSeconds(100)));
            Assert.That(options.Retry.MaxRetries, Is.EqualTo(3));
            Assert.That(options.Retry.MaxTime, Is.EqualTo(TimeSpan.FromMinutes(5)));
            Assert.That(options.TokenStoreTimeout, Is.EqualTo(TimeSpan.FromSeconds(10)));
            Assert.That(options.RateLimit.MaxWait, Is.EqualTo(TimeSpan.FromMinutes(5)));
            Assert.That(options.MaxResponseBytes, Is.EqualTo(64 * 1024 * 1024));
        }
    }

    private static IEnumerable<string> PathsOf(Type options, string path) => options.GetProperties().SelectMany(property =>
        property.CanWrite && property.SetMethod!.IsPublic ? [$"{path}:{property.Name}"] : PathsOf(property.PropertyType, $"{path}:{property.Name}"));

    private static TimedProcore Service(Action<ProcoreOptions> configure) => new(
        request => TimedProcore.IsForToken(request) ? Answer.Json("""{"access_token":"token"}""") : Attempts.Succeed(request),
        options =>
        {
            TimedProcore.AsService(options);
            configure(options);
        });

    private static TestCaseData Case(string option, Action<ProcoreOptions> mistake, int failures = 1) => new(option, mistake, failures);
}
