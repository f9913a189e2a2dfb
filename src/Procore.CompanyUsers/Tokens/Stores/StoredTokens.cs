namespace Procore.CompanyUsers;

/// <summary>
/// Tokens in the form that a store keeps.
/// </summary>
public sealed class StoredTokens
{
    /// <summary>
    /// Creates tokens to store.
    /// </summary>
    /// <param name="version">One more than the version of the tokens that they replace; 1 for the first.</param>
    /// <param name="payload">The text to keep.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version" /> isn't positive.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="payload" /> is null.</exception>
    public StoredTokens(long version, string payload)
    {
        Version = version > 0 ? version : throw new ArgumentOutOfRangeException(nameof(version), version, "The first version is 1.");
        Payload = payload ?? throw new ArgumentNullException(nameof(payload));
    }

    /// <summary>
    /// The version: 1 for the first tokens, and one more with each replacement.
    /// </summary>
    public long Version { get; }

    /// <summary>
    /// The text to store unchanged, a few thousand characters at most. It is a secret unless <see cref="ProcoreOptions.TokenProtector" /> has encrypted it.
    /// </summary>
    public string Payload { get; }
}
