namespace Procore.CompanyUsers.Tests;

internal sealed class RateLimitBudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RateLimitBudget _budget = new();

    [Test]
    public void As_many_may_send_as_remain()
    {
        Told(100, 20, Now.AddSeconds(10));
        var sent = 0;

        Parallel.For(0, 1000, _ => Interlocked.Add(ref sent, _budget.TryTake(Now) is null ? 1 : 0));

        Assert.That(sent, Is.EqualTo(20));
        Assert.That(_budget.TryTake(Now), Is.EqualTo(Now.AddSeconds(10)));
    }

    [Test]
    public void What_is_on_its_way_counts_before_the_first_answer_has_come()
    {
        for (var i = 0; i < 6; i++)
            _budget.TryTake(Now);

        Release(100, 7, Now.AddSeconds(10));

        Assert.That(Takes(10), Is.EqualTo(2), "five are on their way");
    }

    [Test]
    public void An_answer_that_was_overtaken_gives_nothing_back()
    {
        for (var i = 0; i < 3; i++)
            _budget.TryTake(Now);
        Release(100, 0, Now.AddSeconds(10));

        Release(100, 2, Now.AddSeconds(10));

        Assert.That(_budget.TryTake(Now), Is.EqualTo(Now.AddSeconds(10)));
    }

    [Test]
    public void An_answer_of_a_window_that_is_over_says_nothing_of_the_next()
    {
        _budget.TryTake(Now);
        _budget.TryTake(Now);
        Release(100, 0, Now.AddSeconds(20), Now.AddSeconds(11));

        Release(100, 50, Now.AddSeconds(10), Now.AddSeconds(11));

        Assert.That(_budget.TryTake(Now.AddSeconds(11)), Is.EqualTo(Now.AddSeconds(20)));
    }

    [Test]
    public void A_slow_answer_is_of_the_window_that_it_names()
    {
        _budget.TryTake(Now);
        _budget.TryTake(Now);
        Release(100, 0, Now.AddSeconds(10));

        // Its body took four seconds, and its Date is of before.
        Release(100, 5, Now.AddSeconds(10), Now.AddSeconds(4), date: Now);

        Assert.That(_budget.TryTake(Now.AddSeconds(4)), Is.EqualTo(Now.AddSeconds(10)));
    }

    [Test]
    public void A_limit_that_is_used_up_is_not_forgotten_for_the_other()
    {
        Told(3600, 0, Now.AddMinutes(30));

        Told(100, 99, Now.AddSeconds(10));

        Assert.That(_budget.TryTake(Now), Is.EqualTo(Now.AddMinutes(30)));
    }

    [Test]
    public void After_the_reset_no_more_are_on_their_way_than_the_limit_allows()
    {
        Told(20, 0, Now.AddSeconds(10));

        Assert.That(Takes(100, Now.AddSeconds(10)), Is.EqualTo(20));
    }

    [Test]
    public void A_window_without_a_limit_is_forgotten_at_its_reset()
    {
        Told(null, 0, Now.AddSeconds(10));

        Assert.That(_budget.TryTake(Now), Is.EqualTo(Now.AddSeconds(10)));
        Assert.That(Takes(100, Now.AddSeconds(10)), Is.EqualTo(100));
    }

    [TestCase("X-Rate-Limit-Remaining", "x")]
    [TestCase("X-Rate-Limit-Remaining", "-1")]
    [TestCase("X-Rate-Limit-Reset", "soon")]
    [TestCase("X-Rate-Limit-Reset", "99999999999999999")]
    [TestCase("X-Rate-Limit-Reset", "0")]
    [TestCase("X-Rate-Limit-Limit", "")]
    public void Headers_that_make_no_sense_hold_up_nobody(string name, string value)
    {
        _budget.TryTake(Now);
        using var answer = Answer.Empty(200);
        foreach (var header in TimedProcore.Limits(10, 9, Now.AddSeconds(10)))
            answer.Headers.TryAddWithoutValidation(header.Name, header.Name == name ? value : header.Value);

        _budget.Release(new RateLimitHeaders(answer, Now), Now);

        Assert.That(_budget.TryTake(Now), Is.Null);
    }

    private int Takes(int wanted, DateTimeOffset? at = null) => Enumerable.Range(0, wanted).Count(_ => _budget.TryTake(at ?? Now) is null);

    private void Told(long? limit, long remaining, DateTimeOffset reset)
    {
        _budget.TryTake(Now);
        Release(limit, remaining, reset);
    }

    private void Release(long? limit, long remaining, DateTimeOffset reset, DateTimeOffset? at = null, DateTimeOffset? date = null)
    {
        using var answer = Answer.Empty(200);
        foreach (var (name, value) in TimedProcore.Limits(limit ?? 0, remaining, reset).Skip(limit is null ? 1 : 0))
            answer.Headers.TryAddWithoutValidation(name, value);
        answer.Headers.Date = date;
        _budget.Release(new RateLimitHeaders(answer, at ?? Now), at ?? Now);
    }
}
