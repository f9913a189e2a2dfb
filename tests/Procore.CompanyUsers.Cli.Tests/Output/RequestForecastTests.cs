using Procore.CompanyUsers.Cli.Configuration;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Tests.Output;

internal sealed class RequestForecastTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    [TestCase(25, 20, 8, 20, "leaves 20 requests, which is enough.")]
    [TestCase(25, 20, 8, 21, "of 25 requests in 10 seconds spreads them over about 8 seconds.")]
    [TestCase(25, 20, 8, 100, "of 25 requests in 10 seconds spreads them over about 38 seconds.")]
    [TestCase(600, 100, 1800, 813, "of 600 requests in an hour spreads them over about 90 minutes.")]
    [TestCase(25, 0, -1, 24, "leaves 25 requests, which is enough.")]
    [TestCase(25, 0, -1, 26, "of 25 requests in 10 seconds spreads them over about 10 seconds.")]
    public void Of_counts_the_windows_that_requests_need(int limit, int remaining, int untilReset, int requests, string expected) =>
        Assert.That(RequestForecast.Of(new LastResponse.Seen(null, limit, remaining, Now.AddSeconds(untilReset)), requests, Now), Does.Contain(expected));

    [Test]
    public void Of_reads_the_reset_by_the_clock_of_the_server() =>
        Assert.That(
            RequestForecast.Of(new LastResponse.Seen(TimeSpan.FromMinutes(5), 25, 0, Now.AddMinutes(5).AddSeconds(4)), 25, Now),
            Does.Contain("in 10 seconds spreads them over about 4 seconds."));

    [Test]
    public void Of_says_nothing_without_a_limit() => Assert.That(RequestForecast.Of(new LastResponse.Seen(null, null, null, null), 5, Now), Is.Null);
}
