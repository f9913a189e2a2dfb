namespace Procore.CompanyUsers;

/// <summary>
/// Tokens as a store keeps them.
/// </summary>
public sealed class StoredTokens
{
    /// <summary>
    /// Tokens to be stored.
    /// </summary>
    /// <param name="version">One more than that of what they replace; 1 for the first.</param>
    /// <param name="payload">The text to keep.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version" /> isn't positive.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="payload" /> is null.</exception>
    public StoredTokens(long version, string payload)
    {
        Version = version > 0 ? version : throw new ArgumentOutOfRangeException(nameof(version), version, "The first version is 1.");
        Payload = payload ?? throw new ArgumentNullException(nameof(payload));
    }

    /// <summary>
    /// Counts how often the tokens were replaced.
    /// </summary>
    public long Version { get; }

    /// <summary>
    /// The text to keep as it is, some thousand characters at most. A secret, unless <see cref="ProcoreOptions.TokenProtector" /> has encrypted it.
    /// </summary>
    public string Payload { get; }
}
