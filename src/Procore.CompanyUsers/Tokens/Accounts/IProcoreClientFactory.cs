namespace Procore.CompanyUsers;

/// <summary>
/// Clients for tenants that connect while the program runs.
/// </summary>
/// <remarks>
/// Each tenant has tokens and rate limits of its own. At most <see cref="ProcoreOptions.MaxClients" /> are kept; the one
/// that was asked for longest ago goes first, and only its access token and its rate limit's state are lost by that. Thread-safe.
/// </remarks>
public interface IProcoreClientFactory
{
    /// <summary>
    /// The client of a tenant: the one that is kept under the key or, if there is none or its credentials were others, a new one.
    /// Nothing is sent.
    /// </summary>
    /// <remarks>Ask each time that you need it, rather than keep the client: then an eviction does no harm.</remarks>
    /// <param name="key">Your name for the tenant, up to 200 characters. In the token store it tells the tenant's tokens from those of others.</param>
    /// <param name="credentials">What the tenant signs in with. Everything else is as <see cref="ProcoreOptions" /> of the unnamed client has it.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException"><paramref name="key" /> is blank or too long, or <paramref name="credentials" /> aren't complete.</exception>
    IProcoreClient Create(string key, ProcoreCredentials credentials);

    /// <summary>
    /// Lets go of a tenant's client. Whoever has it may use it still; tokens that are stored stay there.
    /// </summary>
    /// <param name="key">Your name for the tenant.</param>
    /// <returns>Whether there was one.</returns>
    bool Evict(string key);
}
