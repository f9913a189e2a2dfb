using System.Globalization;

namespace Procore.CompanyUsers.Testing;

/// <summary>The issued tokens and codes with their accounts. Thread-safe.</summary>
internal sealed class TokenRegister(FakeProcoreOptions options)
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    private readonly object _gate = new();
    private readonly Dictionary<string, IssuedTokens> _byAccessToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IssuedTokens> _byRefreshToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (FakeAccount Account, string? RedirectUri, DateTimeOffset ExpiresAt)> _codes = new(StringComparer.Ordinal);
    private int _count;

    public IssuedTokens Issue(FakeAccount account, string? emailAddress, TimeSpan? lifetime = null, bool isRefreshable = false)
    {
        lock (_gate)
        {
            var issued = new IssuedTokens(
                account,
                emailAddress,
                Name("token"),
                isRefreshable ? Name("refresh-token") : null,
                options.TimeProvider.GetUtcNow(),
                lifetime ?? options.TokenLifetime);
            _byAccessToken.Add(issued.AccessToken, issued);
            if (issued.RefreshToken is { } refreshToken)
                _byRefreshToken.Add(refreshToken, issued);
            return issued;
        }
    }

    public string IssueCode(FakeAccount account, string? redirectUri)
    {
        lock (_gate)
        {
            var code = Name("code");
            _codes.Add(code, (account, redirectUri, options.TimeProvider.GetUtcNow() + CodeLifetime));
            return code;
        }
    }

    /// <summary>Finds an issued access token, valid or not; null if it wasn't issued here.</summary>
    public IssuedTokens? Find(string accessToken)
    {
        lock (_gate)
            return _byAccessToken.TryGetValue(accessToken, out var issued) ? issued : null;
    }

    /// <summary>Exchanges a refresh token, which is then used up; null if it was used before, revoked, or belongs to another account.</summary>
    public IssuedTokens? Refresh(string refreshToken, FakeAccount account)
    {
        lock (_gate)
        {
            if (!_byRefreshToken.TryGetValue(refreshToken, out var before) || before.Account != account)
                return null;
            _byRefreshToken.Remove(refreshToken);
            return Issue(account, before.EmailAddress, isRefreshable: true);
        }
    }

    /// <summary>Exchanges a code, which is then used up; null if it isn't valid.</summary>
    public IssuedTokens? Redeem(string code, FakeAccount account, string? redirectUri)
    {
        lock (_gate)
        {
            if (!_codes.TryGetValue(code, out var issued) || issued.Account != account)
                return null;
            _codes.Remove(code);
            var isGood = options.TimeProvider.GetUtcNow() < issued.ExpiresAt && (issued.RedirectUri == null || issued.RedirectUri == redirectUri);
            return isGood ? Issue(account, account.EmailAddress, isRefreshable: true) : null;
        }
    }

    /// <summary>Revokes an access or refresh token of the account together with the other token of its pair; ignores any other text.</summary>
    public void Revoke(string token, FakeAccount account)
    {
        lock (_gate)
        {
            if ((!_byAccessToken.TryGetValue(token, out var issued) && !_byRefreshToken.TryGetValue(token, out issued)) || issued.Account != account)
                return;
            issued.IsRevoked = true;
            if (issued.RefreshToken is { } refreshToken)
                _byRefreshToken.Remove(refreshToken);
        }
    }

    // As long as a real token, so that masking works in tests as in production.
    private string Name(string kind) => string.Format(CultureInfo.InvariantCulture, "fake-{0}-{1:D32}", kind, ++_count);
}
