using System.Text.Json;
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
        var text = await ReadAsync(request, response, cancellationToken).ConfigureAwait(false);
        if (!IsEmptySuccess(text))
            throw Unexpected(request, response, text);
    }

    private async Task<IssuedToken> RequestTokenAsync(string? refreshToken, CancellationToken cancellationToken, params (string Name, string Value)[] fields)
    {
        using var request = CreateRequest("token", fields);
        var asked = timeProvider.GetUtcNow();
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var text = await ReadAsync(request, response, cancellationToken).ConfigureAwait(false);
        return Read(PlainJson.TryParse(text), asked, refreshToken) is { } token && (token.RefreshToken is not null || fields[0].Value != "authorization_code")
            ? token
            : throw Unexpected(request, response, text);
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
        return response.IsSuccessStatusCode ? text : throw ProcoreException.Refused(request, response, ErrorsOf(request, text));
    }

    /// <summary>The messages of a refusal, which can quote what was sent.</summary>
    private static IReadOnlyList<ProcoreErrorMessage> ErrorsOf(HttpRequestMessage request, string text)
    {
        var secrets = RequestInfo.Of(request)!.Secrets;
        return [.. ErrorBody.Parse(Mask(text))
            .Select(error => new ProcoreErrorMessage(error.Field is { } field ? Mask(field) : null, Mask(error.Message), error.Code is { } code ? Mask(code) : null) { IsEcho = error.IsEcho })];

        string Mask(string words) => SecretMask.Apply(words, secrets);
    }

    /// <summary>Whether a success says nothing more than that: Procore documents an empty object.</summary>
    private static bool IsEmptySuccess(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return true;
        object? body;
        try
        {
            body = PlainJson.Parse(text);
        }
        catch (JsonException)
        {
            body = text;
        }
        return body switch
        {
            null => true,
            Dictionary<string, object?> properties => !IsRefusal(properties) && Array.TrueForAll(StatedResult.Properties, name => properties.At(name) is not { } result || StatedResult.Of(result) == StatedResult.Meaning.Success),
            List<object?> list => list.Count == 0,
            _ => StatedResult.Of(body) == StatedResult.Meaning.Success,
        };
    }

    private static bool IsRefusal(Dictionary<string, object?> properties) =>
        StatedResult.VerdictOf(properties, isUser: false, hasContent: false).Meaning == StatedResult.Meaning.Failure;

    /// <summary>A success by its status that isn't one: a refusal, or something else, such as a page of a gateway.</summary>
    private static ProcoreException Unexpected(HttpRequestMessage request, HttpResponseMessage response, string text)
    {
        if (PlainJson.TryParse(text) is not { } properties || !IsRefusal(properties))
            return ProcoreException.Unreadable(request, response, string.Empty);
        var info = RequestInfo.Of(request)!;
        var errors = ErrorsOf(request, text);
        var refusal = ProcoreException.RefusedDespiteSuccess(info, (int)response.StatusCode, ProcoreException.RequestIdOf(response, info), errors);
        return errors.Any(error => (error.Code ?? error.Message) == "invalid_grant")
            ? new ReauthorizationRequiredException($"A user must authorize the app again. {refusal.Message}", info, response, errors)
            : errors.Any(error => (error.Code ?? error.Message) is "invalid_client" or "unauthorized_client")
                ? new ProcoreAuthorizationException(refusal.Message, info, response, errors)
                : refusal;
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
