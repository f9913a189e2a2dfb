namespace Procore.CompanyUsers;

/// <summary>
/// Encrypts tokens before they are stored.
/// </summary>
/// <remarks>
/// Implementations must be thread-safe, and must be able to decrypt everything that they ever encrypted: keep old keys.
/// An exception that a protector throws becomes the inner exception of the caller's, so it must not contain a payload.
/// </remarks>
public interface IProcoreTokenProtector
{
    /// <summary>
    /// Encrypts a payload.
    /// </summary>
    /// <param name="payload">The text that contains the tokens.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The text to store.</returns>
    ValueTask<string> ProtectAsync(string payload, CancellationToken cancellationToken = default);

    /// <summary>
    /// Decrypts a payload.
    /// </summary>
    /// <param name="payload">The stored text.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The text that was encrypted.</returns>
    ValueTask<string> UnprotectAsync(string payload, CancellationToken cancellationToken = default);
}
