namespace Procore.CompanyUsers.Tests;

/// <summary>Rate limit headers that can't be right must not block a company.</summary>
internal sealed class AbsurdHeaderTests
{
    private static readonly string Year9999 = "253402300799";

    [TestCase(200, "X-Rate-Limit-Reset", "253402300799", null)]
    [TestCase(200, "X-Rate-Limit-Reset", "99999999999999999", null)]
    [TestCase(200, "X-Rate-Limit-Reset", "1772370000", "Mon, 01 Jan 2001 00:00:00 GMT")]
    [TestCase(200, "X-Rate-Limit-Reset", "253402300799", "Fri, 31 Dec 9999 00:00:00 GMT")]
    [TestCase(429, "Retry-After", "2000000000", null)]
    [TestCase(503, "Retry-After", "2000000000", null)]
    [TestCase(503, "Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT", null)]
    public async Task GetAsync_waits_at_most_an_hour_for_absurd_headers(int status, string name, string value, string? date)
    {
        var turn = 0;
        using var procore = new TimedProcore(
            request =>
            {
                if (++turn > 1)
                    return Attempts.Succeed(request);
                var answer = Answer.Json("""{"id":7}""", status, ("X-Rate-Limit-Limit", "600"), ("X-Rate-Limit-Remaining", "0"), (name, value));
                if (date is not null)
                    answer.Headers.TryAddWithoutValidation("Date", date);
                return answer;
            },
            options => (options.RateLimit.MaxWait, options.Retry.MaxRetries) = (TimeSpan.FromHours(2), 0));
        await procore.Users.GetAsync(7).ContinueWith(_ => { }, TaskScheduler.Default);
        var start = procore.Clock.Now;

        await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));

        Assert.That(turn, Is.EqualTo(2));
        Assert.That(procore.Clock.Now - start, Is.LessThanOrEqualTo(TimeSpan.FromHours(1)));
    }

    [TestCase("X-Rate-Limit-Reset", 200, 800_000_000)]
    [TestCase("X-Rate-Limit-Reset", 200, 3600)]
    [TestCase("X-Rate-Limit-Reset", 429, 800_000_000)]
    [TestCase("Retry-After", 429, 800_000_000)]
    [TestCase("Retry-After", 429, 3600)]
    [TestCase("Retry-After", 503, 3600)]
    public async Task GetAsync_does_not_wait_for_a_reset_that_is_over_by_our_clock(string name, int status, int secondsBehind)
    {
        var turn = 0;
        var start = DateTimeOffset.MinValue;
        TimedProcore? procore = null;
        using (procore = new TimedProcore(
            request =>
            {
                if (++turn > 3)
                    return Attempts.Succeed(request);
                var reset = start + TimeSpan.FromSeconds(10);
                var answer = Answer.Json("""{"id":7}""", status, ("X-Rate-Limit-Remaining", "0"), (name, name == "Retry-After" ? reset.ToString("R") : $"{reset.ToUnixTimeSeconds()}"));
                answer.Headers.Date = procore!.Clock.Now - TimeSpan.FromSeconds(secondsBehind);
                return answer;
            },
            options => (options.RateLimit.MaxWait, options.Retry.MaxRetries) = (TimeSpan.FromHours(2), 0)))
        {
            start = DateTimeOffset.FromUnixTimeSeconds(procore.Clock.Now.ToUnixTimeSeconds());
            for (var call = 0; call < 4; call++)
                await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7).ContinueWith(_ => { }, TaskScheduler.Default));

            Assert.That(turn, Is.EqualTo(4));
            Assert.That(procore.Clock.Now - start, Is.LessThan(TimeSpan.FromMinutes(1)));
        }
    }

    [Test]
    public void RetryAt_is_at_most_an_hour_ahead()
    {
        using var procore = new TimedProcore(_ => Answer.Json("{}", 429, ("X-Rate-Limit-Reset", Year9999), ("X-Rate-Limit-Remaining", "0")));

        var failure = Assert.ThrowsAsync<RateLimitExceededException>(() => procore.Users.GetAsync(7));

        Assert.That(failure.RetryAt - procore.Clock.Now, Is.LessThanOrEqualTo(TimeSpan.FromHours(1)));
    }

    [TestCase(429, "0")]
    [TestCase(503, "0")]
    [TestCase(429, "Sun, 06 Nov 1994 08:49:37 GMT")]
    [TestCase(429, null)]
    public async Task GetAsync_waits_at_least_half_a_second_between_retries(int status, string? retryAfter)
    {
        var times = new List<DateTimeOffset>();
        TimedProcore? procore = null;
        using (procore = new TimedProcore(_ =>
        {
            times.Add(procore!.Clock.Now);
            return retryAfter is null ? Answer.Json("{}", status) : Answer.Json("{}", status, ("Retry-After", retryAfter));
        }))
        {
            await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));
        }

        Assert.That(times, Has.Count.EqualTo(4));
        Assert.That(times.Zip(times.Skip(1), (earlier, later) => later - earlier), Has.All.GreaterThanOrEqualTo(TimeSpan.FromSeconds(0.5)));
    }
}
