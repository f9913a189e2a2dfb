namespace Procore.CompanyUsers;

/// <summary>
/// The right to redeem a refresh token, held by one program at a time. Disposing it releases it.
/// </summary>
public interface IProcoreTokenLease : IAsyncDisposable
{
    /// <summary>
    /// Reads the stored tokens.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The tokens that were written last; null if none were written.</returns>
    Task<StoredTokens?> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores tokens if they follow the stored ones: if the stored version is one less than theirs, or if nothing is stored and
    /// theirs is 1.
    /// </summary>
    /// <remarks>
    /// The version decides, not whether the lease is still held: a current token pair must not be lost because the lease
    /// expired. When the call returns, the tokens must survive the end of the program. The lease may end with the call.
    /// </remarks>
    /// <param name="tokens">The tokens.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>True if they were stored. False if another version is stored; nothing is changed then.</returns>
    Task<bool> TryWriteAsync(StoredTokens tokens, CancellationToken cancellationToken = default);
}
