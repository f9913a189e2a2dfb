namespace Procore.CompanyUsers;

/// <summary>Tokens that Procore has issued and that aren't in the store yet. They must not be lost: the refresh token before them is used up.</summary>
internal sealed class UnsavedTokens(IssuedToken? token, long baseVersion)
{
    /// <summary>Null for a grant that was revoked.</summary>
    public IssuedToken? Token { get; } = token;

    /// <summary>The stored version that they follow.</summary>
    public long BaseVersion { get; } = baseVersion;
}
