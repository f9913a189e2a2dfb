using System.Globalization;
using System.Net.Sockets;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class RateLimitTests
{
    private static readonly TimeSpan Spike = TimeSpan.FromSeconds(10);

    [Test]
    public async Task RateLimitHandler_sends_nothing_at_0_remaining_until_the_reset()
    {
        TimedProcore? procore = null;
        using (procore = new TimedProcore(_ => Answer.Json("""{"id":7}""", 200, TimedProcore.Limits(10, procore!.Requests.Count == 1 ? 0 : 9, procore.Clock.Now.AddSeconds(30)))))
        {
            await procore.Users.GetAsync(7);

            var calls = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => procore.Users.GetAsync(7)));
            procore.Clock.Advance(TimeSpan.FromSeconds(29.9));
            Assert.That(procore.Requests, Has.Count.EqualTo(1));

            procore.Clock.Advance(TimeSpan.FromSeconds(0.1));
            await procore.Clock.AdvanceUntilAsync(calls);
            Assert.That(procore.Requests, Has.Count.EqualTo(6));
        }
    }

    [Test]
    public async Task RateLimitHandler_shares_the_limit_between_100_callers_of_a_company()
    {
        var server = await RunAsync(chance: null, (20, Spike));

        Assert.That(server.Excess, Is.Zero);
    }

    [Test]
    public async Task RateLimitHandler_respects_two_limits_that_alternate()
    {
        var server = await RunAsync(chance: null, (20, Spike), (45, TimeSpan.FromHours(1)));

        Assert.That(server.Excess, Is.Zero);
    }

    [Test]
    public async Task RateLimitHandler_respects_two_limits_in_any_order_of_responses([Range(1, 20)] int seed)
    {
        var server = await RunAsync(new Random(seed), (20, Spike), (45, TimeSpan.FromHours(1)));

        Assert.That(server.Excess, Is.Zero);
    }

    [Test]
    public async Task RateLimitHandler_counts_the_repeat_after_a_401()
    {
        TimedProcore? procore = null;
        var tokens = 0;
        var answers = 0;
        using (procore = new TimedProcore(
            _ => Answer.Json("""{"id":7}""", ++answers == 1 ? 401 : 200, TimedProcore.Limits(10, answers == 1 ? 0 : 9, procore!.Clock.Now.AddSeconds(30))),
            options => (options.AccessToken, options.AccessTokenSource) = (null, _ => new($"token-{++tokens}"))))
        {
            var start = procore.Clock.Now;

            await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));

            Assert.That(procore.Clock.Now - start, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(procore.Requests.Select(request => request.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-2" }));
        }
    }

    [Test]
    public async Task RateLimitHandler_does_not_delay_another_company()
    {
        TimedProcore? procore = null;
        using (procore = new TimedProcore(_ => Answer.Json("""{"id":7}""", 200, TimedProcore.Limits(10, 0, procore!.Clock.Now.AddSeconds(30)))))
        {
            await procore.Users.GetAsync(7);
            var held = procore.Users.GetAsync(7);

            await procore.Client.Company(8).Users.GetAsync(7);

            Assert.That(held.IsCompleted, Is.False);
            Assert.That(procore.Requests, Has.Count.EqualTo(2));
        }
    }

    [TestCase(-3600)]
    [TestCase(0)]
    [TestCase(3600)]
    public async Task RateLimitHandler_ends_the_window_by_the_clock_of_the_server(int secondsAhead)
    {
        TimedProcore? procore = null;
        using (procore = new TimedProcore(_ =>
        {
            var serverNow = procore!.Clock.Now.AddSeconds(secondsAhead);
            return Answer.Json("""{"id":7}""", 200,
                [.. TimedProcore.Limits(10, procore.Requests.Count == 1 ? 0 : 9, serverNow.AddSeconds(30)), ("Date", serverNow.ToString("R", CultureInfo.InvariantCulture))]);
        }))
        {
            var start = procore.Clock.Now;
            await procore.Users.GetAsync(7);

            await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));

            Assert.That(procore.Clock.Now - start, Is.EqualTo(TimeSpan.FromSeconds(30)));
        }
    }

    [TestCase("Retry-After", "7", 7)]
    [TestCase("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT", 30)]
    [TestCase("X-Rate-Limit-Reset", "784111797", 50)]
    public async Task RateLimitHandler_delays_all_callers_after_a_429(string header, string value, int seconds)
    {
        TimedProcore? procore = null;
        using (procore = new TimedProcore(request => procore!.Requests.Count == 1
            ? Answer.Json("{}", 429, ("Date", "Sun, 06 Nov 1994 08:49:07 GMT"), (header, value))
            : Attempts.Succeed(request)))
        {
            var start = procore.Clock.Now;
            var calls = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => procore.Users.GetAsync(7)));
            Assert.That(procore.Requests, Has.Count.EqualTo(1));

            await procore.Clock.AdvanceUntilAsync(calls);

            Assert.That(procore.Clock.Now - start, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
            Assert.That(procore.Requests, Has.Count.EqualTo(4));
        }
    }

    [TestCase("read")]
    [TestCase("create")]
    [TestCase("sync, one without")]
    public async Task RateLimitHandler_throws_with_RetryAt_when_the_wait_is_too_long(string call)
    {
        TimedProcore? procore = null;
        using (procore = new TimedProcore(
            _ => Answer.Json("""{"id":7}""", 200, TimedProcore.Limits(3600, 0, procore!.Clock.Now.AddMinutes(40))),
            options => options.RateLimit.MaxWait = TimeSpan.FromMinutes(39)))
        {
            await procore.Users.GetAsync(7);

            var failure = Assert.CatchAsync<ProcoreException>(() => Attempts.Calls[call](procore.Users))!;

            var refusal = failure as RateLimitExceededException ?? (RateLimitExceededException)failure.InnerException!;
            using (Assert.EnterMultipleScope())
            {
                Assert.That(refusal.RetryAt, Is.EqualTo(procore.Clock.Now.AddMinutes(40)));
                Assert.That(refusal.Message, Does.Contain("2026-03-01T12:40:00Z").And.Contain("ProcoreOptions.RateLimit.MaxWait"));
                Assert.That(refusal.MayHaveBeenApplied, Is.False);
                Assert.That(procore.Requests, Has.Count.EqualTo(1));
            }
        }
    }

    [Test]
    public async Task RateLimitHandler_throws_with_RetryAt_when_a_429_asks_for_too_long()
    {
        using var procore = new TimedProcore(_ => Answer.Json("{}", 429, ("Retry-After", "1800")));

        var call = procore.Users.GetAsync(7);
        await procore.Clock.AdvanceUntilAsync(call);

        Assert.That(() => call, Throws.TypeOf<RateLimitExceededException>().With.Property(nameof(RateLimitExceededException.RetryAt)).EqualTo(procore.Clock.Now.AddMinutes(30)));
        Assert.That(procore.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task CreateAsync_throws_the_503_when_it_asks_for_too_long()
    {
        using var procore = new TimedProcore(_ => Answer.Json("""{"message":"Overloaded"}""", 503, ("Retry-After", "1800")));

        var call = Attempts.Calls["create"](procore.Users);
        await procore.Clock.AdvanceUntilAsync(call);

        var failure = Assert.ThrowsAsync<ProcoreException>(() => call)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.StatusCode, Is.EqualTo(503));
            Assert.That(failure.RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(30)));
            Assert.That(failure.Message, Does.Contain("503").And.Contain("Overloaded"));
            Assert.That(failure.MayHaveBeenApplied, Is.False);
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task MayHaveBeenApplied_is_true_when_an_earlier_attempt_was_sent()
    {
        TimedProcore? procore = null;
        using (procore = new TimedProcore(request => request.Method == "GET"
            ? Answer.Json("{}", 429, ("Retry-After", "1800"))
            : Answer.Json("{}", 500)))
        {
            var update = procore.Users.UpdateAsync(7, new CompanyUserChanges { Zip = "1" });
            Assert.That(() => procore.Users.GetAsync(7), Throws.TypeOf<RateLimitExceededException>());

            await procore.Clock.AdvanceUntilAsync(update);

            var failure = Assert.ThrowsAsync<RateLimitExceededException>(() => update)!;
            using (Assert.EnterMultipleScope())
            {
                Assert.That(failure.Message, Does.Contain($"{FacadeRoute.Line("PATCH /companies/{company_id}/users/{id}")} wasn't sent again."));
                Assert.That(failure.MayHaveBeenApplied, Is.True);
                Assert.That(failure.StatusCode, Is.Null);
            }
        }
    }

    [TestCase("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT")]
    [TestCase("Retry-After", "2147483647", null)]
    [TestCase("X-Rate-Limit-Reset", "253402300799", "Thu, 01 Jan 1970 00:00:00 GMT")]
    public void RateLimitHandler_refuses_to_wait_for_an_impossibly_late_time(string header, string value, string? date)
    {
        using var procore = new TimedProcore(_ => Answer.Json("{}", 429, ("Date", date ?? "Sun, 01 Mar 2026 12:00:00 GMT"), (header, value)));

        Assert.That(() => procore.Users.GetAsync(7), Throws.TypeOf<RateLimitExceededException>().With.Property(nameof(RateLimitExceededException.RetryAt)).Not.Null);
        Assert.That(() => procore.Users.GetAsync(7), Throws.TypeOf<RateLimitExceededException>().With.Message.Contains("wasn't sent."));
    }

    [Test]
    public async Task RateLimitHandler_does_not_wait_for_an_impossibly_early_time()
    {
        using var procore = new TimedProcore(_ => Answer.Json("""{"id":7}""", 200, ("Date", "Fri, 31 Dec 9999 23:59:59 GMT"), ("X-Rate-Limit-Limit", "10"), ("X-Rate-Limit-Remaining", "0"), ("X-Rate-Limit-Reset", "1")));

        await procore.Users.GetAsync(7);

        Assert.That(procore.Users.GetAsync(7).IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task RetryAfter_date_is_relative_to_the_local_clock_without_Date()
    {
        TimedProcore? procore = null;
        using (procore = new TimedProcore(request => procore!.Requests.Count == 1 ? Answer.Json("{}", 503, ("Retry-After", "Sun, 01 Mar 2026 12:00:40 GMT")) : Attempts.Succeed(request)))
        {
            var start = procore.Clock.Now;

            await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));

            Assert.That(procore.Clock.Now - start, Is.EqualTo(TimeSpan.FromSeconds(40)));
        }
    }

    [Test]
    public async Task RetryAfter_of_a_429_is_in_the_exception_without_retries()
    {
        using var procore = new TimedProcore(_ => Answer.Json("{}", 429, ("Retry-After", "7")), options => options.Retry.MaxRetries = 0);

        var failure = Assert.ThrowsAsync<RateLimitExceededException>(() => procore.Users.GetAsync(7));

        Assert.That(failure.RetryAt, Is.EqualTo(procore.Clock.Now.AddSeconds(7)));
        Assert.That(failure.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
        await Task.CompletedTask;
    }

    [Test]
    public async Task RateLimitHandler_counts_no_request_whose_wait_is_cancelled()
    {
        TimedProcore? procore = null;
        using (procore = new TimedProcore(_ => Answer.Json("""{"id":7}""", 200, TimedProcore.Limits(1, 0, procore!.Clock.Now.AddSeconds(30)))))
        {
            using var cancellation = new CancellationTokenSource();
            await procore.Users.GetAsync(7);
            var cancelled = procore.Users.GetAsync(7, cancellation.Token);
            var patient = procore.Users.GetAsync(7);
            await cancellation.CancelAsync();
            Assert.That(async () => await cancelled.WaitAsync(TimeSpan.FromMinutes(2)), Throws.InstanceOf<OperationCanceledException>());

            await procore.Clock.AdvanceUntilAsync(patient);

            Assert.That(() => patient, Throws.Nothing);
            Assert.That(procore.Requests, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public async Task RateLimitHandler_does_not_wait_without_headers()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var procore = new TimedProcore(async (request, _) =>
        {
            await open.Task;
            return Attempts.Succeed(request);
        });

        var calls = Task.WhenAll(Enumerable.Range(0, 100).Select(_ => procore.Users.GetAsync(7)));

        Assert.That(procore.Requests, Has.Count.EqualTo(100));
        open.SetResult();
        await calls;
    }

    [Test]
    public async Task RateLimitHandler_does_not_count_a_request_that_fails()
    {
        TimedProcore? procore = null;
        using (procore = new TimedProcore(
            _ => procore!.Requests.Count is 1 or > 10
                ? Answer.Json("""{"id":7}""", 200, TimedProcore.Limits(3, 2, procore.Clock.Now.AddMinutes(4)))
                : throw new HttpRequestException("No.", new SocketException((int)SocketError.ConnectionRefused)),
            options => options.Retry.MaxRetries = 0))
        {
            await procore.Users.GetAsync(7);
            for (var i = 2; i <= 10; i++)
                Assert.That(() => procore.Users.GetAsync(7), Throws.TypeOf<ProcoreConnectionException>());

            Assert.That(procore.Users.GetAsync(7).IsCompletedSuccessfully, Is.True, "nothing but the first answer has used the window");
        }
    }

    [Test]
    public async Task RateLimitHandler_does_not_count_a_request_that_is_cancelled()
    {
        TimedProcore? procore = null;
        using (procore = new TimedProcore(async (_, cancellationToken) =>
        {
            if (procore!.Requests.Count is not (1 or > 5))
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return Answer.Json("""{"id":7}""", 200, TimedProcore.Limits(3, 2, procore.Clock.Now.AddMinutes(4)));
        }))
        {
            await procore.Users.GetAsync(7);
            for (var i = 2; i <= 5; i++)
            {
                using var cancellation = new CancellationTokenSource();
                var call = procore.Users.UpdateAsync(7, new CompanyUserChanges { Zip = "1" }, cancellationToken: cancellation.Token);
                await cancellation.CancelAsync();
                Assert.That(async () => await call.WaitAsync(TimeSpan.FromMinutes(2)), Throws.InstanceOf<OperationCanceledException>());
            }

            Assert.That(procore.Users.GetAsync(7).IsCompletedSuccessfully, Is.True);
        }
    }

    private static async Task<RateLimitedServer> RunAsync(Random? chance, params (long Limit, TimeSpan Length)[] limits)
    {
        const int callers = 100;
        RateLimitedServer? server = null;
        using var procore = new TimedProcore(
            (request, cancellationToken) => server!.AnswerAsync(request, cancellationToken),
            options => (options.RateLimit.MaxWait, options.Retry.MaxTime, options.Retry.MaxRetries) = (TimeSpan.FromDays(1), TimeSpan.FromDays(1), 0));
        server = new RateLimitedServer(chance, limits) { Clock = procore.Clock };
        // A limit can't be kept until a response has told it.
        foreach (var _ in limits)
            await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));

        var start = procore.Clock.Now;
        var calls = Enumerable.Range(0, callers).Select(_ => procore.Users.GetAsync(7)).ToArray();
        await procore.Clock.AdvanceUntilAsync(calls);

        Assert.That(() => Task.WhenAll(calls), Throws.Nothing);
        Assert.That(procore.Clock.Now - start, Is.LessThan(TimeSpan.FromHours(4)), "what is allowed is used");
        Assert.That(procore.Requests, Has.Count.EqualTo(callers + limits.Length + server.Excess));
        return server;
    }
}
