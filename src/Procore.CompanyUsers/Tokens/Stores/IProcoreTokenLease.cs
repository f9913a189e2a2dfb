namespace Procore.CompanyUsers;

/// <summary>
/// The right to redeem a refresh token, which one program has at a time. Disposing of it gives it back.
/// </summary>
public interface IProcoreTokenLease : IAsyncDisposable
{
    /// <summary>
    /// What is stored now.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was written last, whole; null if nothing was.</returns>
    Task<StoredTokens?> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores tokens if they follow on what is stored: if its version is one less than theirs, or if nothing is stored and
    /// theirs is 1.
    /// </summary>
    /// <remarks>
    /// The version decides, and not whether the lease still holds: tokens that nothing has come before are too precious to
    /// be turned away. When the call returns, they must outlive the program; the lease may end with it.
    /// </remarks>
    /// <param name="tokens">What to store.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False if something else is stored; nothing is changed then.</returns>
    Task<bool> TryWriteAsync(StoredTokens tokens, CancellationToken cancellationToken = default);
}
