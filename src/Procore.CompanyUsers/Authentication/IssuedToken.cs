namespace Procore.CompanyUsers;

/// <summary>A token that Procore issued. Not a record: one would print its value.</summary>
internal sealed class IssuedToken(string value, DateTimeOffset expiresAt)
{
    public string Value { get; } = value;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;
}
