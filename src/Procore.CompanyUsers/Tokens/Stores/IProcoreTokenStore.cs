namespace Procore.CompanyUsers;

/// <summary>
/// Keeps the tokens of users who have authorized the app, for all programs that share them.
/// </summary>
/// <remarks>
/// <para>
/// A refresh token can be used once, and only its successor continues the grant. The program that redeems it therefore holds
/// a lease, reads again under the lease, and stores the new tokens before it uses them. A store must never lease a key to two
/// programs at once, must write only the version that follows the stored one, and must never drop tokens: a grant doesn't expire.
/// </para>
/// <para>
/// <see cref="InMemoryTokenStore" /> and <see cref="FileTokenStore" /> are included, and packages have stores for PostgreSQL and
/// Redis. <c>TokenStoreCases</c> in Procore.CompanyUsers.Testing tests a store of your own. Implementations must be thread-safe.
/// An exception that a store throws becomes the inner exception of the caller's, so it must not contain a payload.
/// </para>
/// </remarks>
public interface IProcoreTokenStore
{
    /// <summary>
    /// Reads the stored tokens without a lease.
    /// </summary>
    /// <param name="key">The key of the tokens: it names the login address, the app and the account. Compare it exactly. It contains no secret.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The tokens that were written last; null if none were written.</returns>
    Task<StoredTokens?> ReadAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Acquires the lease of a key, and waits while another program holds it.
    /// </summary>
    /// <param name="key">The key of the tokens.</param>
    /// <param name="duration">
    /// The longest time that the lease is held, about two minutes. A store that can't detect that the holder has ended lets the
    /// lease expire after this time, and not before.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait. A cancelled wait leaves no lease behind.</param>
    /// <returns>The lease. The caller disposes it.</returns>
    Task<IProcoreTokenLease> AcquireAsync(string key, TimeSpan duration, CancellationToken cancellationToken = default);
}
