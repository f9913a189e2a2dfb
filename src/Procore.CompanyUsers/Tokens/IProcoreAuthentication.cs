namespace Procore.CompanyUsers;

/// <summary>
/// How a user authorizes the app, and how that ends: for one account, whose calls go on with what happens here.
/// </summary>
/// <remarks>
/// Needs <see cref="ProcoreOptions.ClientId" /> and <see cref="ProcoreOptions.ClientSecret" />; what a user has authorized
/// is kept in <see cref="ProcoreOptions.TokenStore" />. Thread-safe.
/// </remarks>
public interface IProcoreAuthentication
{
    /// <summary>
    /// Where to send the user's browser, so that the user authorizes the app. Nothing is sent.
    /// </summary>
    /// <param name="redirectUri">Where Procore sends the browser afterwards, with a <c>code</c> and the <paramref name="state" />; as it is registered for the app.</param>
    /// <param name="state">A value that nobody can guess, kept in the user's session. Take no code that comes back with another.</param>
    /// <returns>The address, of GET /oauth/authorize.</returns>
    /// <exception cref="ArgumentException"><paramref name="redirectUri" /> isn't absolute, or <paramref name="state" /> is blank.</exception>
    /// <exception cref="InvalidOperationException">The options have no client id.</exception>
    Uri GetAuthorizationUrl(Uri redirectUri, string state);

    /// <summary>
    /// Redeems the code that Procore sent back, and stores the tokens, in the place of those there are: POST /oauth/token.
    /// </summary>
    /// <param name="code">The code, which is good once and not for long.</param>
    /// <param name="redirectUri">The same as for <see cref="GetAuthorizationUrl" />.</param>
    /// <param name="cancellationToken">Cancels the wait for the store. Once the code is on its way, the call is seen through.</param>
    /// <exception cref="ArgumentException">An argument is blank or not absolute.</exception>
    /// <exception cref="InvalidOperationException">The options have no client id or no token store.</exception>
    /// <exception cref="ReauthorizationRequiredException">The code was used or has expired, or <paramref name="redirectUri" /> is another.</exception>
    /// <exception cref="ProcoreException">Procore refused otherwise or couldn't be reached, or the store failed; in the latter case the tokens are kept in memory for the next call to store.</exception>
    Task ExchangeCodeAsync(string code, Uri redirectUri, CancellationToken cancellationToken = default);

    /// <summary>
    /// Revokes what the account is signed in with: the user's grant, or the service account's token. POST /oauth/revoke.
    /// </summary>
    /// <remarks>
    /// A user must authorize the app again before the next call; a service account gets another token at the next call.
    /// Where nothing is there to revoke, nothing is sent.
    /// </remarks>
    /// <param name="cancellationToken">Cancels the wait for the store. Once the request is on its way, the call is seen through.</param>
    /// <exception cref="InvalidOperationException">The options have no client id.</exception>
    /// <exception cref="ProcoreException">Procore refused or couldn't be reached, or the store failed.</exception>
    Task RevokeAsync(CancellationToken cancellationToken = default);
}
