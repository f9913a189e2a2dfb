namespace Procore.CompanyUsers;

/// <summary>
/// Encrypts tokens before a store gets them.
/// </summary>
/// <remarks>
/// Must be thread-safe, and must be able to read for ever what it has written: keep old keys. What it throws is the inner
/// exception of what the caller gets, so that it must not quote a payload.
/// </remarks>
public interface IProcoreTokenProtector
{
    /// <summary>
    /// Encrypts.
    /// </summary>
    /// <param name="payload">The text that holds the tokens.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The text that the store gets.</returns>
    ValueTask<string> ProtectAsync(string payload, CancellationToken cancellationToken = default);

    /// <summary>
    /// Decrypts.
    /// </summary>
    /// <param name="payload">The text that the store had.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The text that was encrypted.</returns>
    ValueTask<string> UnprotectAsync(string payload, CancellationToken cancellationToken = default);
}
