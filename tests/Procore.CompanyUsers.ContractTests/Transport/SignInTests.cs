using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Wire;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Transport;

/// <summary>What goes over the wire to /oauth/token and /oauth/revoke, and what comes of the answer.</summary>
public sealed class SignInTests : IDisposable
{
    private const string Secret = "s&c=r t+é";
    private static readonly Uri RedirectUri = new("https://app.example.com/back?a=1&b=ä");

    private readonly long _companyId = CompanyIds.Next();
    private readonly InMemoryTokenStore _store = new();
    private readonly WireServer _server = new();

    public void Dispose() => _server.Dispose();

    [Test]
    public async Task Token_request_of_a_service_account_has_id_and_secret()
    {
        Stub("token", 200, """{"access_token":"access-1","token_type":"bearer","expires_in":5400,"created_at":1}""");
        StubCall("access-1");

        await using var client = Client(options => options.TokenStore = null);
        await client.Company(_companyId).Users.GetAsync(7);

        AssertOnlyRequest("token", "grant_type=client_credentials&client_id=client&client_secret=s%26c%3Dr+t%2B%C3%A9");
    }

    [Test]
    public async Task Token_request_refreshes_once_and_stores_the_next_token()
    {
        Stub("token", 200, """{"access_token":"access-1","token_type":"Bearer","expires_in":5400,"refresh_token":"refresh-1","created_at":1}""");
        StubCall("access-1");

        await using (var client = Client(options => options.RefreshToken = "refresh/0+="))
            await client.Company(_companyId).Users.GetAsync(7);
        await using (var client = Client(options => options.RefreshToken = "refresh/0+="))
            await client.Company(_companyId).Users.GetAsync(7);

        AssertOnlyRequest("token", "grant_type=refresh_token&client_id=client&client_secret=s%26c%3Dr+t%2B%C3%A9&refresh_token=refresh%2F0%2B%3D");
    }

    [Test]
    public async Task ExchangeCodeAsync_sends_code_and_redirect_uri()
    {
        Stub("token", 200, """{"access_token":"access-1","token_type":"bearer","expires_in":5400,"refresh_token":"refresh-1","created_at":1}""");
        StubCall("access-1");

        await using var client = Client();
        await client.Authentication.ExchangeCodeAsync("co/de", RedirectUri);
        await client.Company(_companyId).Users.GetAsync(7);

        AssertOnlyRequest("token", "grant_type=authorization_code&client_id=client&client_secret=s%26c%3Dr+t%2B%C3%A9&code=co%2Fde&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%3Fa%3D1%26b%3D%C3%A4");
    }

    [Test]
    public async Task RevokeAsync_sends_the_refresh_token()
    {
        Stub("revoke", 200, "{}");

        await using var client = Client(options => options.RefreshToken = "refresh-0");
        await client.Authentication.RevokeAsync();

        AssertOnlyRequest("revoke", "token=refresh-0&client_id=client&client_secret=s%26c%3Dr+t%2B%C3%A9");
        Assert.That(() => client.Company(_companyId).Users.GetAsync(7), Throws.TypeOf<ReauthorizationRequiredException>());
    }

    [TestCase("""{"error":"invalid_grant","error_description":"The grant is revoked."}""", 400, true)]
    [TestCase("""{"error":"invalid_client","error_description":"Client authentication failed."}""", 401, false)]
    public async Task Token_request_throws_by_the_reason_of_the_refusal(string body, int status, bool isGrant)
    {
        Stub("token", status, body);

        await using var client = Client(options => options.RefreshToken = "refresh-0");
        var failure = Assert.CatchAsync<ProcoreException>(() => client.Company(_companyId).Users.GetAsync(7));

        Assert.That(failure, Is.TypeOf(isGrant ? typeof(ReauthorizationRequiredException) : typeof(ProcoreAuthorizationException)));
        Assert.That((failure.Operation, failure.StatusCode, failure.MayHaveBeenApplied), Is.EqualTo(("POST /oauth/token", status, false)));
    }

    [TestCase(ConnectionFault.Reset)]
    [TestCase(ConnectionFault.Closed)]
    [TestCase(ConnectionFault.Garbage)]
    public async Task Token_request_that_breaks_throws_and_sends_no_create(ConnectionFault fault)
    {
        Stub("token", WireResponses.Break(fault));

        await using var client = Client(options => options.RefreshToken = "refresh-0");
        var failure = Assert.CatchAsync<ProcoreConnectionException>(() => client.Company(_companyId).Users.CreateAsync(new("A", "a@example.com")));

        Assert.That((failure.Operation, failure.MayHaveBeenApplied), Is.EqualTo(("POST /oauth/token", false)));
        Assert.That(_server.Requests.Select(request => request.Path), Is.Not.Empty.And.All.EqualTo(Path("token")));
    }

    private ProcoreClient Client(Action<ProcoreOptions>? configure = null)
    {
        var options = new ProcoreOptions
        {
            ApiAddress = _server.Address,
            LoginAddress = new Uri(_server.Address, "login/"),
            ClientId = "client",
            ClientSecret = Secret,
            TokenStore = _store,
            Retry = { MaxRetries = 0 },
        };
        configure?.Invoke(options);
        return ProcoreClient.Create(options);
    }

    private void Stub(string endpoint, int status, string body) =>
        Stub(endpoint, Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json; charset=utf-8").WithBody(body));

    private void Stub(string endpoint, IResponseBuilder answer) => _server.Stub(Request.Create().UsingPost().WithPath(Path(endpoint)), answer);

    private void StubCall(string accessToken) => _server.Stub(
        Request.Create().WithHeader("Procore-Company-Id", $"{_companyId}").WithHeader("Authorization", $"Bearer {accessToken}"),
        Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json").WithBody("""{"id":7}"""));

    private void AssertOnlyRequest(string endpoint, string body)
    {
        var requests = _server.Requests.Where(request => request.Path.StartsWith("/login/", StringComparison.Ordinal)).ToList();
        Assert.That(requests, Has.Count.EqualTo(1));
        var request = requests[0];
        Assert.That((request.Method, request.Path, request.Query, request.Text), Is.EqualTo(("POST", Path(endpoint), "", body)));
        Assert.That(request.Headers.Select(header => header.Key), Is.EquivalentTo(["Accept-Encoding", "Content-Length", "Content-Type", "Host", "User-Agent"]).IgnoreCase);
        Assert.That(request.Headers["Content-Type"], Is.EqualTo(["application/x-www-form-urlencoded"]));
    }

    private static string Path(string endpoint) => $"/login/oauth/{endpoint}";
}
