using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Procore.Tests.Shared.OpenApi;

namespace Procore.CompanyUsers.Cli.Tests.Commands;

public sealed class ServeTests
{
    private ServedDirectory _served = null!;

    [OneTimeSetUp]
    public async Task ServeAsync() => _served = await ServedDirectory.StartAsync("--people", "50", "--seed", "7");

    [OneTimeTearDown]
    public void End() => _served.Dispose();

    [Test]
    public async Task Serve_returns_a_page_with_headers_to_any_client()
    {
        var path = FacadeRoute.Path($"GET /companies/{_served.Company}/users");

        using var response = await _served.Http.GetAsync($"{path}?page=2&per_page=20&sort=name");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Headers.GetValues("Total").Single(), Is.EqualTo("46"));
        Assert.That(response.Headers.GetValues("Per-Page").Single(), Is.EqualTo("20"));
        Assert.That(response.Headers.GetValues("Link").Single(), Does.Match($"<{Regex.Escape(_served.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) + path)}\\?[^>]*page=3[^>]*>; rel=\"next\""));
        Assert.That(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetArrayLength(), Is.EqualTo(20));
    }

    [Test]
    public async Task Serve_keeps_what_a_client_writes()
    {
        using var served = await ServedDirectory.StartAsync("--people", "0");
        using var body = new StringContent("""{"user":{"last_name":"Zoë \"木\"","email_address":"zoe@example.com"}}""", null, "application/json");
        using var response = await served.Http.PostAsync(FacadeRoute.Path($"POST /companies/{served.Company}/users"), body);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        var id = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetInt64();
        var shown = await served.RunAsync("show", id.ToString(CultureInfo.InvariantCulture), "--output", "json");
        Assert.That(JsonDocument.Parse(shown.Output).RootElement.GetProperty("last_name").GetString(), Is.EqualTo("Zoë \"木\""));
    }

    [Test]
    public async Task Serve_refuses_a_request_without_the_token()
    {
        using var stranger = new HttpClient { BaseAddress = _served.Http.BaseAddress };
        stranger.DefaultRequestHeaders.Add("Procore-Company-Id", "4500000001");

        using var response = await stranger.GetAsync(FacadeRoute.Path($"GET /companies/{_served.Company}/users"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Serve_creates_the_same_users_for_the_same_seed()
    {
        using var again = await ServedDirectory.StartAsync("--people", "50", "--seed", "7");

        var people = (await again.PeopleAsync()).Where(user => user.GetProperty("origin_id").ValueKind == JsonValueKind.String);

        Assert.That(people.Select(NameOf), Is.EqualTo((await _served.PeopleAsync()).Where(user => user.GetProperty("origin_id").ValueKind == JsonValueKind.String).Select(NameOf)));

        static string NameOf(JsonElement user) => user.GetProperty("name").GetString()!;
    }

    [Test]
    public async Task Serve_limits_the_requests_of_each_company()
    {
        using var served = await ServedDirectory.StartAsync("--people", "0", "--companies", "2", "--requests-per-10-seconds", "2");
        var line = await served.Process.WaitForLineAsync(line => line.StartsWith("  also ", StringComparison.Ordinal));
        var other = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1];

        var first = await StatusesAsync(served.Http, served.Company.ToString(CultureInfo.InvariantCulture), 3);
        served.Http.DefaultRequestHeaders.Remove("Procore-Company-Id");
        served.Http.DefaultRequestHeaders.Add("Procore-Company-Id", other);
        var second = await StatusesAsync(served.Http, other, 2);

        Assert.That(first, Is.EqualTo(new[] { 200, 200, 429 }));
        Assert.That(second, Is.EqualTo(new[] { 200, 200 }));
    }

    [Test]
    public async Task Serve_fails_the_given_percentage_of_requests_in_several_ways()
    {
        using var served = await ServedDirectory.StartAsync("--people", "0", "--faults", "50", "--seed", "3");

        var statuses = await StatusesAsync(served.Http, served.Company.ToString(CultureInfo.InvariantCulture), 200);

        Assert.That(statuses.Count(status => status == 200), Is.InRange(70, 130));
        Assert.That(statuses.Distinct(), Is.EquivalentTo(new[] { 200, 500, 502, 503, BrokenConnection }));
    }

    [Test]
    public async Task Serve_issues_tokens_of_the_given_lifetime_after_the_given_latency()
    {
        using var served = await ServedDirectory.StartAsync("--people", "0", "--token-lifetime", "7", "--latency", "300", "--faults", "100");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "demo", ["client_secret"] = "demo-secret" });
        var watch = System.Diagnostics.Stopwatch.StartNew();

        using var response = await served.Http.PostAsync("/oauth/token", form);

        Assert.That(watch.Elapsed, Is.GreaterThan(TimeSpan.FromMilliseconds(290)));
        Assert.That(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("expires_in").GetInt64(), Is.EqualTo(7));
    }

    [TestCase("127.0.0.1")]
    [TestCase("[::1]")]
    public async Task Serve_with_any_host_listens_on_IPv4_and_IPv6(string host)
    {
        Assume.That(host == "127.0.0.1" || Socket.OSSupportsIPv6);
        using var served = await ServedDirectory.StartAsync("--people", "0", "--any-host");
        var address = new UriBuilder(served.Http.BaseAddress!) { Host = host, Path = FacadeRoute.Path($"GET /companies/{served.Company}/users") }.Uri;

        using var response = await served.Http.GetAsync(address);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(served.Http.BaseAddress!.Host, Is.EqualTo("localhost"));
    }

    [TestCase("--companies", "0")]
    [TestCase("--faults", "101")]
    [TestCase("--latency", "-1")]
    [TestCase("--token-lifetime", "0")]
    [TestCase("--requests-per-10-seconds", "0")]
    public async Task Serve_refuses_a_number_that_is_out_of_range(string option, string value)
    {
        var result = await Tool.RunAsync(new Dictionary<string, string>(), "serve", "--port", "0", option, value);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain($"{option} must be"));
    }

    [Test]
    public async Task Serve_ends_with_2_when_the_port_is_taken()
    {
        var port = _served.Http.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture);

        var result = await Tool.RunAsync(new Dictionary<string, string>(), "serve", "--port", port);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain(port));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public async Task Serve_ends_with_0_on_Ctrl_C()
    {
        using var served = await ServedDirectory.StartProcessAsync("--people", "0");

        served.Process.Interrupt();
        var result = await served.Process.EndAsync();

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Error, Is.EqualTo("Stopped.\n"));
    }

    private const int BrokenConnection = 0;

    private static async Task<IReadOnlyList<int>> StatusesAsync(HttpClient http, string company, int requests)
    {
        var statuses = new List<int>();
        for (var i = 0; i < requests; i++)
        {
            try
            {
                using var response = await http.GetAsync(FacadeRoute.Path($"GET /companies/{company}/users"));
                statuses.Add((int)response.StatusCode);
            }
            catch (HttpRequestException)
            {
                statuses.Add(BrokenConnection);
            }
        }
        return statuses;
    }
}
