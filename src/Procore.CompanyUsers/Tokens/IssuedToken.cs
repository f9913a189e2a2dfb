namespace Procore.CompanyUsers;

/// <summary>A token that Procore issued. Not a record, because a record's <c>ToString</c> would print the token.</summary>
internal sealed class IssuedToken(string value, DateTimeOffset issuedAt, DateTimeOffset expiresAt, string? refreshToken, bool isStored = false)
{
    private static readonly TimeSpan LongestAhead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestTooLate = TimeSpan.FromSeconds(30);

    public string Value { get; } = value;

    public DateTimeOffset IssuedAt { get; } = issuedAt;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>Can be used once, to get the next token; null for a service account.</summary>
    public string? RefreshToken { get; } = refreshToken;

    /// <summary>Whether it was read from the store, where another program, an earlier run or the exchange of a code saved it.</summary>
    public bool IsStored { get; } = isStored;

    /// <summary>Whether it expires so soon that it should be renewed.</summary>
    public bool IsDue(DateTimeOffset now) => ExpiresAt - now <= Least(LongestAhead, 10);

    /// <summary>Whether it may have expired by the time a request with it arrives.</summary>
    public bool IsTooLate(DateTimeOffset now) => ExpiresAt - now <= Least(LongestTooLate, 20);

    /// <summary>A share of its lifetime, because a token may be valid for less than the longest time.</summary>
    private TimeSpan Least(TimeSpan longest, int share)
    {
        var part = TimeSpan.FromTicks((ExpiresAt - IssuedAt).Ticks / share);
        return part < longest ? part : longest;
    }
}
