using System.Net;

namespace Procore.CompanyUsers.Tests;

/// <summary>
/// Issues access-1 with refresh-1, and so on, each refresh token good for one use, and answers calls that carry the last
/// access token. Before the first it takes refresh-0.
/// </summary>
internal sealed class GrantServer
{
    private readonly object _gate = new();
    private readonly List<IReadOnlyDictionary<string, string>> _forms = [];
    private int _issued;

    public string Lifetime { get; init; } = ""","expires_in":5400""";

    /// <summary>What has been asked of /oauth, as far as it was answered.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Forms
    {
        get
        {
            lock (_gate)
                return [.. _forms];
        }
    }

    /// <summary>How often a refresh token was redeemed that wasn't the last.</summary>
    public int Refused { get; private set; }

    public int Issued => _issued;

    /// <summary>How many calls an access token is good for.</summary>
    public int CallsPerToken { get; init; } = int.MaxValue;

    public int Calls { get; private set; }

    /// <summary>Comes before every answer about tokens.</summary>
    public Func<CancellationToken, Task> BeforeToken { get; set; } = _ => Task.CompletedTask;

    /// <summary>Another answer than usual, once.</summary>
    public HttpResponseMessage? Instead { get; set; }

    public async Task<HttpResponseMessage> AnswerAsync(SentRequest request, CancellationToken cancellationToken)
    {
        if (!request.Address.AbsolutePath.Contains("/oauth/", StringComparison.Ordinal))
            return AnswerCall(request);
        await BeforeToken(cancellationToken);
        lock (_gate)
        {
            var form = request.Body!.Split('&').Select(field => field.Split('=')).ToDictionary(field => field[0], field => WebUtility.UrlDecode(field[1]));
            _forms.Add(form);
            if (Instead is { } other)
            {
                Instead = null;
                return other;
            }
            if (request.Address.AbsolutePath.EndsWith("/revoke", StringComparison.Ordinal))
            {
                _issued += 1000;
                return Answer.Json("{}");
            }
            if (form["grant_type"] == "client_credentials" || form["grant_type"] == "authorization_code" || form["refresh_token"] == $"refresh-{_issued}")
                return Pair();
            Refused++;
            return Answer.Json("""{"error":"invalid_grant","error_description":"The grant is invalid."}""", 400);
        }
    }

    /// <summary>As if another program had redeemed the last refresh token.</summary>
    public void Rotate()
    {
        lock (_gate)
            Pair();
    }

    private HttpResponseMessage Pair()
    {
        _issued++;
        Calls = 0;
        return Answer.Json($$"""{"access_token":"access-{{_issued}}","token_type":"bearer"{{Lifetime}},"refresh_token":"refresh-{{_issued}}","created_at":1}""");
    }

    private HttpResponseMessage AnswerCall(SentRequest request)
    {
        lock (_gate)
            return request.Headers["Authorization"] == $"Bearer access-{_issued}" && ++Calls <= CallsPerToken ? Attempts.Succeed(request) : Answer.Json("""{"message":"Expired"}""", 401);
    }
}
