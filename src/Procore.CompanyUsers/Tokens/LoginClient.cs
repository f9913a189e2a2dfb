using Procore.Generated.Errors;
using Procore.Generated.Json;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>Requests and revokes tokens: POST /oauth/token and POST /oauth/revoke.</summary>
internal sealed class LoginClient(HttpClient http, ProcoreOptions options, TimeProvider timeProvider)
{
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromSeconds(5400);

    public Task<IssuedToken> SignInAsync(CancellationToken cancellationToken) =>
        RequestTokenAsync(refreshToken: null, cancellationToken, ("grant_type", "client_credentials"));

    public Task<IssuedToken> RefreshAsync(string refreshToken, CancellationToken cancellationToken) =>
        // A response without a new refresh token leaves the current one valid.
        RequestTokenAsync(refreshToken, cancellationToken, ("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    public Task<IssuedToken> ExchangeAsync(string code, Uri redirectUri, CancellationToken cancellationToken) =>
        RequestTokenAsync(refreshToken: null, cancellationToken, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectUri.OriginalString));

    public async Task RevokeAsync(string token, CancellationToken cancellationToken)
    {
        using var request = CreateRequest("revoke", ("token", token));
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await ReadAsync(request, response, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IssuedToken> RequestTokenAsync(string? refreshToken, CancellationToken cancellationToken, params (string Name, string Value)[] fields)
    {
        using var request = CreateRequest("token", fields);
        var asked = timeProvider.GetUtcNow();
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var text = await ReadAsync(request, response, cancellationToken).ConfigureAwait(false);
        return Read(PlainJson.TryParse(text), asked, refreshToken) is { } token && (token.RefreshToken is not null || fields[0].Value != "authorization_code")
            ? token
            : throw ProcoreException.Unreadable(request, response, string.Empty);
    }

    private HttpRequestMessage CreateRequest(string endpoint, params (string Name, string Value)[] fields)
    {
        var form = new[] { fields[0], ("client_id", options.ClientId!), ("client_secret", options.ClientSecret!) }.Concat(fields.Skip(1))
            .Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2));
        var request = new HttpRequestMessage(HttpMethod.Post, "oauth/" + endpoint) { Content = new FormUrlEncodedContent(form) };
        // Safe to repeat: a single-use code or token is either already consumed or still valid. No user changes.
        var info = new RequestInfo("POST /oauth/" + endpoint, companyId: string.Empty, isRead: true, isRepeatable: true, hasStream: false);
        info.AddSecret(options.ClientSecret!);
        foreach (var (name, value) in fields.Where(field => field.Name is not ("grant_type" or "redirect_uri")))
            info.AddSecret(value);
        info.AttachTo(request);
        return request;
    }

    private static async Task<string> ReadAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await HttpBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false));
        var text = ErrorBody.ReadBounded(reader);
        if (response.IsSuccessStatusCode)
            return text;
        // A refusal can quote what was sent.
        var secrets = RequestInfo.Of(request)!.Secrets;
        var errors = ErrorBody.Parse(Mask(text))
            .Select(error => new ProcoreErrorMessage(error.Field is { } field ? Mask(field) : null, Mask(error.Message), error.Code is { } code ? Mask(code) : null) { IsEcho = error.IsEcho });
        throw ProcoreException.Refused(request, response, [.. errors]);

        string Mask(string words) => SecretMask.Apply(words, secrets);
    }

    /// <param name="body">The response; null if it isn't a JSON object.</param>
    /// <param name="asked">When the token was requested.</param>
    /// <param name="refreshToken">The refresh token that stays valid if the response has none.</param>
    private static IssuedToken? Read(Dictionary<string, object?>? body, DateTimeOffset asked, string? refreshToken)
    {
        if (body is null || body.At("access_token") is not string token || !CallbackTokens.IsToken(token))
            return null;
        if (body.At("token_type") is { } type && !(type is string name && name.Equals("bearer", StringComparison.OrdinalIgnoreCase)))
            return null;
        if (body.At("refresh_token") is { } next)
        {
            if (next is not string successor || !CallbackTokens.IsToken(successor))
                return null;
            refreshToken = successor;
        }
        // Counted from the request, because the response may have taken long.
        var lifetime = body.At("expires_in") is long seconds and > 0 and < int.MaxValue ? TimeSpan.FromSeconds(seconds) : UsualLifetime;
        return new IssuedToken(token, asked, asked + lifetime, refreshToken);
    }
}
