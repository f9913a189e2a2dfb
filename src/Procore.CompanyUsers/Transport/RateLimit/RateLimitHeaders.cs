using System.Globalization;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>What a response says about the rate limit, in this machine's time and within plausible bounds.</summary>
internal readonly struct RateLimitHeaders
{
    public RateLimitHeaders(HttpResponseMessage response, DateTimeOffset now)
    {
        Limit = Number(response, "X-Rate-Limit-Limit");
        Remaining = Number(response, "X-Rate-Limit-Remaining");
        if (Number(response, "X-Rate-Limit-Reset") is { } seconds and > 0 and < 253402300800)
        {
            ServerReset = seconds;
            Reset = now + FailureMeaning.Until(DateTimeOffset.FromUnixTimeSeconds(seconds), response.Headers.Date, now);
        }
        var meaning = FailureMeaning.Of(response);
        IsRejection = (int)response.StatusCode >= 400 && meaning.IsNotProcessed;
        if (!IsRejection)
            return;
        if (FailureMeaning.RetryAfter(response, now) is { } delay)
            BlockedUntil = now + delay;
        else if ((int)response.StatusCode == 429 && Reset > now)
            BlockedUntil = Reset;
    }

    public long? Limit { get; }

    public long? Remaining { get; }

    public DateTimeOffset? Reset { get; }

    /// <summary>The reset by the server's clock, in Unix seconds: all responses of one window agree on it.</summary>
    public long? ServerReset { get; }

    /// <summary>Whether Procore didn't process the request and asks to send it later.</summary>
    public bool IsRejection { get; }

    /// <summary>Until when to wait; null if the response doesn't ask for it.</summary>
    public DateTimeOffset? BlockedUntil { get; }

    private static long? Number(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values)
        && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
