namespace Procore.CompanyUsers;

/// <summary>Tokens that Procore has issued and a store hasn't got: the only way on, since what they were got by is used up.</summary>
internal sealed class UnsavedTokens(IssuedToken? token, long baseVersion)
{
    /// <summary>Null for a grant that was revoked.</summary>
    public IssuedToken? Token { get; } = token;

    /// <summary>What they follow on.</summary>
    public long BaseVersion { get; } = baseVersion;
}
