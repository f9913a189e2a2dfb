namespace Procore.CompanyUsers.Tests;

internal sealed class TimeRangeTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 8, 30, 0, TimeSpan.Zero);

    [Test]
    public void ToString_writes_UTC_times_with_three_dots() =>
        Assert.That(new TimeRange(Morning.ToOffset(TimeSpan.FromHours(5)), Morning.AddDays(1)).ToString(), Is.EqualTo("2026-11-22T08:30:00Z...2026-11-23T08:30:00Z"));

    [Test]
    public void TimeRange_widens_to_whole_seconds()
    {
        var range = new TimeRange(Morning.AddMilliseconds(900), Morning.AddSeconds(5).AddTicks(1));

        Assert.That((range.From, range.To), Is.EqualTo((Morning, Morning.AddSeconds(6))));
    }

    [Test]
    public void Contains_includes_both_ends()
    {
        var range = new TimeRange(Morning, Morning.AddSeconds(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(range.Contains(Morning), Is.True);
            Assert.That(range.Contains(Morning.AddSeconds(1).ToOffset(TimeSpan.FromHours(-7))), Is.True);
            Assert.That(range.Contains(Morning.AddTicks(-1)), Is.False);
            Assert.That(range.Contains(Morning.AddSeconds(1).AddTicks(1)), Is.False);
        }
    }

    [Test]
    public void TimeRange_refuses_an_end_before_its_start() =>
        Assert.That(() => new TimeRange(Morning, Morning.AddTicks(-1)), Throws.ArgumentException.With.Message.Contains("Swap"));

    [Test]
    public void Since_has_no_practical_end()
    {
        var range = TimeRange.Since(Morning);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(range.ToString(), Is.EqualTo("2026-11-22T08:30:00Z...9999-12-31T23:59:59Z"));
            Assert.That(range.Contains(Morning), Is.True);
            Assert.That(range.Contains(Morning.AddTicks(-1)), Is.False);
        }
    }

    [Test]
    public void Until_has_no_practical_start()
    {
        var range = TimeRange.Until(Morning);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(range.ToString(), Is.EqualTo("1970-01-01T00:00:00Z...2026-11-22T08:30:00Z"));
            Assert.That(range.Contains(Morning), Is.True);
            Assert.That(range.Contains(Morning.AddTicks(1)), Is.False);
        }
    }

    [Test]
    public void TimeRange_may_be_a_single_moment() =>
        Assert.That(new TimeRange(Morning, Morning), Is.EqualTo(new TimeRange(Morning.ToOffset(TimeSpan.FromHours(1)), Morning)));
}
