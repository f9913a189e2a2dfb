using System.Collections.Concurrent;

namespace Procore.CompanyUsers.Tests;

internal sealed class RateLimitBudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RateLimitBudget _budget = new();
    private readonly ConcurrentQueue<long> _places = new();

    [Test]
    public void As_many_may_send_as_remain()
    {
        Told(100, 20, Now.AddSeconds(10));
        var sent = 0;

        Parallel.For(0, 1000, _ => Interlocked.Add(ref sent, Take(Now) is null ? 1 : 0));

        Assert.That(sent, Is.EqualTo(20));
        Assert.That(Take(Now), Is.EqualTo(Now.AddSeconds(10)));
    }

    [Test]
    public void What_is_on_its_way_counts_before_the_first_answer_has_come()
    {
        for (var i = 0; i < 6; i++)
            Take(Now);

        Release(100, 7, Now.AddSeconds(10));

        Assert.That(Takes(10), Is.EqualTo(2), "five are on their way");
    }

    [Test]
    public void An_answer_that_was_overtaken_gives_nothing_back()
    {
        for (var i = 0; i < 3; i++)
            Take(Now);
        Release(100, 0, Now.AddSeconds(10));

        Release(100, 2, Now.AddSeconds(10));

        Assert.That(Take(Now), Is.EqualTo(Now.AddSeconds(10)));
    }

    [Test]
    public void An_answer_of_a_window_that_is_over_says_nothing_of_the_next()
    {
        Take(Now);
        Take(Now);
        Release(100, 0, Now.AddSeconds(20), Now.AddSeconds(11));

        Release(100, 50, Now.AddSeconds(10), Now.AddSeconds(11));

        Assert.That(Take(Now.AddSeconds(11)), Is.EqualTo(Now.AddSeconds(20)));
    }

    [Test]
    public void A_slow_answer_is_of_the_window_that_it_names()
    {
        Take(Now);
        Take(Now);
        Release(100, 0, Now.AddSeconds(10));

        // Its body took four seconds, and its Date is of before.
        Release(100, 5, Now.AddSeconds(10), Now.AddSeconds(4), date: Now);

        Assert.That(Take(Now.AddSeconds(4)), Is.EqualTo(Now.AddSeconds(10)));
    }

    [Test]
    public void A_limit_that_is_used_up_is_not_forgotten_for_the_other()
    {
        Told(3600, 0, Now.AddMinutes(30));

        Told(100, 99, Now.AddSeconds(10));

        Assert.That(Take(Now), Is.EqualTo(Now.AddMinutes(30)));
    }

    [Test]
    public void After_the_reset_no_more_are_on_their_way_than_the_limit_allows()
    {
        Told(20, 0, Now.AddSeconds(10));

        Assert.That(Takes(100, Now.AddSeconds(10)), Is.EqualTo(20));
    }

    [Test]
    public void A_limit_that_no_answer_tells_of_after_its_reset_is_granted_once()
    {
        Told(3600, 3599, Now.AddMinutes(30));
        Told(20, 0, Now.AddSeconds(10));
        Assert.That(Takes(100, Now.AddSeconds(10)), Is.EqualTo(20));

        for (var i = 0; i < 19; i++)
            Release(3600, 3500, Now.AddMinutes(30), Now.AddSeconds(12));

        Assert.That(Takes(100, Now.AddSeconds(12)), Is.Zero, "one answer is still to come, and may tell of it");
    }

    [Test]
    public void A_limit_that_is_used_up_without_an_answer_that_tells_of_it_is_none_any_more()
    {
        Told(20, 0, Now.AddSeconds(10));
        Takes(100, Now.AddSeconds(10));

        for (var i = 0; i < 20; i++)
            Release(200, 180, Now.AddSeconds(20), Now.AddSeconds(12));

        Assert.That(Takes(1000, Now.AddSeconds(13)), Is.EqualTo(161), "nineteen were on their way when the first said 180");
    }

    [Test]
    public void An_answer_that_was_overtaken_by_others_that_told_of_another_limit_gives_nothing_away()
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
    public void A_slow_answer_of_the_window_before_gives_nothing_to_the_one_that_has_begun()
    {
        Told(20, 10, Now.AddSeconds(10));
        Take(Now);
        Assert.That(Takes(100, Now.AddSeconds(10)), Is.EqualTo(19));

        Release(20, 9, Now.AddSeconds(10), Now.AddSeconds(12), date: Now);

        Assert.That(Takes(100, Now.AddSeconds(12)), Is.Zero);
    }

    [Test]
    public void A_server_that_names_another_limit_each_time_fills_no_memory()
    {
        for (var limit = 1000; limit < 1100; limit++)
            Told(limit, 900, Now.AddMinutes(30));

        Assert.That(Takes(2000), Is.EqualTo(893), "of the last eight the first has been used seven times");
    }

    [Test]
    public void A_window_without_a_limit_is_forgotten_at_its_reset()
    {
        Told(null, 0, Now.AddSeconds(10));

        Assert.That(Take(Now), Is.EqualTo(Now.AddSeconds(10)));
        Assert.That(Takes(100, Now.AddSeconds(10)), Is.EqualTo(100));
    }

    [Test]
    public void A_shorter_wait_that_is_told_later_does_not_end_the_longer()
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
    public void Headers_that_make_no_sense_hold_up_nobody(string name, string value)
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
