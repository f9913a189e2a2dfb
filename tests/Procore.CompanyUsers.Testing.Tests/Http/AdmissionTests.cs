using System.Net;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class AdmissionTests : DirectoryTest
{
    [Test]
    public async Task Request_without_a_token_gets_401()
    {
        using var client = new WireClient(Fake) { Token = null };
        var answer = await client.GetAsync(Company, "users");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((string?)answer.Body["error"], Is.EqualTo("invalid_token"));
    }

    [Test]
    public async Task IssueToken_is_valid_until_it_expires()
    {
        using var client = new WireClient(Fake) { Token = Fake.IssueToken(TimeSpan.FromMinutes(1)) };
        Assert.That((await client.GetAsync(Company, "users")).Status, Is.EqualTo(HttpStatusCode.OK));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That((await client.GetAsync(Company, "users")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task AcceptAnyToken_false_refuses_tokens_that_were_not_issued()
    {
        var strict = new FakeProcore(new FakeProcoreOptions { AcceptAnyToken = false });
        var company = strict.AddCompany("Strict");
        using var stranger = new WireClient(strict) { Token = "made-up" };
        using var known = new WireClient(strict) { Token = strict.IssueToken() };
        Assert.That((await stranger.GetAsync(company, "users")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await known.GetAsync(company, "users")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Request_without_the_company_header_gets_400()
    {
        var answer = await Client.SendRawAsync("GET", $"/rest/v1.3/companies/{Company.Id}/users", companyHeader: null);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)answer.Body["errors"]![0], Does.Contain("Procore-Company-Id"));
    }

    [TestCase("/rest/v1.3/companies/{0}/users")]
    [TestCase("/rest/v1.3/users?company_id={0}")]
    public async Task Request_with_another_company_in_the_header_gets_400(string path)
    {
        var other = Fake.AddCompany("Other");
        var answer = await Client.SendRawAsync("GET", Address(path, Company.Id), $"{other.Id}");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Request_without_company_id_in_the_query_gets_400()
    {
        var answer = await Client.GetAsync(Company, "/rest/v1.3/users");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(Messages(answer, "company_id"), Does.Contain("missing"));
    }

    [Test]
    public async Task Request_for_a_company_without_the_app_gets_403()
    {
        var answer = await Client.SendRawAsync("GET", "/rest/v1.3/companies/99/users", "99");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((string?)answer.Body["message"], Does.Contain("not connected"));
    }

    [TestCase("GET", "/rest/v1.99/companies/{0}/users")]
    [TestCase("DELETE", "/rest/v1.3/companies/{0}/users")]
    [TestCase("GET", "/rest/v1.1/companies/{0}/users/inactive")]
    [TestCase("PATCH", "/rest/v1.3/companies/{0}/users/inactive/1")]
    [TestCase("GET", "/rest/v1.3/companies/{0}/users/1/")]
    [TestCase("GET", "/rest/v1.3/companies/{0}/users%2f1")]
    [TestCase("GET", "/rest/v1.3/companies/{0}/projects")]
    [TestCase("GET", "/")]
    public async Task Request_for_an_unknown_route_gets_404(string method, string path)
    {
        var answer = await Client.SendAsync(method, Company, Address(path, Company.Id));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("GET", "users/{0}")]
    [TestCase("PATCH", "users/{0}")]
    [TestCase("PATCH", "users/{0}/invite")]
    [TestCase("PATCH", "/rest/v1.0/companies/{1}/users/inactive/{0}")]
    [TestCase("GET", "/rest/v1.3/users/{0}?company_id={1}")]
    public async Task Request_for_a_user_of_another_company_gets_404(string method, string path)
    {
        var stranger = Fake.AddCompany("Other").AddUser(new FakeUser { LastName = "Gallo", EmailAddress = "g@example.com", IsActive = false });
        var answer = await Client.SendAsync(method, Company, Address(path, stranger.Id, Company.Id), UserBody(new { city = "Graz" }));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((string?)answer.Body["errors"], Does.Contain($"{stranger.Id}"));
    }

    [Test]
    public async Task Request_for_a_user_id_that_is_not_a_number_gets_404()
    {
        Assert.That((await Client.GetAsync(Company, "users/ada")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
