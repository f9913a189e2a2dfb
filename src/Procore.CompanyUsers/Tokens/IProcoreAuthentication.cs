namespace Procore.CompanyUsers;

/// <summary>
/// Authorizes the app for a user of one account, and revokes the authorization. The account's calls use the result at once.
/// </summary>
/// <remarks>
/// Requires <see cref="ProcoreOptions.ClientId" /> and <see cref="ProcoreOptions.ClientSecret" />. The tokens are kept in
/// <see cref="ProcoreOptions.TokenStore" />. Thread-safe.
/// </remarks>
public interface IProcoreAuthentication
{
    /// <summary>
    /// Gets the address to open in the user's browser so that the user can authorize the app. Nothing is sent.
    /// </summary>
    /// <param name="redirectUri">The address that Procore redirects the browser to, with a <c>code</c> and the <paramref name="state" />. It must be registered for the app.</param>
    /// <param name="state">A random value that can't be guessed, kept in the user's session. Reject a code that comes back with another state.</param>
    /// <returns>The address, of GET /oauth/authorize.</returns>
    /// <exception cref="ArgumentException"><paramref name="redirectUri" /> isn't absolute, or <paramref name="state" /> is blank.</exception>
    /// <exception cref="InvalidOperationException">The options have no client id.</exception>
    Uri GetAuthorizationUrl(Uri redirectUri, string state);

    /// <summary>
    /// Exchanges the code that Procore sent for tokens, and stores them in place of the previous ones: POST /oauth/token.
    /// </summary>
    /// <param name="code">The code. It is valid once, for a few minutes.</param>
    /// <param name="redirectUri">The same as for <see cref="GetAuthorizationUrl" />.</param>
    /// <param name="cancellationToken">Cancels the wait for the store. Once the request is sent, the call completes.</param>
    /// <exception cref="ArgumentException">An argument is blank or not absolute.</exception>
    /// <exception cref="InvalidOperationException">The options have no client id or no token store.</exception>
    /// <exception cref="ReauthorizationRequiredException">The code was used or has expired, or <paramref name="redirectUri" /> differs from the one that the code was issued for.</exception>
    /// <exception cref="ProcoreException">Procore refused for another reason or couldn't be reached, or the store failed. If the store failed, the tokens are kept in memory and the next call stores them.</exception>
    Task ExchangeCodeAsync(string code, Uri redirectUri, CancellationToken cancellationToken = default);

    /// <summary>
    /// Revokes the user's grant, or the service account's token: POST /oauth/revoke.
    /// </summary>
    /// <remarks>
    /// A user must authorize the app again before the next call; a service account gets another token with the next call.
    /// If there is nothing to revoke, nothing is sent.
    /// </remarks>
    /// <param name="cancellationToken">Cancels the wait for the store. Once the request is sent, the call completes.</param>
    /// <exception cref="InvalidOperationException">The options have no client id.</exception>
    /// <exception cref="ProcoreException">Procore refused or couldn't be reached, or the store failed.</exception>
    Task RevokeAsync(CancellationToken cancellationToken = default);
}
