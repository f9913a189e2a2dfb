using System.Globalization;
using System.Net;

namespace Procore.CompanyUsers.Tests;

/// <summary>What the headers of one response say, in this machine's time.</summary>
internal sealed class RateLimitHeadersTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Headers_have_the_limit_what_remains_and_the_reset()
    {
        var headers = Read(200, ("X-Rate-Limit-Limit", "600"), ("X-Rate-Limit-Remaining", "0"), ("X-Rate-Limit-Reset", Unix(90)));

        Assert.That((headers.Limit, headers.Remaining, headers.ServerReset, headers.Reset), Is.EqualTo(((long?)600, (long?)0, (long?)(Now.ToUnixTimeSeconds() + 90), (DateTimeOffset?)Now.AddSeconds(90))));
        Assert.That((headers.IsRejection, headers.BlockedUntil), Is.EqualTo((false, (DateTimeOffset?)null)));
    }

    [Test]
    public void Headers_are_null_where_a_response_has_none()
    {
        var headers = Read(200);

        Assert.That((headers.Limit, headers.Remaining, headers.ServerReset, headers.Reset, headers.BlockedUntil), Is.EqualTo(((long?)null, (long?)null, (long?)null, (DateTimeOffset?)null, (DateTimeOffset?)null)));
    }

    [TestCase("0", false)]
    [TestCase("1", true)]
    [TestCase("253402300799", true)]
    [TestCase("253402300800", false)]
    [TestCase("-5", false)]
    [TestCase("1.5", false)]
    [TestCase(" 7", false)]
    public void Reset_is_null_unless_it_is_a_time(string reset, bool isTime)
    {
        var headers = Read(200, ("X-Rate-Limit-Reset", reset));

        Assert.That((headers.ServerReset is not null, headers.Reset is not null), Is.EqualTo((isTime, isTime)));
    }

    // By the server's clock, up to an hour either way; by ours if only that is plausible.
    [TestCase(90, 0, 90)]
    [TestCase(90, 60, 30)]
    [TestCase(90, -60, 150)]
    [TestCase(3600, 0, 3600)]
    [TestCase(3601, 0, 3600)]
    [TestCase(3601, 1, 3600)]
    [TestCase(3600, -1, 3600)]
    [TestCase(3590, -20, 3590)]
    [TestCase(1, -4000, 1)]
    [TestCase(0, -4000, 0)]
    [TestCase(-10, -4000, -10)]
    [TestCase(0, -3600, 0)]
    [TestCase(-30, -3600, -30)]
    [TestCase(-90, -3600, 3510)]
    [TestCase(0, -1700, 1700)]
    [TestCase(-3600, -800_000_000, -3600)]
    [TestCase(-3601, -800_000_000, 3600)]
    [TestCase(-10, 4000, -10)]
    [TestCase(-3601, 4000, -3600)]
    [TestCase(9000, -10, 3600)]
    [TestCase(-20, 0, -20)]
    [TestCase(-3600, 0, -3600)]
    [TestCase(-9000, 0, -3600)]
    [TestCase(9000, 9000, 0)]
    public void Reset_is_relative_to_the_servers_clock(int reset, int serverAhead, int expected)
    {
        var headers = Read(200, ("X-Rate-Limit-Reset", Unix(reset)), ("Date", Now.AddSeconds(serverAhead).ToString("R", CultureInfo.InvariantCulture)));

        Assert.That((headers.Reset - Now)?.TotalSeconds, Is.EqualTo(expected));
    }

    [TestCase(429, "7", null, true, 7)]
    [TestCase(503, "7", null, true, 7)]
    [TestCase(425, "7", null, true, 7)]
    [TestCase(429, "7", 90, true, 7)]
    [TestCase(429, null, 90, true, 90)]
    [TestCase(429, null, -90, true, null)]
    [TestCase(429, null, 0, true, null)]
    [TestCase(429, null, null, true, null)]
    [TestCase(425, null, 90, true, null)]
    [TestCase(503, null, 90, false, null)]
    [TestCase(500, "7", 90, false, null)]
    [TestCase(403, "7", 90, false, null)]
    [TestCase(400, null, 90, false, null)]
    [TestCase(200, "7", 90, false, null)]
    [TestCase(302, "7", 90, false, null)]
    [TestCase(429, "3600", null, true, 3600)]
    [TestCase(429, "3601", null, true, 3600)]
    [TestCase(429, "0", null, true, 0)]
    public void BlockedUntil_is_the_time_that_a_rejection_asks_for(int status, string? retryAfter, int? reset, bool isRejection, int? expected)
    {
        List<(string, string)> given = [];
        if (retryAfter is not null)
            given.Add(("Retry-After", retryAfter));
        if (reset is { } seconds)
            given.Add(("X-Rate-Limit-Reset", Unix(seconds)));

        var headers = Read(status, [.. given]);

        Assert.That((headers.IsRejection, (int?)(headers.BlockedUntil - Now)?.TotalSeconds), Is.EqualTo((isRejection, expected)));
    }

    [TestCase(10, 0, 10)]
    [TestCase(10, 5, 5)]
    [TestCase(10, -800_000_000, 10)]
    [TestCase(10, 800_000_000, 10)]
    [TestCase(-10, -800_000_000, 0)]
    [TestCase(0, -3600, 0)]
    [TestCase(7200, 0, 3600)]
    public void BlockedUntil_of_a_date_is_by_the_servers_clock_if_that_is_plausible(int after, int serverAhead, int expected)
    {
        var headers = Read(429, ("Retry-After", Now.AddSeconds(after).ToString("R", CultureInfo.InvariantCulture)), ("Date", Now.AddSeconds(serverAhead).ToString("R", CultureInfo.InvariantCulture)));

        Assert.That((headers.BlockedUntil - Now)?.TotalSeconds, Is.EqualTo(expected));
    }

    private static string Unix(int seconds) => (Now.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);

    private static RateLimitHeaders Read(int status, params (string Name, string Value)[] given)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        foreach (var (name, value) in given)
            response.Headers.TryAddWithoutValidation(name, value);
        return new RateLimitHeaders(response, Now);
    }
}
