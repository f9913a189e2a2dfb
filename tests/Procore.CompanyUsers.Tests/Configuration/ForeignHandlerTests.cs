using System.Globalization;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>What handlers and settings of the application and of the container's defaults can do to our requests.</summary>
internal sealed class ForeignHandlerTests
{
    private static readonly Dictionary<string, AnswerTo> Failures = new()
    {
        ["500"] = (_, _) => Task.FromResult(Answer.Json("{}", 500)),
        ["504"] = (_, _) => Task.FromResult(Answer.Json("{}", 504)),
        ["408"] = (_, _) => Task.FromResult(Answer.Json("{}", 408)),
        ["reset"] = (_, _) => throw new HttpRequestException("No.", new IOException("No.", new SocketException((int)SocketError.ConnectionReset))),
    };

    [TestCase("500")]
    [TestCase("504")]
    [TestCase("408")]
    [TestCase("reset")]
    public void CreateAsync_and_InviteAsync_are_sent_once_with_a_default_handler(string failure)
    {
        using var requests = new RecordingHandler(Failures[failure]);
        using var services = Services(requests, defaults: http => http.AddStandardResilienceHandler(Impatient));
        var users = services.GetRequiredService<ICompanyUsers>();

        foreach (var call in new Func<Task>[] { () => users.CreateAsync(NewUser()), () => users.InviteAsync(7) })
        {
            var sent = requests.Requests.Count;
            var thrown = Assert.CatchAsync<ProcoreException>(() => call());
            Assert.That((requests.Requests.Count - sent, thrown.MayHaveBeenApplied), Is.EqualTo((1, true)));
        }
    }

    [Test]
    public async Task AddProcore_ignores_ConfigureHttpClientDefaults()
    {
        using var requests = new RecordingHandler((request, _) => Task.FromResult(Attempts.Succeed(request)));
        using var services = Services(requests, defaults: http => http.AddHttpMessageHandler(() => new Throwing(new InvalidOperationException())).ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(1)));

