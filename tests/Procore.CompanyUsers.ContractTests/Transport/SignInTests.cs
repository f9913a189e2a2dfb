using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.WireMock;

namespace Procore.CompanyUsers.ContractTests.Transport;

/// <summary>What goes over the wire to /oauth/token and /oauth/revoke, and what comes of the answer.</summary>
public sealed class SignInTests
{
    private const string Secret = "s&c=r t+é";
    private static readonly Uri RedirectUri = new("https://app.example.com/back?a=1&b=ä");

    private readonly long _companyId = CompanyIds.Next();
    private readonly InMemoryTokenStore _store = new();

    [Test]
    public async Task A_service_account_signs_in_with_its_id_and_secret()
    {
        await StubAsync("token", 200, """{"access_token":"access-1","token_type":"bearer","expires_in":5400,"created_at":1}""");
        await StubCallAsync("access-1");

        await using var client = Client(options => options.TokenStore = null);
        await client.Company(_companyId).Users.GetAsync(7);

        await AssertOnlyRequestAsync("token", "grant_type=client_credentials&client_id=client&client_secret=s%26c%3Dr+t%2B%C3%A9");
    }

    [Test]
    public async Task A_refresh_token_is_redeemed_once_and_its_successor_stored()
    {
        await StubAsync("token", 200, """{"access_token":"access-1","token_type":"Bearer","expires_in":5400,"refresh_token":"refresh-1","created_at":1}""");
        await StubCallAsync("access-1");

        await using (var client = Client(options => options.RefreshToken = "refresh/0+="))
            await client.Company(_companyId).Users.GetAsync(7);
        await using (var client = Client(options => options.RefreshToken = "refresh/0+="))
            await client.Company(_companyId).Users.GetAsync(7);

        await AssertOnlyRequestAsync("token", "grant_type=refresh_token&client_id=client&client_secret=s%26c%3Dr+t%2B%C3%A9&refresh_token=refresh%2F0%2B%3D");
    }

    [Test]
    public async Task A_code_is_redeemed_with_where_it_was_sent()
    {
        await StubAsync("token", 200, """{"access_token":"access-1","token_type":"bearer","expires_in":5400,"refresh_token":"refresh-1","created_at":1}""");
        await StubCallAsync("access-1");

        await using var client = Client();
        await client.Authentication.ExchangeCodeAsync("co/de", RedirectUri);
        await client.Company(_companyId).Users.GetAsync(7);

        await AssertOnlyRequestAsync("token", "grant_type=authorization_code&client_id=client&client_secret=s%26c%3Dr+t%2B%C3%A9&code=co%2Fde&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%3Fa%3D1%26b%3D%C3%A4");
    }

    [Test]
    public async Task A_grant_is_revoked_by_its_refresh_token()
    {
        await StubAsync("revoke", 200, "{}");

        await using var client = Client(options => options.RefreshToken = "refresh-0");
        await client.Authentication.RevokeAsync();

        await AssertOnlyRequestAsync("revoke", "token=refresh-0&client_id=client&client_secret=s%26c%3Dr+t%2B%C3%A9");
        Assert.That(() => client.Company(_companyId).Users.GetAsync(7), Throws.TypeOf<ReauthorizationRequiredException>());
    }

    [TestCase("""{"error":"invalid_grant","error_description":"The grant is revoked."}""", 400, true)]
    [TestCase("""{"error":"invalid_client","error_description":"Client authentication failed."}""", 401, false)]
    public async Task A_refusal_says_whether_the_grant_or_the_app_is_refused(string body, int status, bool isGrant)
    {
        await StubAsync("token", status, body);

        await using var client = Client(options => options.RefreshToken = "refresh-0");
        var failure = Assert.CatchAsync<ProcoreException>(() => client.Company(_companyId).Users.GetAsync(7));

        Assert.That(failure, Is.TypeOf(isGrant ? typeof(ReauthorizationRequiredException) : typeof(ProcoreException)));
        Assert.That((failure.Operation, failure.StatusCode, failure.MayHaveBeenApplied), Is.EqualTo(("POST /oauth/token", status, false)));
    }

    [TestCase("CONNECTION_RESET_BY_PEER")]
    [TestCase("EMPTY_RESPONSE")]
    [TestCase("RANDOM_DATA_THEN_CLOSE")]
    public async Task A_connection_that_breaks_is_told_as_such_and_costs_no_record(string fault)
    {
        await StubAsync("token", new JObject { ["fault"] = fault });

        await using var client = Client(options => options.RefreshToken = "refresh-0");
        var failure = Assert.CatchAsync<ProcoreConnectionException>(() => client.Company(_companyId).Users.CreateAsync(new() { LastName = "A", EmailAddress = "a@example.com" }));

        Assert.That((failure.Operation, failure.MayHaveBeenApplied), Is.EqualTo(("POST /oauth/token", false)));
        Assert.That(await WireMockRun.Server.RequestsAsync(_companyId), Is.Empty);
    }

    private ProcoreClient Client(Action<ProcoreOptions>? configure = null)
    {
        var options = new ProcoreOptions
        {
            ApiAddress = WireMockRun.Server.BaseAddress,
            LoginAddress = new Uri(WireMockRun.Server.BaseAddress, $"login-of-{_companyId}/"),
            ClientId = "client",
            ClientSecret = Secret,
            TokenStore = _store,
            MaxRetries = 0,
        };
        configure?.Invoke(options);
        return ProcoreClient.Create(options);
    }

    private Task StubAsync(string endpoint, int status, string body) => StubAsync(endpoint, new JObject
    {
        ["status"] = status,
        ["headers"] = new JObject { ["Content-Type"] = "application/json; charset=utf-8" },
        ["body"] = body,
    });

    private Task StubAsync(string endpoint, JObject response) => WireMockRun.Server.StubAsync(new JObject
    {
        ["request"] = new JObject { ["method"] = "POST", ["urlPath"] = Path(endpoint) },
        ["response"] = response,
    });

    private Task StubCallAsync(string accessToken) => WireMockRun.Server.StubAsync(new JObject
    {
        ["request"] = new JObject
        {
            ["headers"] = new JObject
            {
                ["Procore-Company-Id"] = new JObject { ["equalTo"] = $"{_companyId}" },
                ["Authorization"] = new JObject { ["equalTo"] = $"Bearer {accessToken}" },
            },
        },
        ["response"] = new JObject { ["status"] = 200, ["headers"] = new JObject { ["Content-Type"] = "application/json" }, ["body"] = """{"id":7}""" },
    });

    private async Task AssertOnlyRequestAsync(string endpoint, string body)
    {
        var requests = await WireMockRun.Server.RequestsAsync(new JObject { ["urlPathPattern"] = $"/login-of-{_companyId}/.*" });
        Assert.That(requests, Has.Count.EqualTo(1));
        var request = requests[0];
        Assert.That((request.Method, request.Path, request.Query, request.Text), Is.EqualTo(("POST", Path(endpoint), "", body)));
        Assert.That(request.Headers.Select(header => header.Key), Is.EquivalentTo(["Accept-Encoding", "Content-Length", "Content-Type", "Host"]).IgnoreCase);
        Assert.That(request.Headers["Content-Type"], Is.EqualTo(["application/x-www-form-urlencoded"]));
    }

    private string Path(string endpoint) => $"/login-of-{_companyId}/oauth/{endpoint}";
}
