using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Testing;

/// <summary>The OAuth endpoints <c>/oauth/authorize</c>, <c>/oauth/token</c>, <c>/oauth/token/info</c> and <c>/oauth/revoke</c>, on any host.</summary>
/// <param name="tokens">The tokens and codes that were issued.</param>
/// <param name="findAccount">Finds an account by client id and secret; without a secret, by client id alone.</param>
/// <param name="options">The options of the fake.</param>
internal sealed class OAuthEndpoint(TokenRegister tokens, Func<string, string?, FakeAccount?> findAccount, FakeProcoreOptions options)
{
    /// <summary>The redirect URI of programs that can't receive a redirect; the code is shown instead.</summary>
    private const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";
    private const string AuthorizePath = "/oauth/authorize";

    public const string TokenPath = "/oauth/token";
    public const string InfoPath = "/oauth/token/info";
    private const string RevokePath = "/oauth/revoke";

    /// <summary>The parameters that are never recorded or shown.</summary>
    public static readonly IReadOnlyList<string> Secrets = ["client_secret", "code", "refresh_token", "token"];

    public static bool Handles(string path) => path is AuthorizePath or TokenPath or InfoPath or RevokePath;

    public static HttpMethod MethodOf(string path) => path is AuthorizePath or InfoPath ? HttpMethod.Get : HttpMethod.Post;

    /// <summary>Responds as RFC 6749 and RFC 7009 say. Parameters come as a form or as JSON.</summary>
    public JsonResponse Respond(HttpRequestMessage request, RequestBody body)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (request.Method != MethodOf(path))
            throw Refusal.NoRoute(request.Method.Method, path);
        if (path == InfoPath)
            return Describe(request);
        if (path == AuthorizePath)
            return Authorize(new QueryString(request.RequestUri.Query));
        var parameters = body.ReadParameters();
        var account = FindAccount(request, parameters);
        return path == TokenPath ? Issue(parameters, account) : Revoke(parameters, account);
    }

    /// <summary>Invalidates the refresh token of a call that reached the server and failed there.</summary>
    public void FailRefresh(HttpRequestMessage request, RequestBody body)
    {
        if (!options.FailedRefreshInvalidatesToken || request.Method != HttpMethod.Post || request.RequestUri!.AbsolutePath != TokenPath)
            return;
        try
        {
            var parameters = body.ReadParameters();
            if (parameters["grant_type"] == "refresh_token" && parameters["refresh_token"] is { } refreshToken)
                tokens.Refresh(refreshToken, FindAccount(request, parameters));
        }
        catch (Refusal)
        {
            // The call is malformed or its credentials are wrong: it names no grant that could be lost.
        }
    }

    private JsonResponse Issue(QueryString parameters, FakeAccount account)
    {
        var issued = parameters["grant_type"] switch
        {
            "client_credentials" => tokens.Issue(account, account.EmailAddress),
            "refresh_token" => tokens.Refresh(Required(parameters, "refresh_token"), account)
                ?? throw Refusal.OAuth(HttpStatusCode.BadRequest, "invalid_grant", "The refresh token is unknown, used up or revoked."),
            "authorization_code" => tokens.Redeem(Required(parameters, "code"), account, parameters["redirect_uri"])
                ?? throw Refusal.OAuth(HttpStatusCode.BadRequest, "invalid_grant", "The authorization code is unknown, used up or expired, or was issued for another redirect_uri."),
            null => throw Refusal.OAuth(HttpStatusCode.BadRequest, "invalid_request", "The parameter grant_type is missing."),
            _ => throw Refusal.OAuth(HttpStatusCode.BadRequest, "unsupported_grant_type", "The grant type is none of client_credentials, refresh_token and authorization_code."),
        };
        var json = new JsonObject
        {
            ["access_token"] = issued.AccessToken,
            ["token_type"] = "bearer",
            ["expires_in"] = (long)issued.Lifetime.TotalSeconds,
            ["created_at"] = issued.CreatedAt.ToUnixTimeSeconds(),
        };
        if (issued.RefreshToken != null)
            json["refresh_token"] = issued.RefreshToken;
        return JsonResponse.Ok(json) with { Headers = [new("Cache-Control", "no-store")] };
    }

    /// <summary>The user agrees at once: the response is the redirect back to the app.</summary>
    private JsonResponse Authorize(QueryString parameters)
    {
        var account = findAccount(Required(parameters, "client_id"), null)
            ?? throw Refusal.OAuth(HttpStatusCode.Unauthorized, "invalid_client", "The client id is unknown.");
        var redirectUri = Required(parameters, "redirect_uri");
        if (redirectUri != OutOfBand && !Uri.TryCreate(redirectUri, UriKind.Absolute, out _))
            throw Refusal.OAuth(HttpStatusCode.BadRequest, "invalid_request", "The parameter redirect_uri is not an absolute URI.");
        if (parameters["response_type"] != "code")
            throw Refusal.OAuth(HttpStatusCode.BadRequest, "unsupported_response_type", "The response type is not code.");
        var code = tokens.IssueCode(account, redirectUri);
        if (redirectUri == OutOfBand)
            return JsonResponse.Ok(new JsonObject { ["code"] = code });
        var state = parameters["state"] is { } given ? "&state=" + Uri.EscapeDataString(given) : "";
        var location = $"{redirectUri}{(redirectUri.Contains('?') ? '&' : '?')}code={Uri.EscapeDataString(code)}{state}";
        return new JsonResponse(HttpStatusCode.Found, new JsonObject()) { Headers = [new("Location", location)] };
    }

    private JsonResponse Revoke(QueryString parameters, FakeAccount account)
    {
        tokens.Revoke(Required(parameters, "token"), account);
        return JsonResponse.Ok(new JsonObject());
    }

    private JsonResponse Describe(HttpRequestMessage request)
    {
        var now = options.TimeProvider.GetUtcNow();
        if (request.Headers.Authorization is not { Parameter: { Length: > 0 } token } || tokens.Find(token) is not { } issued || !issued.IsGood(now))
            throw Refusal.Unauthorized("The access token is unknown, was revoked or has expired.");
        return JsonResponse.Ok(new JsonObject
        {
            ["resource_owner_id"] = null,
            ["scopes"] = new JsonArray(),
            ["expires_in_seconds"] = (long)(issued.CreatedAt + issued.Lifetime - now).TotalSeconds,
            ["application"] = new JsonObject { ["uid"] = issued.Account.ClientId },
            ["created_at"] = issued.CreatedAt.ToUnixTimeSeconds(),
        });
    }

    private FakeAccount FindAccount(HttpRequestMessage request, QueryString parameters)
    {
        var (id, secret) = request.Headers.Authorization is { Scheme: "Basic", Parameter: { } credentials }
            ? Decode(credentials)
            : (parameters["client_id"], parameters["client_secret"]);
        return (id != null && secret != null ? findAccount(id, secret) : null)
            ?? throw Refusal.OAuth(HttpStatusCode.Unauthorized, "invalid_client", "The client id is unknown, or the client secret is wrong.");
    }

    private static (string? Id, string? Secret) Decode(string credentials)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(credentials)).Split([':'], 2);
            return parts.Length == 2 ? (WebUtility.UrlDecode(parts[0]), WebUtility.UrlDecode(parts[1])) : default;
        }
        catch (FormatException)
        {
            return default;
        }
    }

    private static string Required(QueryString parameters, string name) => parameters[name] is { Length: > 0 } value
        ? value
        : throw Refusal.OAuth(HttpStatusCode.BadRequest, "invalid_request", $"The parameter {name} is missing.");
}