        Assert.That((await services.GetRequiredService<ICompanyUsers>().GetAsync(7)).Id, Is.EqualTo(7));
        Assert.That(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("other").GetAsync(new Uri("https://example.com")), Throws.InvalidOperationException);
    }

    [TestCase("500")]
    [TestCase("504")]
    [TestCase("408")]
    [TestCase("reset")]
    public void CreateAsync_is_sent_once_with_an_added_resilience_handler(string failure)
    {
        using var requests = new RecordingHandler(Failures[failure]);
        using var services = Services(requests, added: http => http.AddStandardResilienceHandler(Impatient));

        var thrown = Assert.CatchAsync<ProcoreException>(() => services.GetRequiredService<ICompanyUsers>().CreateAsync(NewUser()));

        Assert.That(requests.Requests, Has.Count.EqualTo(1));
        Assert.That((thrown.MayHaveBeenApplied, thrown.StatusCode), Is.EqualTo((true, int.TryParse(failure, CultureInfo.InvariantCulture, out var status) ? status : (int?)null)));
    }

    [Test]
    public void CreateAsync_is_sent_once_with_an_added_hedging_handler()
    {
        using var requests = new RecordingHandler(Failures["500"]);
        using var services = Services(requests, added: http => http.AddStandardHedgingHandler());

        var thrown = Assert.CatchAsync<ProcoreException>(() => services.GetRequiredService<ICompanyUsers>().CreateAsync(NewUser()));

        Assert.That((requests.Requests.Count, thrown.MayHaveBeenApplied), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task CreateAsync_is_repeated_by_an_added_handler_if_it_was_not_processed()
    {
        var turn = 0;
        using var requests = new RecordingHandler((request, _) => ++turn == 1 ? throw new HttpRequestException("No.", new SocketException((int)SocketError.ConnectionRefused)) : Task.FromResult(Attempts.Succeed(request)));
        using var services = Services(requests, added: http => http.AddStandardResilienceHandler(Impatient));

        Assert.That((await services.GetRequiredService<ICompanyUsers>().CreateAsync(NewUser())).Id, Is.EqualTo(7));
        Assert.That(requests.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void CreateAsync_is_in_doubt_after_the_timeout_of_an_added_handler()
    {
        using var requests = new RecordingHandler(Attempts.Failures["timeout"]);
        using var services = Services(requests, added: http => http.AddResilienceHandler("timeout", pipeline => pipeline.AddTimeout(TimeSpan.FromMilliseconds(50))));

        var thrown = Assert.CatchAsync<ProcoreConnectionException>(() => services.GetRequiredService<ICompanyUsers>().CreateAsync(NewUser()));

        Assert.That((thrown.MayHaveBeenApplied, thrown.Failure), Is.EqualTo((true, ConnectionFailure.Handler)));
        Assert.That(thrown.Message, Does.Contain("TimeoutRejectedException"));
    }

    [Test]
    public void CreateAsync_is_not_in_doubt_if_an_added_handler_did_not_send_it()
    {
        using var requests = new RecordingHandler(Failures["500"]);
        using var services = Services(requests, added: http => http.AddHttpMessageHandler(() => new Throwing(new TimeZoneNotFoundException("Bearer token-of-the-test"))));

        var thrown = Assert.CatchAsync<ProcoreConnectionException>(() => services.GetRequiredService<ICompanyUsers>().CreateAsync(NewUser()));

        Assert.That((thrown.MayHaveBeenApplied, thrown.Failure, requests.Requests.Count), Is.EqualTo((false, ConnectionFailure.Handler, 0)));
        Assert.That(thrown.ToString(), Does.Contain("TimeZoneNotFoundException").And.Not.Contain("token-of-the-test"));
    }

    [Test]
    public async Task AddProcore_sends_the_default_headers_of_ConfigureHttpClient()
    {
        using var requests = new RecordingHandler((request, _) => Task.FromResult(Attempts.Succeed(request)));
        using var services = Services(
            requests,
            added: http => http.ConfigureHttpClient(client => client.DefaultRequestHeaders.Add("X-Correlation", "4711")),
            configure: options => options.ApplicationName = "Payroll/2.1");

        await services.GetRequiredService<ICompanyUsers>().GetAsync(7);

        Assert.That(requests.Requests.Single().Headers["X-Correlation"], Is.EqualTo("4711"));
        Assert.That(requests.Requests.Single().Headers["User-Agent"], Does.Match(@"^Procore\.CompanyUsers/\d+\.\d+\.\d+,? Payroll/2\.1$"));
    }

    public static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("Retry.AttemptTimeout", client => client.Timeout = TimeSpan.FromSeconds(5));
        yield return Case("ApiAddress", client => client.BaseAddress = new Uri("https://example.com"));
        yield return Case("AccessToken", client => client.DefaultRequestHeaders.Authorization = new("Bearer", "secret-of-the-test"));
        yield return Case("IProcoreClient.Company", client => client.DefaultRequestHeaders.Add("Procore-Company-Id", "7"));
        yield return Case("Accept", client => client.DefaultRequestHeaders.Accept.ParseAdd("application/xml"));
        yield return Case("Idempotency-Token", client => client.DefaultRequestHeaders.Add("Idempotency-Token", "7"));
        yield return Case("MaxResponseBytes", client => client.MaxResponseContentBufferSize = 5);
        // HttpClient of .NET Framework has no such property, so the netstandard2.0 library can't see it.
        if (typeof(ProcoreOptions).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.StartsWith(".NETCoreApp", StringComparison.Ordinal))
            yield return Case("HTTP version", client => client.DefaultRequestVersion = new Version(3, 0));

        static TestCaseData Case(string remedy, Action<HttpClient> configure) => new TestCaseData(remedy, configure).SetArgDisplayNames(remedy);
    }

    [TestCaseSource(nameof(Refused))]
    public void AddProcore_refuses_ConfigureHttpClient_and_names_the_option(string remedy, Action<HttpClient> configure)
    {
        using var requests = new RecordingHandler(Failures["500"]);
        using var services = Services(requests, added: http => http.ConfigureHttpClient(configure));

        foreach (var attempt in new Action[] { () => services.GetRequiredService<IStartupValidator>().Validate(), () => services.GetRequiredService<IProcoreClient>() })
            Assert.That(attempt, Throws.TypeOf<OptionsValidationException>().With.Message.Contains("ConfigureHttpClient").And.Message.Contains(remedy).And.Message.Not.Contains("secret-of-the-test"));
    }

    private static NewCompanyUser NewUser() => new("A", "a@example.com");

    private static void Impatient(HttpStandardResilienceOptions options)
    {
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.ShouldHandle = arguments => new ValueTask<bool>(arguments.Outcome.Exception is not null || (int)arguments.Outcome.Result!.StatusCode >= 400);
    }

    private static ServiceProvider Services(RecordingHandler requests, Action<IHttpClientBuilder>? defaults = null, Action<IHttpClientBuilder>? added = null, Action<ProcoreOptions>? configure = null)
    {
        var services = new ServiceCollection();
        if (defaults is not null)
            services.ConfigureHttpClientDefaults(defaults);
        var builder = services.AddProcore(options =>
        {
            options.CompanyId = 7;
            options.AccessToken = "token-of-the-test";
            options.Retry.MaxRetries = 0;
            configure?.Invoke(options);
        }).ConfigurePrimaryHttpMessageHandler(() => requests);
        added?.Invoke(builder);
        // Defaults that are registered later come first, too.
        if (defaults is not null)
            services.ConfigureHttpClientDefaults(defaults);
        return services.BuildServiceProvider();
    }

    private sealed class Throwing(Exception exception) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw exception;
    }
}
