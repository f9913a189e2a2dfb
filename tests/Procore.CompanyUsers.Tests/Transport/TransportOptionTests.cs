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
        yield return Case("MaxClients", options => options.MaxClients = 0);
        yield return Case("MaxClients", options => options.MaxClients = 100_001);
        yield return Case("MaxRetries", options => options.MaxRetries = -1);
        yield return Case("MaxRetries", options => options.MaxRetries = 4711);
        yield return Case("MaxRetries", options => options.MaxRetries = 11);
        yield return Case("MaxAnswerBytes", options => options.MaxAnswerBytes = 1023);
        yield return Case("AttemptTimeout", options => options.AttemptTimeout = TimeSpan.Zero);
        yield return Case("AttemptTimeout", options => options.AttemptTimeout = Timeout.InfiniteTimeSpan);
        yield return Case("AttemptTimeout", options => options.AttemptTimeout = TooLong);
        yield return Case("MaxRetryTime", options => options.MaxRetryTime = TimeSpan.FromTicks(-1));
        yield return Case("MaxRetryTime", options => options.MaxRetryTime = TooLong);
        yield return Case("MaxRateLimitWait", options => options.MaxRateLimitWait = TimeSpan.FromTicks(-1));
        yield return Case("MaxRateLimitWait", options => options.MaxRateLimitWait = TooLong);
    }

    [TestCaseSource(nameof(Mistakes))]
    public void A_mistake_is_told_by_the_name_of_the_option_and_not_by_its_value(string option, Action<ProcoreOptions> mistake, int failures)
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
    public void What_is_just_within_the_limits_is_taken()
    {
        using var procore = new TimedProcore(_ => Answer.Json("{}"), options =>
        {
            options.MaxRetries = 10;
            options.MaxAnswerBytes = 1024;
            options.AttemptTimeout = TimeSpan.FromMilliseconds(1);
            options.MaxRetryTime = TimeSpan.Zero;
            options.MaxRateLimitWait = TimeSpan.FromMilliseconds(int.MaxValue);
        });

        Assert.That(() => procore.Client, Throws.Nothing);
    }

    [TestCase(ProcoreEnvironment.Production, "https://api.procore.com", "https://login.procore.com")]
    [TestCase(ProcoreEnvironment.Sandbox, "https://sandbox.procore.com", "https://login-sandbox.procore.com")]
    [TestCase(ProcoreEnvironment.MonthlySandbox, "https://api-monthly.procore.com", "https://login-sandbox-monthly.procore.com")]
    [TestCase(ProcoreEnvironment.Federal, "https://api.procoregov.com", "https://login.procoregov.com")]
    public async Task An_environment_has_its_addresses(ProcoreEnvironment environment, string api, string login)
    {
        using var procore = Service(options => options.Environment = environment);

        await procore.Users.GetCurrentAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.Requests.Single().Address.AbsoluteUri, Is.EqualTo($"{api}/rest/v1.3/companies/{TimedProcore.CompanyId}/me"));
            Assert.That(procore.Requests.Single().Headers, Does.ContainKey("Authorization"));
            Assert.That(procore.TokenRequests.Single().Address.AbsoluteUri, Is.EqualTo($"{login}/oauth/token"));
        }
    }

    [TestCase("")]
    [TestCase("/")]
    public async Task Addresses_of_one_s_own_come_before_those_of_the_environment(string end)
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
    public void A_section_of_the_configuration_sets_every_option()
    {
        var values = new Dictionary<string, string?>
        {
            ["Procore:Environment"] = "monthlySandbox",
            ["Procore:ApiAddress"] = "https://api.example.com/",
            ["Procore:LoginAddress"] = "https://login.example.com/",
            ["Procore:CompanyId"] = "562949953421312",
            ["Procore:ClientId"] = "id",
            ["Procore:ClientSecret"] = "secret",
            ["Procore:AccountName"] = "ada",
            ["Procore:MaxClients"] = "7",
            ["Procore:PageSize"] = "50",
            ["Procore:MaxParallelPages"] = "2",
            ["Procore:AttemptTimeout"] = "00:00:20",
            ["Procore:MaxRetries"] = "5",
            ["Procore:MaxRetryTime"] = "00:01:00",
            ["Procore:MaxRateLimitWait"] = "01:00:00",
            ["Procore:MaxAnswerBytes"] = "4096",
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
            Assert.That((options.ClientId, options.ClientSecret), Is.EqualTo(("id", "secret")));
            Assert.That((options.PageSize, options.MaxParallelPages, options.MaxRetries, options.MaxAnswerBytes), Is.EqualTo((50, 2, 5, 4096)));
            Assert.That((options.AccountName, options.MaxClients), Is.EqualTo(("ada", 7)));
            Assert.That(options.AttemptTimeout, Is.EqualTo(TimeSpan.FromSeconds(20)));
            Assert.That(options.MaxRetryTime, Is.EqualTo(TimeSpan.FromMinutes(1)));
            Assert.That(options.MaxRateLimitWait, Is.EqualTo(TimeSpan.FromHours(1)));
            Assert.That(provider.GetRequiredService<ICompanyUsers>(), Is.Not.Null);
            Assert.That(
                typeof(ProcoreOptions).GetProperties().Select(property => $"Procore:{property.Name}").Except(values.Keys),
                Is.EquivalentTo(new[] { "Procore:AccessToken", "Procore:AccessTokenSource", "Procore:RefreshToken", "Procore:TokenStore", "Procore:TokenProtector" }),
                "an option is missing from this test");
        }
    }

    [Test]
    public void A_mistake_in_the_configuration_is_told_too()
    {
        var services = new ServiceCollection();
        services.AddProcore(new ConfigurationBuilder().AddInMemoryCollection([new("AccessToken", "token"), new("MaxRetries", "-1")]).Build());
        using var provider = services.BuildServiceProvider();

        Assert.That(() => provider.GetRequiredService<IProcoreClient>(), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("ProcoreOptions.MaxRetries"));
    }

    [Test]
    public void The_defaults_are_those_that_are_documented()
    {
        var options = new ProcoreOptions();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.Environment, Is.EqualTo(ProcoreEnvironment.Production));
            Assert.That(options.AttemptTimeout, Is.EqualTo(TimeSpan.FromSeconds(100)));
            Assert.That(options.MaxRetries, Is.EqualTo(3));
            Assert.That(options.MaxRetryTime, Is.EqualTo(TimeSpan.FromMinutes(5)));
            Assert.That(options.MaxRateLimitWait, Is.EqualTo(TimeSpan.FromMinutes(5)));
            Assert.That(options.MaxAnswerBytes, Is.EqualTo(64 * 1024 * 1024));
        }
    }

    private static TimedProcore Service(Action<ProcoreOptions> configure) => new(
        request => TimedProcore.IsForToken(request) ? Answer.Json("""{"access_token":"token"}""") : Attempts.Succeed(request),
        options =>
        {
            TimedProcore.AsService(options);
            configure(options);
        });

    private static TestCaseData Case(string option, Action<ProcoreOptions> mistake, int failures = 1) => new(option, mistake, failures);
}
