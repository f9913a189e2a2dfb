using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Procore.CompanyUsers.Tests;

internal sealed class ProcoreOptionsTests
{
    private const string Secret = "s3cret";

    public static IEnumerable<TestCaseData> Mistakes()
    {
        yield return Case("ClientId", options => options.AccessToken = null);
        yield return Case("ClientId", options => options.AccessTokenSource = _ => new(Secret));
        yield return Case("AccessToken", options => options.AccessToken = string.Empty);
        yield return Case("AccessToken", options => options.AccessToken = $"{Secret} {Secret}");
        yield return Case("AccessToken", options => options.AccessToken = $"{Secret}\r\nX-Evil: 1");
        yield return Case("AccessToken", options => options.AccessToken = $"{Secret}ö");
        yield return Case("ApiAddress", options => options.ApiAddress = new Uri($"https://x.example.com/?{Secret}"));
        yield return Case("ApiAddress", options => options.ApiAddress = new Uri($"https://x.example.com/#{Secret}"));
        yield return Case("ApiAddress", options => options.ApiAddress = new Uri($"https://me:{Secret}@x.example.com/"));
        yield return Case("ApiAddress", options => options.ApiAddress = new Uri($"/{Secret}", UriKind.Relative));
        yield return Case("ApiAddress", options => options.ApiAddress = new Uri($"http://{Secret}.example.com"));
        yield return Case("ApiAddress", options => options.ApiAddress = new Uri($"http://127.0.0.1.{Secret}.example.com"));
        yield return Case("ApiAddress", options => options.ApiAddress = new Uri($"ftp://{Secret}.example.com"));
        yield return Case("ApiAddress", options => options.ApiAddress = new Uri($"file:///{Secret}"));
        yield return Case("CompanyId", options => options.CompanyId = 0);
        yield return Case("CompanyId", options => options.CompanyId = -4711);
        yield return Case("Paging.PageSize", options => options.Paging.PageSize = 0);
        yield return Case("Paging.PageSize", options => options.Paging.PageSize = 4711);
        yield return Case("Paging.MaxParallelPages", options => options.Paging.MaxParallelPages = 0);
        yield return Case("Paging.MaxParallelPages", options => options.Paging.MaxParallelPages = 4711);
    }

    [TestCaseSource(nameof(Mistakes))]
    public void ProcoreOptions_names_an_invalid_option_without_its_value(string option, Action<ProcoreOptions> mistake)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("{}"), mistake);

        var refusal = Assert.Throws<OptionsValidationException>(() => _ = procore.Client);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Failures.Single(), Does.Contain($"ProcoreOptions.{option}"));
            Assert.That(refusal.ToString(), Does.Not.Contain(Secret).And.Not.Contain("4711"));
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    public static IEnumerable<TestCaseData> Texts()
    {
        foreach (var text in new[] { $"{Secret}\uD83D", $"\uDE00{Secret}", $"{Secret}\0", $"{Secret}\n", $"{Secret}\r\n{Secret}", $" {Secret}", $"{Secret}\u00A0", $"{Secret}\u2028" })
        {
            yield return Case(nameof(ProcoreOptions.ClientId), options => options.ClientId = text);
            yield return Case(nameof(ProcoreOptions.ClientSecret), options => options.ClientSecret = text);
            yield return Case(nameof(ProcoreOptions.AccountName), options => options.AccountName = text);
        }
    }

    [TestCaseSource(nameof(Texts))]
    public void ProcoreOptions_refuses_texts_that_would_not_arrive_as_they_are(string option, Action<ProcoreOptions> mistake)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("{}"), options =>
        {
            (options.AccessToken, options.ClientId, options.ClientSecret, options.TokenStore) = (null, "client", "secret", new InMemoryTokenStore());
            mistake(options);
        });

        var refusal = Assert.Throws<OptionsValidationException>(() => _ = procore.Client);

        Assert.That(refusal.Failures.Single(), Does.Contain($"ProcoreOptions.{option}"));
        Assert.That(refusal.ToString(), Does.Not.Contain(Secret));
    }

    [TestCase("Müller & Söhne")]
    [TestCase("東京 \U0001F600")]
    public void AccountName_may_have_any_letters(string name)
    {
        using var procore = new ScriptedProcore(
            _ => Answer.Json("{}"),
            options => (options.AccessToken, options.ClientId, options.ClientSecret, options.TokenStore, options.AccountName) = (null, "client", "secret", new InMemoryTokenStore(), name));

        Assert.That(() => procore.Client, Throws.Nothing);
    }

    [Test]
    public void Names_of_accounts_with_half_of_a_surrogate_pair_are_refused()
    {
        var services = new ServiceCollection();
        services.AddProcoreClientFactory(options => (options.ClientId, options.ClientSecret, options.TokenStore) = ("client", "secret", new InMemoryTokenStore()));
        using var provider = services.BuildServiceProvider();

        Assert.That(() => new ServiceCollection().AddProcore("a\uD83D", _ => { }), Throws.ArgumentException.With.Message.Contains("surrogate"));
        Assert.That(() => provider.GetRequiredService<IProcoreClientFactory>().Create("a\uD83D", new ProcoreCredentials()), Throws.ArgumentException.With.Message.Contains("surrogate"));
    }

    [Test]
    public void ProcoreOptions_reports_all_invalid_options_at_once()
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("{}"), options =>
        {
            options.Paging.PageSize = 0;
            options.CompanyId = 0;
            options.AccessToken = null;
        });

        Assert.That(() => procore.Users, Throws.TypeOf<OptionsValidationException>().With.Property("Failures").Exactly(3).Items);
    }

    [TestCase("https://sandbox.procore.com")]
    [TestCase("http://localhost:8080")]
    [TestCase("http://127.0.0.1:8080/")]
    [TestCase("http://[::1]:8080")]
    public async Task ApiAddress_may_use_https_or_this_machine(string address)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("""{"id":7}"""), options => options.ApiAddress = new Uri(address));

        await procore.Users.GetCurrentAsync();

        Assert.That(procore.Requests.Single().Address.AbsoluteUri, Does.StartWith(address.TrimEnd('/') + "/rest/v1."));
    }

    [TestCase("https://gateway.example.com/procore")]
    [TestCase("https://gateway.example.com/procore/")]
    public async Task ApiAddress_keeps_its_path(string address)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("""{"id":7}"""), options => options.ApiAddress = new Uri(address));

        await procore.Users.GetCurrentAsync();

        Assert.That(procore.Requests.Single().Address.AbsoluteUri, Does.StartWith("https://gateway.example.com/procore/rest/v1."));
    }

    [Test]
    public void ProcoreOptions_has_the_documented_defaults()
    {
        var options = new ProcoreOptions();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.Environment, Is.EqualTo(ProcoreEnvironment.Production));
            Assert.That(options.ApiAddress, Is.Null);
            Assert.That(options.Paging.PageSize, Is.EqualTo(1000));
            Assert.That(options.Paging.MaxParallelPages, Is.EqualTo(7));
            Assert.That(options.CompanyId, Is.Null);
        }
    }

    private static TestCaseData Case(string option, Action<ProcoreOptions> mistake) => new(option, mistake);
}
