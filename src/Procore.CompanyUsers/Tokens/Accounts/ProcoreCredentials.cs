namespace Procore.CompanyUsers;

/// <summary>
/// The credentials of one tenant.
/// </summary>
/// <remarks>
/// If neither <see cref="ClientId" /> nor a token is set, the tenant is a user who authorizes the app of
/// <see cref="ProcoreOptions" />, and its client id, secret and token store are used.
/// </remarks>
public sealed class ProcoreCredentials
{
    /// <inheritdoc cref="ProcoreOptions.ClientId" />
    public string? ClientId { get; set; }

    /// <inheritdoc cref="ProcoreOptions.ClientSecret" />
    public string? ClientSecret { get; set; }

    /// <inheritdoc cref="ProcoreOptions.RefreshToken" />
    public string? RefreshToken { get; set; }

    /// <inheritdoc cref="ProcoreOptions.TokenStore" />
    public IProcoreTokenStore? TokenStore { get; set; }

    /// <inheritdoc cref="ProcoreOptions.TokenProtector" />
    public IProcoreTokenProtector? TokenProtector { get; set; }

    /// <inheritdoc cref="ProcoreOptions.AccessToken" />
    public string? AccessToken { get; set; }

    /// <inheritdoc cref="ProcoreOptions.AccessTokenSource" />
    public Func<CancellationToken, ValueTask<string>>? AccessTokenSource { get; set; }

    /// <summary>Returns the options with these credentials.</summary>
    internal ProcoreOptions ApplyTo(ProcoreOptions options)
    {
        var isUser = ClientId is null && ClientSecret is null && AccessToken is null && AccessTokenSource is null;
        var applied = options.Clone();
        applied.ClientId = isUser ? options.ClientId : ClientId;
        applied.ClientSecret = isUser ? options.ClientSecret : ClientSecret;
        applied.TokenStore = TokenStore ?? (isUser ? options.TokenStore : null);
        applied.TokenProtector = TokenProtector ?? (isUser && TokenStore is null ? options.TokenProtector : null);
        applied.RefreshToken = RefreshToken;
        applied.AccessToken = AccessToken;
        applied.AccessTokenSource = AccessTokenSource;
        applied.AccountName = null;
        return applied;
    }
}
