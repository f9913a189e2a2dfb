using System.Globalization;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
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

    public static IEnumerable<TestCaseData> Copies()
    {
        foreach (var failure in new[] { "500", "504", "408", "reset", "timeout" })
        {
            foreach (var copy in Copying.Kinds)
            {
                yield return new TestCaseData(failure, copy, 1).SetArgDisplayNames(failure, copy);
                yield return new TestCaseData(failure, copy, 3).SetArgDisplayNames(failure, copy, "repeated by the handler");
            }
        }
    }

    [TestCaseSource(nameof(Copies))]
    public void CreateAsync_is_sent_once_by_a_handler_that_sends_copies(string failure, string copy, int sendings)
    {
        using var requests = new RecordingHandler(failure == "timeout" ? (_, _) => throw new TaskCanceledException() : Failures[failure]);
        using var services = Services(requests, added: http => http.AddHttpMessageHandler(() => new Copying(copy, sendings)), configure: options => options.Retry.MaxRetries = 3);

        var thrown = Assert.CatchAsync<ProcoreException>(() => services.GetRequiredService<ICompanyUsers>().CreateAsync(NewUser()));

        Assert.That((requests.Requests.Count, thrown.MayHaveBeenApplied), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task CreateAsync_succeeds_through_a_handler_that_sends_copies([ValueSource(typeof(Copying), nameof(Copying.Kinds))] string copy)
    {
        using var requests = new RecordingHandler((_, _) => Task.FromResult(Answer.Json("""{"id":7}""")));
        using var services = Services(requests, added: http => http.AddHttpMessageHandler(() => new Copying(copy)));

        Assert.That((await services.GetRequiredService<ICompanyUsers>().CreateAsync(NewUser())).Id, Is.EqualTo(7));
    }

    // A request that belongs to no call puts other calls that run at the same time in doubt.
    [Test]
    [NonParallelizable]
    public void CreateAsync_is_in_doubt_if_no_trace_leads_from_a_copy_to_its_call()
    {
        using var requests = new RecordingHandler(Failures["reset"]);
        using var services = Services(requests, added: http => http.AddHttpMessageHandler(() => new Copying("without a trace")), configure: options => options.Retry.MaxRetries = 3);

        var thrown = Assert.CatchAsync<ProcoreException>(() => services.GetRequiredService<ICompanyUsers>().CreateAsync(NewUser()));

        Assert.That((requests.Requests.Count, thrown.MayHaveBeenApplied), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task CreateAsync_is_sent_once_by_a_chain_of_handlers_above_the_connections(
        [Values("500", "reset")] string failure,
        [Values("client", "primary", "filter", "filter registered later")] string place)
    {
        using var requests = new RecordingHandler(Failures[failure]);
        using var chain = new Forwarding { InnerHandler = Repeating(requests) };
        await using var client = place == "client" ? ProcoreClient.Create(new ProcoreOptions { AccessToken = "token-of-the-test", Retry = { MaxRetries = 3 } }, chain) : null;
        using var services = Services(
            requests,
            added: http =>
            {
                if (place == "primary")
                    http.ConfigurePrimaryHttpMessageHandler(() => chain);
                else if (place == "filter")
                    http.Services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new Chaining(chain));
                else
                    http.Services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(new Chaining(chain)));
            },
            configure: options => options.Retry.MaxRetries = 3);
        var users = client?.Company(7).Users ?? services.GetRequiredService<ICompanyUsers>();

        var thrown = Assert.CatchAsync<ProcoreException>(() => users.CreateAsync(NewUser()));

        Assert.That((requests.Requests.Count, thrown.MayHaveBeenApplied), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task Create_takes_a_chain_of_handlers_for_several_clients()
    {
        using var requests = new RecordingHandler((request, _) => Task.FromResult(Attempts.Succeed(request)));
        using var chain = Repeating(requests);

        foreach (var token in new[] { "one", "two" })
        {
            await using var client = ProcoreClient.Create(new ProcoreOptions { AccessToken = token }, chain);
            Assert.That((await client.Company(7).Users.CreateAsync(NewUser())).Id, Is.EqualTo(7));
        }
    }

    [Test]
    public async Task Create_refuses_a_chain_of_handlers_that_has_sent_requests()
    {
        using var requests = new RecordingHandler((request, _) => Task.FromResult(Attempts.Succeed(request)));
        using var chain = Repeating(requests);
        using var other = new HttpClient(chain, disposeHandler: false);
        using var response = await other.GetAsync(new Uri("https://example.com"));

        Assert.That(
            () => ProcoreClient.Create(new ProcoreOptions { AccessToken = "token-of-the-test" }, chain),
            Throws.ArgumentException.With.Message.Contains("a chain of its own").And.Property(nameof(ArgumentException.ParamName)).EqualTo("handler"));
    }

    [TestCase(401)]
    [TestCase(422)]
    [TestCase(429)]
    public void CreateAsync_is_in_doubt_if_a_handler_hides_that_it_was_sent(int status)
    {
        using var requests = new RecordingHandler(Failures["reset"]);
        using var services = Services(
            requests,
            added: http => http.AddHttpMessageHandler(() => new Replacing(_ => Answer.Json("{}", status))),
            configure: options => (options.Retry.MaxRetries, options.AccessToken, options.AccessTokenSource) = (3, null, _ => new ValueTask<string>(Guid.NewGuid().ToString())));

        var thrown = Assert.CatchAsync<ProcoreException>(() => services.GetRequiredService<ICompanyUsers>().CreateAsync(NewUser()));

        Assert.That((requests.Requests.Count, thrown.MayHaveBeenApplied, thrown.StatusCode), Is.EqualTo((1, true, (int?)status)));
    }

    [Test]
    public void CreateAsync_is_in_doubt_if_a_handler_throws_a_ProcoreException()
    {
        using var requests = new RecordingHandler(Failures["reset"]);
        using var services = Services(requests, added: http => http.AddHttpMessageHandler(() => new Replacing(_ => throw new ProcoreException("No."))));

        var thrown = Assert.CatchAsync<ProcoreConnectionException>(() => services.GetRequiredService<ICompanyUsers>().CreateAsync(NewUser()));

        Assert.That((thrown.MayHaveBeenApplied, thrown.Failure), Is.EqualTo((true, ConnectionFailure.Handler)));
    }

    [Test]
    public async Task CreateAsync_is_not_sent_by_a_handler_after_the_call_has_ended()
    {
        using var requests = new RecordingHandler((request, _) => Task.FromResult(Attempts.Succeed(request)));
        using var late = new Late();
        using var services = Services(requests, added: http => http.AddHttpMessageHandler(() => late));
        using var cancellation = new CancellationTokenSource();

        var call = services.GetRequiredService<ICompanyUsers>().CreateAsync(NewUser(), cancellationToken: cancellation.Token);
        cancellation.Cancel();

        Assert.That(() => call, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await late.SendAsync(), Is.InstanceOf<InvalidOperationException>());
        Assert.That(requests.Requests, Is.Empty);
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

    [Test]
    public async Task AddProcore_applies_what_was_set_for_its_client_before()
    {
        using var requests = new RecordingHandler((request, _) => Task.FromResult(Attempts.Succeed(request)));
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new Throwing(new InvalidOperationException())));
        services.AddHttpClient("Procore.CompanyUsers").ConfigureHttpClient(client => client.DefaultRequestHeaders.Add("X-Correlation", "4711")).ConfigurePrimaryHttpMessageHandler(() => requests);
        services.AddProcore(options => (options.CompanyId, options.AccessToken) = (7, "token-of-the-test"));
        services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new Throwing(new InvalidOperationException())));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ICompanyUsers>().GetAsync(7);

        Assert.That(requests.Requests.Single().Headers["X-Correlation"], Is.EqualTo("4711"));
    }

    [Test]
    public void AddProcore_refuses_settings_of_its_client_from_before()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("Procore.CompanyUsers", client => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddProcore(options => options.AccessToken = "token-of-the-test");
        using var provider = services.BuildServiceProvider();

        Assert.That(() => provider.GetRequiredService<IProcoreClient>(), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Retry.AttemptTimeout"));
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

    private static ResilienceHandler Repeating(HttpMessageHandler connections) => new(new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddRetry(new HttpRetryStrategyOptions { Delay = TimeSpan.FromMilliseconds(1) })
        .Build())
    {
        InnerHandler = connections,
    };

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

    /// <summary>Sends copies of each request, as a handler for a gateway does.</summary>
    private sealed class Copying(string kind, int sendings = 1) : DelegatingHandler
    {
        public static readonly string[] Kinds = ["same address", "other address", "other address each time", "other method", "other context"];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            for (var sending = 1; ; sending++)
            {
                var copy = new HttpRequestMessage(
                    kind == "other method" ? HttpMethod.Put : request.Method,
                    kind switch
                    {
                        "other address" => new Uri("https://gateway.example.com/"),
                        "other address each time" => new Uri($"https://gateway.example.com/{sending}"),
                        _ => request.RequestUri,
                    })
                { Content = kind == "other context" ? request.Content : new ByteArrayContent(body) };
                try
                {
                    var response = await SendAsync(copy);
                    if (sending == sendings || response.IsSuccessStatusCode)
                        return response;
                }
                catch (Exception) when (sending < sendings)
                {
                }
            }

            Task<HttpResponseMessage> SendAsync(HttpRequestMessage copy)
            {
                if (kind is not ("other context" or "without a trace"))
                    return base.SendAsync(copy, cancellationToken);
                using (ExecutionContext.SuppressFlow())
                    return Task.Run(() => base.SendAsync(copy, cancellationToken));
            }
        }
    }

    private sealed class Forwarding : DelegatingHandler;

    /// <summary>Changes the connections of every client after everything else.</summary>
    private sealed class Chaining(HttpMessageHandler connections) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.PrimaryHandler = connections;
        };
    }

    /// <summary>Replaces a failure.</summary>
    private sealed class Replacing(Func<Exception, HttpResponseMessage> replace) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException failure)
            {
                return replace(failure);
            }
        }
    }

    /// <summary>Ends with the call and sends the request later.</summary>
    private sealed class Late : DelegatingHandler
    {
        private HttpRequestMessage? _request;

        public async Task<Exception?> SendAsync()
        {
            try
            {
                using var response = await base.SendAsync(_request!, CancellationToken.None);
                return null;
            }
            catch (Exception failure)
            {
                return failure;
            }
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _request = request;
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null!;
        }
    }
}
