namespace Procore.CompanyUsers.Testing;

/// <summary>An access token, whose it is and how long it is good, and the refresh token that came with it. Not a record: one would print them.</summary>
internal sealed class IssuedTokens(FakeAccount account, string? emailAddress, string accessToken, string? refreshToken, DateTimeOffset createdAt, TimeSpan lifetime)
{
    public FakeAccount Account => account;

    public string? EmailAddress => emailAddress;

    public string AccessToken => accessToken;

    public string? RefreshToken => refreshToken;

    public DateTimeOffset CreatedAt => createdAt;

    public TimeSpan Lifetime => lifetime;

    public bool IsRevoked { get; set; }

    public bool IsGood(DateTimeOffset now) => !IsRevoked && now < createdAt + lifetime;
}
