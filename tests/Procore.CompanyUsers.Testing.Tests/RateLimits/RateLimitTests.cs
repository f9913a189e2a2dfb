using System.Net;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class RateLimitTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly FakeProcoreOptions _options;
    private readonly FakeProcore _fake;
    private readonly FakeCompany _company;
    private readonly WireClient _client;

    public RateLimitTests()
    {
        _options = new FakeProcoreOptions { TimeProvider = _clock, RequestsPerHour = 5, RequestsPer10Seconds = 3 };
        _fake = new FakeProcore(_options);
        _company = _fake.AddCompany("Acme Construction");
        _client = new WireClient(_fake);
    }

    public void Dispose() => _client.Dispose();

    [Test]
    public async Task Limits_are_off_by_default()
    {
        (_options.RequestsPerHour, _options.RequestsPer10Seconds) = (null, null);
        var answer = await GetAsync();
        Assert.That(answer.Response.Headers.Select(header => header.Key), Has.None.StartsWith("X-Rate-Limit"));
    }

    [Test]
    public async Task Headers_show_the_closer_limit_until_requests_get_429()
    {
        var spikeEnds = Seconds(10);
        Assert.That(Limit(await GetAsync()), Is.EqualTo($"3 2 {spikeEnds}"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Limit(await GetAsync()), Is.EqualTo($"3 1 {spikeEnds}"));
        Assert.That(Limit(await GetAsync()), Is.EqualTo($"3 0 {spikeEnds}"));
        var refused = await GetAsync();
        Assert.That(refused.Status, Is.EqualTo((HttpStatusCode)429));
        Assert.That((Limit(refused), refused.Header("Retry-After")), Is.EqualTo(($"3 0 {spikeEnds}", "9")));
        Assert.That((string?)refused.Body["message"], Is.Not.Empty);

        // The next ten seconds begin with the next request; two of the hour are left, and the one that was refused is none of them.
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.That(Limit(await GetAsync()), Is.EqualTo($"5 1 {Seconds(3_590)}"));
        Assert.That(Limit(await GetAsync()), Is.EqualTo($"5 0 {Seconds(3_590)}"));
        refused = await GetAsync();
        Assert.That((Limit(refused), refused.Header("Retry-After")), Is.EqualTo(($"5 0 {Seconds(3_590)}", "3590")));
        _clock.Advance(TimeSpan.FromSeconds(3_590));
        Assert.That(Limit(await GetAsync()), Is.EqualTo($"3 2 {Seconds(10)}"));
    }

    [Test]
    public async Task Limit_is_renewed_at_its_reset()
    {
        _options.RequestsPerHour = null;
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        for (var i = 0; i < 3; i++)
            await GetAsync();
        _clock.Advance(TimeSpan.FromMilliseconds(10_499));
        Assert.That((await GetAsync()).Header("Retry-After"), Is.EqualTo("1"));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((await GetAsync()).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Limits_are_per_account_and_company()
    {
        var other = _fake.AddCompany("Other");
        using var second = new WireClient(_fake) { Token = _fake.AddAccount("hr", "secret").IssueToken() };
        for (var i = 0; i < 4; i++)
            await GetAsync();
        Assert.That((await GetAsync()).Status, Is.EqualTo((HttpStatusCode)429));
        Assert.That(Limit(await _client.GetAsync(other, "users")), Does.StartWith("3 2 "));
        Assert.That(Limit(await second.GetAsync(_company, "users")), Does.StartWith("3 2 "));
    }

    [Test]
    public async Task Limits_count_refused_requests_but_not_unauthorized_ones()
    {
        await _client.GetAsync(_company, "users/7");
        Assert.That(Limit(await GetAsync()), Does.StartWith("3 1 "));
        using var stranger = new WireClient(_fake) { Token = null };
        var answer = await stranger.GetAsync(_company, "users");
        Assert.That(answer.Response.Headers.Select(header => header.Key), Has.None.StartsWith("X-Rate-Limit"));
        Assert.That(Limit(await GetAsync()), Does.StartWith("3 0 "));
    }

    [Test]
    public async Task Request_beyond_the_limit_writes_nothing()
    {
        for (var i = 0; i < 3; i++)
            await GetAsync();
        var refused = await _client.SendAsync("POST", _company, "users", new Newtonsoft.Json.Linq.JObject
        {
            ["user"] = new Newtonsoft.Json.Linq.JObject { ["last_name"] = "Abbott", ["email_address"] = "a@example.com" },
        });
        Assert.That(refused.Status, Is.EqualTo((HttpStatusCode)429));
        Assert.That(_company.Users, Is.Empty);
    }

    private Task<WireAnswer> GetAsync() => _client.GetAsync(_company, "users");

    private long Seconds(int fromNow) => _clock.GetUtcNow().ToUnixTimeSeconds() + fromNow;

    private static string Limit(WireAnswer answer) =>
        $"{answer.Header("X-Rate-Limit-Limit")} {answer.Header("X-Rate-Limit-Remaining")} {answer.Header("X-Rate-Limit-Reset")}";
}
