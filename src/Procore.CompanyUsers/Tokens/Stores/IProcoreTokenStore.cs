namespace Procore.CompanyUsers;

/// <summary>
/// Keeps the tokens of users who have authorized the app, for all programs that share them.
/// </summary>
/// <remarks>
/// <para>
/// A refresh token is good for one use, and its successor is the only way on. So whoever redeems one holds a lease, reads
/// once more under it, and stores the new tokens before they are used. A store must give no key's lease to two at once,
/// must write only what follows on the version that it has, and must never let go of what it was given: a grant doesn't expire.
/// </para>
/// <para>
/// <see cref="InMemoryTokenStore" /> and <see cref="FileTokenStore" /> are there; <c>TokenStoreCases</c> in
/// Procore.CompanyUsers.Testing tests one of your own. Must be thread-safe. What it throws is the inner exception of what the
/// caller gets, so that it must not quote a payload.
/// </para>
/// </remarks>
public interface IProcoreTokenStore
{
    /// <summary>
    /// What is stored, without a lease.
    /// </summary>
    /// <param name="key">Whose tokens: it names the address to sign in at, the app and the account. To be compared exactly; it holds no secret.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was written last, whole; null if nothing was.</returns>
    Task<StoredTokens?> ReadAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until nobody else has the key's lease, and takes it.
    /// </summary>
    /// <param name="key">Whose tokens.</param>
    /// <param name="duration">
    /// How long it will be held at most, some two minutes. A store that can't see that a holder has died lets the lease end
    /// by itself after this time, and not before.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait; a wait that was cancelled leaves no lease behind.</param>
    /// <returns>The lease, to be disposed.</returns>
    Task<IProcoreTokenLease> AcquireAsync(string key, TimeSpan duration, CancellationToken cancellationToken = default);
}
