using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>Where an app gets its tokens and gives them back: <c>/oauth/token</c> and <c>/oauth/revoke</c>, on whatever host.</summary>
internal sealed class OAuthEndpoint(TokenRegister tokens, Func<string, string, FakeAccount?> findAccount)
{
    private const string TokenPath = "/oauth/token";
    private const string RevokePath = "/oauth/revoke";

    public static bool Takes(string path) => path is TokenPath or RevokePath;

    /// <summary>Answers in the words of RFC 6749 and RFC 7009.</summary>
    public Answer Answer(HttpRequestMessage request, RequestBody body)
    {
        if (request.Method != HttpMethod.Post)
            throw Refusal.NoRoute(request.Method.Method, request.RequestUri!.AbsolutePath);
        var form = body.ReadUrlEncodedForm();
        return request.RequestUri!.AbsolutePath == TokenPath ? Issue(form, FindAccount(request, form)) : Revoke(form, FindAccount(request, form));
    }

    private Answer Issue(QueryString form, FakeAccount account)
    {
        var issued = form["grant_type"] switch
        {
            "client_credentials" => tokens.Issue(account, account.EmailAddress),
            "refresh_token" => tokens.Refresh(Required(form, "refresh_token"), account)
                ?? throw Refusal.OAuth(HttpStatusCode.BadRequest, "invalid_grant", "The refresh token is unknown, used up or revoked."),
            "authorization_code" => tokens.Redeem(Required(form, "code"), account, form["redirect_uri"])
                ?? throw Refusal.OAuth(HttpStatusCode.BadRequest, "invalid_grant", "The authorization code is unknown, used up or expired, or was issued for another redirect_uri."),
            null => throw Refusal.OAuth(HttpStatusCode.BadRequest, "invalid_request", "The parameter grant_type is missing."),
            _ => throw Refusal.OAuth(HttpStatusCode.BadRequest, "unsupported_grant_type", "The grant type is none of client_credentials, refresh_token and authorization_code."),
        };
        var json = new JObject
        {
            ["access_token"] = issued.AccessToken,
            ["token_type"] = "bearer",
            ["expires_in"] = (long)issued.Lifetime.TotalSeconds,
            ["created_at"] = issued.CreatedAt.ToUnixTimeSeconds(),
        };
        if (issued.RefreshToken != null)
            json["refresh_token"] = issued.RefreshToken;
        return Testing.Answer.Ok(json) with { Headers = [new("Cache-Control", "no-store")] };
    }

    private Answer Revoke(QueryString form, FakeAccount account)
    {
        tokens.Revoke(Required(form, "token"), account);
        return Testing.Answer.Ok(new JObject());
    }

    private FakeAccount FindAccount(HttpRequestMessage request, QueryString form)
    {
        var (id, secret) = request.Headers.Authorization is { Scheme: "Basic", Parameter: { } credentials }
            ? Decode(credentials)
            : (form["client_id"], form["client_secret"]);
        return (id != null && secret != null ? findAccount(id, secret) : null)
            ?? throw Refusal.OAuth(HttpStatusCode.Unauthorized, "invalid_client", "The client id is unknown, or the client secret is not its.");
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

    private static string Required(QueryString form, string name) => form[name] is { Length: > 0 } value
        ? value
        : throw Refusal.OAuth(HttpStatusCode.BadRequest, "invalid_request", $"The parameter {name} is missing.");
}
