namespace Procore.CompanyUsers.Testing;

/// <summary>An access token with its account and lifetime, and the refresh token issued with it. Not a record, because a record's ToString would show them.</summary>
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
