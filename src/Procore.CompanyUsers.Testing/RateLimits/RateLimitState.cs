using System.Globalization;

namespace Procore.CompanyUsers.Testing;

/// <summary>The state of the limit that is closer to being used up.</summary>
internal sealed record RateLimitState(int Limit, int Remaining, DateTimeOffset Reset, bool IsRefused, DateTimeOffset Now)
{
    public IEnumerable<KeyValuePair<string, string>> Headers()
    {
        yield return new("X-Rate-Limit-Limit", Limit.ToString(CultureInfo.InvariantCulture));
        yield return new("X-Rate-Limit-Remaining", Remaining.ToString(CultureInfo.InvariantCulture));
        yield return new("X-Rate-Limit-Reset", Reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (IsRefused)
            yield return new("Retry-After", Math.Ceiling((Reset - Now).TotalSeconds).ToString(CultureInfo.InvariantCulture));
    }
}
