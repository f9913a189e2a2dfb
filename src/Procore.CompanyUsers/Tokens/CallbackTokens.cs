namespace Procore.CompanyUsers;

/// <summary>The token, or the source of tokens, that the caller has.</summary>
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
            : throw new ProcoreException("ProcoreOptions.AccessTokenSource gave no token: it is blank, or has white space or line breaks in it.");
    }
}
