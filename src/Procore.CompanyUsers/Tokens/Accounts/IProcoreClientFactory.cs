namespace Procore.CompanyUsers;

/// <summary>
/// Creates clients for tenants that connect while the program runs.
/// </summary>
/// <remarks>
/// Each tenant has its own tokens and rate limits. At most <see cref="ProcoreOptions.MaxClients" /> clients are kept; the least
/// recently used one is evicted first, which loses only its access token and the state of its rate limit. Thread-safe.
/// </remarks>
public interface IProcoreClientFactory
{
    /// <summary>
    /// Gets the client of a tenant: the one that is kept under the key, or a new one if there is none or the credentials differ.
    /// Nothing is sent.
    /// </summary>
    /// <remarks>Call this whenever you need the client instead of keeping it, so that an eviction does no harm.</remarks>
    /// <param name="key">Your name for the tenant, up to 200 characters. It identifies the tenant's tokens in the token store.</param>
    /// <param name="credentials">The tenant's credentials. All other options are the <see cref="ProcoreOptions" /> of the unnamed client.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException"><paramref name="key" /> is blank or too long, or <paramref name="credentials" /> are incomplete.</exception>
    IProcoreClient Create(string key, ProcoreCredentials credentials);

    /// <summary>
    /// Removes a tenant's client. Code that still holds the client can use it, and stored tokens stay in the store.
    /// </summary>
    /// <param name="key">Your name for the tenant.</param>
    /// <returns>Whether there was one.</returns>
    bool Evict(string key);
}
