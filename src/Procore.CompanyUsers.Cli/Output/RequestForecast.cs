using Procore.CompanyUsers.Cli.Configuration;

namespace Procore.CompanyUsers.Cli.Output;

/// <summary>Says how long the rate limit makes a number of requests.</summary>
internal static class RequestForecast
{
    private static readonly TimeSpan Spike = TimeSpan.FromMinutes(1);

    /// <returns>A sentence or two; null if the server says nothing about a limit.</returns>
    public static string? Of(LastResponse.Seen? seen, int requests, DateTimeOffset now)
    {
        if (seen is not { Limit: > 0 and var limit, Remaining: { } remaining, Reset: { } reset })
            return null;
        // The headers describe the nearer of two limits: one of ten seconds or one of an hour.
        var untilReset = reset - now - (seen.ClockSkew ?? TimeSpan.Zero);
        var window = untilReset <= Spike ? TimeSpan.FromSeconds(10) : TimeSpan.FromHours(1);
        if (untilReset <= TimeSpan.Zero)
            (remaining, untilReset) = (limit, window);
        if (requests <= remaining)
            return FormattableString.Invariant($"The rate limit leaves {remaining} requests, which is enough.");
        var windows = (requests - remaining + limit - 1) / limit;
        var duration = untilReset + ((windows - 1) * window);
        return FormattableString.Invariant($"The rate limit of {limit} requests in {(window.TotalHours >= 1 ? "an hour" : "10 seconds")} spreads them over about {(duration.TotalMinutes < 2 ? $"{Math.Ceiling(duration.TotalSeconds)} seconds" : $"{Math.Ceiling(duration.TotalMinutes)} minutes")}. If a wait is longer than the client accepts, run the same command again later: it continues.");
    }
}
