using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Procore.CompanyUsers.Tests;

internal sealed class LogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly LogEntries _log = new();

    [Test]
    public async Task GetAsync_logs_an_attempt_and_a_retry()
    {
        var turn = 0;
        using var procore = new TimedProcore(request => ++turn == 1 ? Answer.Json("{}", 500) : Attempts.Succeed(request), log: _log);

        await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));

        Assert.That(Told(), Is.EqualTo(new[] { (1, LogLevel.Debug), (3, LogLevel.Warning), (1, LogLevel.Debug) }));
        Assert.That(_log.All[0].Message, Is.EqualTo($"Attempt 1 of {FacadeRoute.Line("GET /companies/{company_id}/users/{id}")} (company {TimedProcore.CompanyId}) completed with 500 after 0 ms."));
        Assert.That(_log.All[1].Message, Does.StartWith($"{FacadeRoute.Line("GET /companies/{company_id}/users/{id}")} (company {TimedProcore.CompanyId}) failed with 500; retry 1 of 3 follows in "));
        Assert.That(_log.All[2].Message, Does.StartWith("Attempt 2 of "));
    }

    [Test]
    public void GetAsync_logs_a_broken_connection()
    {
        using var procore = new TimedProcore((request, cancellationToken) => Attempts.Failures["reset"](request, cancellationToken), options => options.Retry.MaxRetries = 0, _log);

        Assert.That(() => procore.Users.GetAsync(7), Throws.TypeOf<ProcoreConnectionException>());

        Assert.That(Told(), Is.EqualTo(new[] { (2, LogLevel.Debug) }));
        Assert.That(_log.All[0].Message, Does.Contain("failed with System.Net.Http.HttpRequestException"));
    }

    [Test]
    public async Task GetAsync_logs_an_exhausted_rate_limit_once_for_all_waiting_callers()
    {
        TimedProcore? procore = null;
        using (procore = new TimedProcore(_ => Answer.Json("""{"id":7}""", 200, TimedProcore.Limits(10, procore!.Requests.Count == 1 ? 0 : 9, procore.Clock.Now.AddSeconds(30))), log: _log))
        {
            await procore.Users.GetAsync(7);
            await procore.Clock.AdvanceUntilAsync([.. Enumerable.Range(0, 5).Select(_ => procore.Users.GetAsync(7))]);
        }

        Assert.That(Told().Count(told => told == (4, LogLevel.Information)), Is.EqualTo(1));
        Assert.That(_log.All.Single(entry => entry.Id == 4).Message, Is.EqualTo($"The rate limit of company {TimedProcore.CompanyId} is used up; its requests wait until 2026-03-01T12:00:30.0000000+00:00."));
        Assert.That(Told().Count(told => told == (11, LogLevel.Debug)), Is.EqualTo(5));
        Assert.That(Told().Count(told => told == (12, LogLevel.Trace)), Is.EqualTo(6));
    }

    [TestCase(429, "1800", new[] { 1, 6 })]
    [TestCase(503, "1800", new[] { 1, 6 })]
    [TestCase(429, null, new[] { 1, 6 })]
    [TestCase(503, null, new[] { 1 })]
    public void GetAsync_logs_a_request_that_the_rate_limit_rejects(int status, string? retryAfter, int[] ids)
    {
        using var procore = new TimedProcore(
            _ => retryAfter is null ? Answer.Json("{}", status) : Answer.Json("{}", status, ("Retry-After", retryAfter)), options => options.Retry.MaxRetries = 0, _log);

        Assert.That(() => procore.Users.GetAsync(7), Throws.InstanceOf<ProcoreException>());
        Assert.That(_log.All.Select(entry => entry.Id), Is.EqualTo(ids));
        if (retryAfter is null)
            return;

        Assert.That(() => procore.Users.GetAsync(7), Throws.InstanceOf<RateLimitExceededException>());
        Assert.That(Told()[^1], Is.EqualTo((5, LogLevel.Warning)));
    }

    [Test]
    public async Task GetAsync_logs_issued_tokens_without_showing_them()
    {
        var server = new TokenServer();
        using var procore = new TimedProcore(server.AnswerAsync, TimedProcore.AsService, _log);

        await procore.Users.GetAsync(7).WaitAsync(Patience);
        server.FirstTaken = 2;
        await procore.Users.GetAsync(7).WaitAsync(Patience);

        procore.Clock.Advance(TimeSpan.FromHours(2));
        await procore.Users.GetAsync(7).WaitAsync(Patience);

        Assert.That(
            Told().Where(told => told.Id is > 6 and < 10),
            Is.EqualTo(new[] { (7, LogLevel.Information), (9, LogLevel.Warning), (7, LogLevel.Information), (7, LogLevel.Information) }),
            "a renewal isn't a rejection");
        Assert.That(_log.All.Select(entry => entry.Whole), Has.None.Contains("token-1").And.None.Contains("token-2").And.None.Contains(TimedProcore.Secret));
    }

    [Test]
    public async Task GetAsync_does_not_log_or_count_a_stored_token_as_issued()
    {
        using var listener = new Listener();
        var server = new GrantServer();
        var store = new InMemoryTokenStore();
        using var first = WithStore(server, store);
        using var second = WithStore(server, store);

        await first.Users.GetAsync(7).WaitAsync(Patience);
        await second.Users.GetAsync(7).WaitAsync(Patience);

        Assert.That(Told().Where(told => told.Id is not (1 or 12)), Is.EqualTo(new[] { (7, LogLevel.Information), (13, LogLevel.Information) }));
        Assert.That(listener.Measurements("procore.client.token.renewals"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GetAsync_logs_a_lease_that_the_store_fails_to_release()
    {
        var store = new TroubledStore(new InMemoryTokenStore()) { FailsToTakeBack = true };
        using var procore = WithStore(new GrantServer(), store);

        await procore.Users.GetAsync(7).WaitAsync(Patience);

        Assert.That(_log.All.Single(entry => entry.Id == 14), Has.Property("Level").EqualTo(LogLevel.Warning).And.Property("Message").StartsWith("The token store failed to release a lease: System.IO.IOException."));
    }

    [Test]
    public void GetAsync_logs_a_failed_token_request()
    {
        using var procore = new TimedProcore(_ => Answer.Json("{}", 401), TimedProcore.AsService, _log);

        Assert.That(() => procore.Users.GetAsync(7).WaitAsync(Patience), Throws.InstanceOf<ProcoreException>());

        Assert.That(_log.All.Single(entry => entry.Id == 8), Has.Property("Level").EqualTo(LogLevel.Warning).And.Property("Message").EqualTo("No access token could be obtained: 401."));
    }

    [Test]
    public async Task ListAsync_logs_a_total_that_changes()
    {
        using var procore = new TimedProcore(request => Answer.Users([request.Page], ("Total", request.Page < 2 ? "3" : "2"), ("Per-Page", "1")), options => options.Paging.PageSize = 1, _log);

        await procore.Users.ListAsync().ReadAllAsync();

        Assert.That(_log.All.Single(entry => entry.Id == 10).Message, Does.Contain($"company {TimedProcore.CompanyId}").And.Contain("at page 2"));
    }

    [Test]
    public void TransportEvents_are_documented_with_id_level_and_name()
    {
        var documentation = RepositoryRoot.ReadText("docs/telemetry.md");
        var events = typeof(ICompanyUsers).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Static))
            .SelectMany(method => method.GetCustomAttributes<LoggerMessageAttribute>().Select(attribute => (Name: attribute.EventName, attribute.EventId, attribute.Level)))
            .OrderBy(told => told.EventId)
            .ToList();

        Assert.That(events.Select(told => told.EventId), Is.EqualTo(Enumerable.Range(1, 14).Append(20)));
        foreach (var (name, id, level) in events)
            Assert.That(documentation, Does.Contain($"| {id} | {level} | {name} |"));
    }

    private TimedProcore WithStore(GrantServer server, IProcoreTokenStore store) => new(
        server.AnswerAsync,
        options =>
        {
            TimedProcore.AsService(options);
            (options.RefreshToken, options.TokenStore) = ("refresh-0", store);
        },
        _log);

    private List<(int Id, LogLevel Level)> Told() => _log.All.Select(entry =>
    {
        Assert.That(entry.Category, Is.EqualTo("Procore.CompanyUsers"));
        return (entry.Id, entry.Level);
    }).ToList();
}
