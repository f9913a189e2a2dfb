using System.Globalization;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>What an answer says of the rate limit, its times by this machine's clock.</summary>
internal readonly struct RateLimitHeaders
{
    public RateLimitHeaders(HttpResponseMessage response, DateTimeOffset now)
    {
        Limit = Number(response, "X-Rate-Limit-Limit");
        Remaining = Number(response, "X-Rate-Limit-Remaining");
        // The server's clock may differ from ours; its Date tells by how much.
        if (Number(response, "X-Rate-Limit-Reset") is { } seconds and > 0 and < 253402300800)
        {
            ServerReset = seconds;
            Reset = Add(now, DateTimeOffset.FromUnixTimeSeconds(seconds) - (response.Headers.Date ?? now));
        }
        IsTurnedAway = (int)response.StatusCode == 429 || ((int)response.StatusCode == 503 && response.Headers.RetryAfter is not null);
        if (!IsTurnedAway)
            return;
        if (AnswerTimes.RetryAfter(response, now) is { } delay)
            BlockedUntil = Add(now, delay);
        else if ((int)response.StatusCode == 429 && Reset > now)
            BlockedUntil = Reset;
    }

    public long? Limit { get; }

    public long? Remaining { get; }

    public DateTimeOffset? Reset { get; }

    /// <summary>The same by the server's clock, in Unix seconds: however long an answer took, those of one window agree on it.</summary>
    public long? ServerReset { get; }

    /// <summary>Whether the request surely wasn't acted on, and may come again.</summary>
    public bool IsTurnedAway { get; }

    /// <summary>Set where the answer turns the request away and says for how long.</summary>
    public DateTimeOffset? BlockedUntil { get; }

    /// <summary>The sum, as far as there are dates: a server may name any.</summary>
    private static DateTimeOffset Add(DateTimeOffset time, TimeSpan span) =>
        span > DateTimeOffset.MaxValue - time ? DateTimeOffset.MaxValue : span < DateTimeOffset.MinValue - time ? DateTimeOffset.MinValue : time + span;

    private static long? Number(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values)
        && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
