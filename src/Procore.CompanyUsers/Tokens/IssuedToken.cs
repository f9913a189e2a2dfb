namespace Procore.CompanyUsers;

/// <summary>A token that Procore issued. Not a record: one would print its value.</summary>
internal sealed class IssuedToken(string value, DateTimeOffset issuedAt, DateTimeOffset expiresAt, string? refreshToken, bool isStored = false)
{
    private static readonly TimeSpan LongestAhead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestTooLate = TimeSpan.FromSeconds(30);

    public string Value { get; } = value;

    public DateTimeOffset IssuedAt { get; } = issuedAt;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>Good for one use, to get the next token by; null for a service account's.</summary>
    public string? RefreshToken { get; } = refreshToken;

    /// <summary>Whether it was in the store, where another program or an earlier run put it, or the exchange of a code.</summary>
    public bool IsStored { get; } = isStored;

    /// <summary>Whether it is so close to its end that another one should be asked for.</summary>
    public bool IsDue(DateTimeOffset now) => ExpiresAt - now <= Least(LongestAhead, 10);

    /// <summary>Whether it may have ended by the time that a request with it arrives.</summary>
    public bool IsTooLate(DateTimeOffset now) => ExpiresAt - now <= Least(LongestTooLate, 20);

    /// <summary>A share of its lifetime, since a token may last for less than the longest.</summary>
    private TimeSpan Least(TimeSpan longest, int share)
    {
        var part = TimeSpan.FromTicks((ExpiresAt - IssuedAt).Ticks / share);
        return part < longest ? part : longest;
    }
}
