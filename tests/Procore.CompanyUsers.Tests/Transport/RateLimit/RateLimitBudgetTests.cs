using System.Collections.Concurrent;

namespace Procore.CompanyUsers.Tests;

internal sealed class RateLimitBudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RateLimitBudget _budget = new();
    private readonly ConcurrentQueue<long> _places = new();

    [Test]
    public void TryTake_grants_as_many_requests_as_remain()
    {
        Told(100, 20, Now.AddSeconds(10));
        var sent = 0;

        Parallel.For(0, 1000, _ => Interlocked.Add(ref sent, Take(Now) is null ? 1 : 0));

        Assert.That(sent, Is.EqualTo(20));
        Assert.That(Take(Now), Is.EqualTo(Now.AddSeconds(10)));
    }

    [Test]
    public void Release_counts_requests_in_flight_before_the_first_response()
    {
        for (var i = 0; i < 6; i++)
            Take(Now);

        Release(100, 7, Now.AddSeconds(10));

        Assert.That(Takes(10), Is.EqualTo(2), "five are on their way");
    }

    [Test]
    public void Release_counts_a_request_that_ended_without_a_response_once()
    {
        Take(Now);
        Take(Now);
        _budget.Release();
        _places.TryDequeue(out _);

        Release(100, 7, Now.AddSeconds(10));

        Assert.That(Takes(10), Is.EqualTo(6), "the server may count the other one later");
    }

    [Test]
    public void Release_ignores_a_response_that_was_overtaken()
    {
        for (var i = 0; i < 3; i++)
            Take(Now);
        Release(100, 0, Now.AddSeconds(10));

        Release(100, 2, Now.AddSeconds(10));

        Assert.That(Take(Now), Is.EqualTo(Now.AddSeconds(10)));
    }

    [Test]
    public void Release_ignores_a_response_of_an_earlier_window()
    {
        Take(Now);
        Take(Now);
        Release(100, 0, Now.AddSeconds(20), Now.AddSeconds(11));

        Release(100, 50, Now.AddSeconds(10), Now.AddSeconds(11));

        Assert.That(Take(Now.AddSeconds(11)), Is.EqualTo(Now.AddSeconds(20)));
    }

    [Test]
    public void Release_assigns_a_slow_response_to_the_window_it_names()
    {
        Take(Now);
        Take(Now);
        Release(100, 0, Now.AddSeconds(10));

        // Its body took four seconds, and its Date is of before.
        Release(100, 5, Now.AddSeconds(10), Now.AddSeconds(4), date: Now);

        Assert.That(Take(Now.AddSeconds(4)), Is.EqualTo(Now.AddSeconds(10)));
    }

    [Test]
    public void TryTake_respects_an_exhausted_limit_beside_another_limit()
    {
        Told(3600, 0, Now.AddMinutes(30));

        Told(100, 99, Now.AddSeconds(10));

        Assert.That(Take(Now), Is.EqualTo(Now.AddMinutes(30)));
    }

    [Test]
    public void TryTake_grants_at_most_the_limit_after_the_reset()
    {
        Told(20, 0, Now.AddSeconds(10));

        Assert.That(Takes(100, Now.AddSeconds(10)), Is.EqualTo(20));
    }

    [Test]
    public void TryTake_grants_a_limit_once_when_no_response_mentions_it()
    {
        Told(3600, 3599, Now.AddMinutes(30));
        Told(20, 0, Now.AddSeconds(10));
        Assert.That(Takes(100, Now.AddSeconds(10)), Is.EqualTo(20));

        for (var i = 0; i < 19; i++)
            Release(3600, 3500, Now.AddMinutes(30), Now.AddSeconds(12));

        Assert.That(Takes(100, Now.AddSeconds(12)), Is.Zero, "one answer is still to come, and may tell of it");
    }

    [Test]
    public void TryTake_drops_an_exhausted_limit_that_no_response_mentions()
    {
        Told(20, 0, Now.AddSeconds(10));
        Takes(100, Now.AddSeconds(10));

        for (var i = 0; i < 20; i++)
            Release(200, 180, Now.AddSeconds(20), Now.AddSeconds(12));

        Assert.That(Takes(1000, Now.AddSeconds(13)), Is.EqualTo(161), "nineteen were on their way when the first said 180");
    }

    [Test]
    public void Release_grants_nothing_for_a_response_overtaken_by_another_limit()
    {
        Told(3600, 100, Now.AddMinutes(30));
        Assert.That(Takes(5), Is.EqualTo(5));
        var first = _places.TryDequeue(out var place) ? place : -1;
        for (var i = 0; i < 4; i++)
            Release(3600, 90, Now.AddMinutes(30));

        // The server counted it first, and it is the last to come.
        Release(20, 19, Now.AddSeconds(10), place: first);

        Assert.That(Takes(100), Is.EqualTo(15));
    }

    [Test]
    public void Release_grants_nothing_for_a_response_of_the_previous_window()
    {
        Told(20, 10, Now.AddSeconds(10));
        Take(Now);
        Assert.That(Takes(100, Now.AddSeconds(10)), Is.EqualTo(19));

        Release(20, 9, Now.AddSeconds(10), Now.AddSeconds(12), date: Now);

        Assert.That(Takes(100, Now.AddSeconds(12)), Is.Zero);
    }

    [Test]
    public void Release_remembers_at_most_8_limits()
    {
        for (var limit = 1000; limit < 1100; limit++)
            Told(limit, 900, Now.AddMinutes(30));

        Assert.That(Takes(2000), Is.EqualTo(893), "of the last eight the first has been used seven times");
    }

    [Test]
    public void TryTake_drops_a_window_without_a_limit_at_its_reset()
    {
        Told(null, 0, Now.AddSeconds(10));

        Assert.That(Take(Now), Is.EqualTo(Now.AddSeconds(10)));
        Assert.That(Takes(100, Now.AddSeconds(10)), Is.EqualTo(100));
    }

    [Test]
    public void TryTake_waits_for_the_longest_Retry_After()
    {
        Take(Now);
        Take(Now);

        TurnedAway(seconds: 30);
        TurnedAway(seconds: 5);

        Assert.That(Take(Now), Is.EqualTo(Now.AddSeconds(30)));
    }

    [TestCase("X-Rate-Limit-Remaining", "x")]
    [TestCase("X-Rate-Limit-Remaining", "-1")]
    [TestCase("X-Rate-Limit-Reset", "soon")]
    [TestCase("X-Rate-Limit-Reset", "99999999999999999")]
    [TestCase("X-Rate-Limit-Reset", "0")]
    [TestCase("X-Rate-Limit-Limit", "")]
    public void TryTake_ignores_headers_that_make_no_sense(string name, string value)
    {
        Take(Now);
        using var answer = Answer.Empty(200);
        foreach (var header in TimedProcore.Limits(10, 9, Now.AddSeconds(10)))
            answer.Headers.TryAddWithoutValidation(header.Name, header.Name == name ? value : header.Value);

        _budget.Release(new RateLimitHeaders(answer, Now), 0, Now);

        Assert.That(Take(Now), Is.Null);
    }

    private DateTimeOffset? Take(DateTimeOffset at)
    {
        var until = _budget.TryTake(at, out var endedBefore);
        if (until is null)
            _places.Enqueue(endedBefore);
        return until;
    }

    private void TurnedAway(int seconds)
    {
        using var answer = Answer.Json("{}", 429, ("Retry-After", $"{seconds}"));
        _budget.Release(new RateLimitHeaders(answer, Now), 0, Now);
    }

    private int Takes(int wanted, DateTimeOffset? at = null) => Enumerable.Range(0, wanted).Count(_ => Take(at ?? Now) is null);

    private void Told(long? limit, long remaining, DateTimeOffset reset)
    {
        Take(Now);
        Release(limit, remaining, reset);
    }

    private void Release(long? limit, long remaining, DateTimeOffset reset, DateTimeOffset? at = null, DateTimeOffset? date = null, long? place = null)
    {
        using var answer = Answer.Empty(200);
        foreach (var (name, value) in TimedProcore.Limits(limit ?? 0, remaining, reset).Skip(limit is null ? 1 : 0))
            answer.Headers.TryAddWithoutValidation(name, value);
        answer.Headers.Date = date;
        if (place is not { } endedBefore)
            _places.TryDequeue(out endedBefore);
        _budget.Release(new RateLimitHeaders(answer, at ?? Now), endedBefore, at ?? Now);
    }
}
