namespace Procore.CompanyUsers.Tests;

/// <summary>One limit, by the responses that mention it.</summary>
internal sealed class RateLimitWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase(100, 5, 20, 5, 20, TestName = "Same window, fewer left")]
    [TestCase(100, 9, 20, 8, 20, TestName = "Same window, overtaken")]
    [TestCase(100, 8, 40, 8, 30, TestName = "Same window, later reset")]
    [TestCase(99, 1, 20, 8, 30, TestName = "Earlier window")]
    [TestCase(101, 9, 40, 6, 40, TestName = "Next window")]
    public void Update_applies_a_response(int ends, int remaining, int reset, int expected, int expectedReset)
    {
        var window = Window();

        window.Update(ends, remaining, Now.AddSeconds(reset), uncounted: 3);

        Assert.That((window.Remaining, window.Reset, window.IsConfirmed), Is.EqualTo(((long)expected, Now.AddSeconds(expectedReset), true)));
    }

    [TestCase(99, false)]
    [TestCase(100, false)]
    [TestCase(101, true)]
    public void Update_confirms_a_renewed_window_only_by_a_later_response(int ends, bool isConfirmed)
    {
        var window = Window();
        window.Renew(Now, inFlight: 4);

        window.Update(ends, 50, Now.AddSeconds(40), uncounted: 3);

        Assert.That((window.IsConfirmed, window.Remaining, window.Reset), Is.EqualTo(isConfirmed ? (true, 47L, Now.AddSeconds(40)) : (false, 56L, Now.AddSeconds(1))));
    }

    [Test]
    public void Renew_allows_the_limit_once()
    {
        var window = Window();

        window.Renew(Now, inFlight: 4);
        Assert.That((window.Remaining, window.Reset, window.IsConfirmed), Is.EqualTo((56L, Now.AddSeconds(1), false)));

        window.Remaining = 2;
        window.Renew(Now.AddSeconds(5), inFlight: 1);
        Assert.That((window.Remaining, window.Reset, window.IsConfirmed), Is.EqualTo((2L, Now.AddSeconds(6), false)));
    }

    private static RateLimitWindow Window() => new(60, ends: 100, remaining: 8, Now.AddSeconds(30));
}
