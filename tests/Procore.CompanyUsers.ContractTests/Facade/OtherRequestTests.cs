using System.Globalization;
using System.Text;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Wire;
using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Facade;

public sealed class OtherRequestTests : FacadeTest
{
    private IProcoreCompany Company => Client.Company(CompanyId);

    [Test]
    public async Task SendAsync_sends_any_request_with_token_and_company()
    {
        Stub(Answer(200, """[{"id":1}]"""));
        using var request = new HttpRequestMessage(HttpMethod.Get, "rest/v1.0/projects?per_page=5");

        using var response = await Company.SendAsync(request);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("""[{"id":1}]"""));
        AssertOnlyRequest("GET", "/rest/v1.0/projects?per_page=5");
    }

    [Test]
    public async Task SendAsync_sends_a_body_and_the_headers_of_the_request()
    {
        Stub(Answer(201, "{}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/rest/v1.0/projects") { Content = new StringContent("""{"name":"Brücke"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Token", "once");

        using var response = await Company.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(201));
        Assert.That(Requests.Single().Text, Is.EqualTo("""{"name":"Brücke"}"""));
        Assert.That(Requests.Single().Path, Is.EqualTo("/rest/v1.0/projects"));
        Assert.That(Requests.Single().Headers["Idempotency-Token"], Is.EqualTo(["once"]));
    }

    [TestCase("https://evil.example.com/rest/v1.0/projects")]
    [TestCase("http://evil.example.com/rest/v1.0/projects")]
    [TestCase("//evil.example.com/rest")]
    [TestCase("/\\evil.example.com/rest")]
    [TestCase("rest/v1.0/projects#part")]
    [TestCase("")]
    public void SendAsync_refuses_every_other_host(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);

        Assert.That(() => Company.SendAsync(request), Throws.ArgumentException.With.Message.Contains("another host"));
        Assert.That(Requests, Is.Empty);
    }

    [Test]
    public async Task SendAsync_accepts_an_absolute_address_of_the_API()
    {
        Stub(Answer(200, "[]"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server.Address, "rest/v1.0/projects?page=2"));

        using var response = await Company.SendAsync(request);

        AssertOnlyRequest("GET", "/rest/v1.0/projects?page=2");
    }

    [TestCase("Authorization", "Bearer other")]
    [TestCase("Procore-Company-Id", "7")]
    public void SendAsync_refuses_headers_that_the_client_sets(string name, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "rest/v1.0/projects");
        request.Headers.Add(name, value);

        Assert.That(() => Company.SendAsync(request), Throws.ArgumentException.With.Message.Contains(name));
    }

    [Test]
    public async Task SendAsync_leaves_no_token_on_request_and_response()
    {
        Stub(Answer(200, "[]"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "rest/v1.0/projects");

        using var response = await Company.SendAsync(request);

        Assert.That(request.ToString() + response.RequestMessage, Does.Not.Contain("token-of-the-test"));
    }

    [TestCase("GET", 2)]
    [TestCase("PUT", 2)]
    [TestCase("DELETE", 2)]
    [TestCase("POST", 1)]
    [TestCase("PATCH", 1)]
    public async Task SendAsync_retries_a_500_only_as_the_method_allows(string method, int requests)
    {
        StubInTurn(Answer(500, "{}"), Answer(200, "{}"));
        using var request = new HttpRequestMessage(new HttpMethod(method), "rest/v1.0/projects/9") { Content = method == "GET" ? null : new StringContent("{}") };

        var call = Company.WithOptions(new ProcoreCallOptions { MaxRetries = 1 }).SendAsync(request);

        if (requests == 2)
            (await call).Dispose();
        else
            Assert.That(() => call, Throws.TypeOf<ProcoreException>().With.Property(nameof(ProcoreException.MayHaveBeenApplied)).True);
        Assert.That(Requests.Select(sent => sent.Text).Distinct().Count(), Is.EqualTo(1));
        Assert.That(Requests, Has.Count.EqualTo(requests));
    }

    [Test]
    public async Task SendAsync_repeats_a_POST_that_was_not_processed()
    {
        StubInTurn(Answer(429, "{}"), Answer(200, "{}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "rest/v1.0/projects") { Content = new StreamContent(new MemoryStream("{\"a\":1}"u8.ToArray())) };

        using var response = await Company.WithOptions(new ProcoreCallOptions { MaxRetries = 1 }).SendAsync(request);

        Assert.That(Requests.Select(sent => sent.Text), Is.EqualTo(["{\"a\":1}", "{\"a\":1}"]));
    }

    [Test]
    public void SendAsync_throws_what_Procore_says_without_ids_in_the_operation()
    {
        Stub(Answer(404, """{"message":"No such project"}"""));
        using var request = new HttpRequestMessage(HttpMethod.Get, "rest/v1.0/projects/4711/users/ann@example.com?search=bob@example.com");

        var failure = Assert.ThrowsAsync<ProcoreNotFoundException>(() => Company.SendAsync(request));

        Assert.That(failure.Operation, Is.EqualTo("GET /rest/v1.0/projects/{id}/users/{id}"));
        Assert.That(failure.RequestId, Is.EqualTo("request-1"));
        Assert.That(failure.ToString(), Does.Contain("No such project").And.Not.Contain("example.com"));
    }

    [Test]
    public void SendAsync_does_not_follow_redirects()
    {
        Stub(Response.Create().WithStatusCode(302).WithHeader("Location", "https://evil.example.com/"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "rest/v1.0/projects");

        Assert.That(() => Company.SendAsync(request), Throws.TypeOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(302));
    }

    [Test]
    public async Task SendAsync_of_the_client_names_no_company()
    {
        Server.Stub(WireMock.RequestBuilders.Request.Create().WithPath("/rest/v1.0/companies"), Answer(200, "[]"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "rest/v1.0/companies");

        using var response = await Client.SendAsync(request);

        Assert.That(Requests.Single().Headers.Select(header => header.Key), Does.Not.Contain("Procore-Company-Id").IgnoreCase);
        Assert.That(Requests.Single().Headers["Authorization"], Is.EqualTo(["Bearer token-of-the-test"]));
    }

    [Test]
    public async Task SendAsync_shares_the_rate_limit_with_the_users_of_the_company()
    {
        var reset = Clock.GetUtcNow().AddMinutes(30).ToUnixTimeSeconds();
        Stub(Answer(200, "{\"id\":7}").WithHeader("X-Rate-Limit-Limit", "600").WithHeader("X-Rate-Limit-Remaining", "0").WithHeader("X-Rate-Limit-Reset", $"{reset}").WithDate(Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture)));
        await Users.GetAsync(7);
        using var request = new HttpRequestMessage(HttpMethod.Get, "rest/v1.0/projects");

        var failure = Assert.ThrowsAsync<RateLimitExceededException>(() => Company.SendAsync(request));

        Assert.That(failure.Message, Does.Contain("ProcoreOptions.RateLimit.MaxWait").And.Contain("GET /rest/v1.0/projects"));
        Assert.That(Requests, Has.Count.EqualTo(1));
    }
}
