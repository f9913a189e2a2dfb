namespace Procore.CompanyUsers;

/// <summary>The access token, or the source of tokens, from the options.</summary>
internal sealed class CallbackTokens(ProcoreOptions options) : IAccessTokens
{
    public static bool IsToken(string? token) => !string.IsNullOrEmpty(token) && token!.All(c => c is > ' ' and < '\u007f');

    public async Task<string> GetAsync(string? rejected, CancellationToken cancellationToken)
    {
        if (options.AccessTokenSource is not { } source)
            return options.AccessToken!;
        var token = await source(cancellationToken).ConfigureAwait(false);
        return IsToken(token)
            ? token
            : throw new ProcoreException("ProcoreOptions.AccessTokenSource returned no valid token: it is blank, or contains white space or line breaks.");
    }
}
