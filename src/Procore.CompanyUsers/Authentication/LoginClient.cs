using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Procore.Generated.Errors;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>Where tokens come from: POST /oauth/token.</summary>
internal sealed class LoginClient(HttpClient http, ProcoreOptions options, TimeProvider timeProvider)
{
    private const string Operation = "POST /oauth/token";
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromSeconds(5400);

    public async Task<IssuedToken> SignInAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "oauth/token");
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.ClientId!,
            ["client_secret"] = options.ClientSecret!,
        });
        // A second token for the same credentials does no harm, and no record changes by it.
        new RequestInfo(Operation, companyId: string.Empty, isRead: true, isRepeatable: true, hasStream: false).AttachTo(request);
        var asked = timeProvider.GetUtcNow();
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(await HttpBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false));
        var text = ErrorBody.ReadBounded(reader);
        if (!response.IsSuccessStatusCode)
        {
            // A refusal may quote what was sent.
            throw ProcoreException.Refused(request, response, ErrorBody.Parse(text.Replace(options.ClientSecret!, "***")));
        }
        return Read(text, asked) ?? throw ProcoreException.Unreadable(request, response, string.Empty);
    }

    private static IssuedToken? Read(string text, DateTimeOffset asked)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            if (JToken.ReadFrom(reader) is not JObject answer || answer["access_token"] is not JValue { Value: string token } || !GivenAccessTokens.IsToken(token))
                return null;
            var lifetime = answer["expires_in"] is JValue { Value: long seconds and > 0 and < int.MaxValue } ? TimeSpan.FromSeconds(seconds) : UsualLifetime;
            return new IssuedToken(token, asked, asked + lifetime);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
