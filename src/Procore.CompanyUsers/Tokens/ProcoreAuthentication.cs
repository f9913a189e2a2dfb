using Procore.Generated.Json;

namespace Procore.CompanyUsers;

internal sealed class ProcoreAuthentication(ProcoreOptions options, LoginClient login, RenewingTokens? tokens, RefreshTokenGrant? grant) : IProcoreAuthentication
{
    public Uri GetAuthorizationUrl(Uri redirectUri, string state)
    {
        if (options.ClientId is not { } clientId)
            throw NoClient();
        CheckRedirect(redirectUri);
        CheckText(state, nameof(state), "Give a random value that can't be guessed.");
        return new Uri(
            ProcoreAddresses.Login(options),
            $"oauth/authorize?response_type=code&client_id={Escape(clientId)}&redirect_uri={Escape(redirectUri.OriginalString)}&state={Escape(state)}");
    }

    public async Task ExchangeCodeAsync(string code, Uri redirectUri, CancellationToken cancellationToken = default)
    {
        CheckText(code, nameof(code), "Give the code that Procore sent back.");
        CheckRedirect(redirectUri);
        if (tokens is null)
            throw NoClient();
        if (grant is null)
            throw new InvalidOperationException("A user's tokens need a token store. Set ProcoreOptions.TokenStore.");
        await grant.ExchangeAsync(code, redirectUri, tokens.Forget, cancellationToken).ConfigureAwait(false);
    }

    public async Task RevokeAsync(CancellationToken cancellationToken = default)
    {
        if (tokens is null)
            throw NoClient();
        if (grant is not null)
        {
            await grant.RevokeAsync(tokens.Current, tokens.Forget, cancellationToken).ConfigureAwait(false);
        }
        else if (tokens.Current is { } token)
        {
            await login.RevokeAsync(token, cancellationToken).ConfigureAwait(false);
            tokens.Forget();
        }
    }

    private static void CheckRedirect(Uri redirectUri)
    {
        if (redirectUri is null)
            throw new ArgumentNullException(nameof(redirectUri));
        if (!redirectUri.IsAbsoluteUri)
            throw new ArgumentException("Give an absolute address, as it is registered for the app.", nameof(redirectUri));
    }

    private static void CheckText(string text, string name, string advice)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new ArgumentException(advice, name);
        if (JsonText.IndexOfLoneSurrogate(text) >= 0)
            throw new ArgumentException($"{advice} It isn't valid Unicode: half of a surrogate pair is missing.", name);
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static InvalidOperationException NoClient() =>
        new("The account uses an access token from its options, so it can't authorize or revoke. Set ProcoreOptions.ClientId and ClientSecret.");
}
