using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>Rules that public sources give and that openapi/ASSUMPTIONS.md lists.</summary>
internal sealed class AssumptionTests : DirectoryTest
{
    [TestCase(true, "E1")]
    [TestCase(false, null)]
    [TestCase(null, null)]
    public async Task Create_stores_an_employee_id_for_employees_only(bool? isEmployee, string? stored)
    {
        var response = await Client.SendAsync("POST", Company, "users", UserBody(new { last_name = "A", email_address = "a@example.com", employee_id = "E1", is_employee = isEmployee }));
        Assert.That(((string?)response.Body["employee_id"], Company.Users.Single().EmployeeId), Is.EqualTo((stored, stored)));
    }

    [Test]
    public async Task Update_drops_the_employee_id_of_a_former_employee()
    {
        var user = Company.AddUser(new FakeUser { LastName = "A", EmailAddress = "a@example.com", EmployeeId = "E1", IsEmployee = true });
        await UpdateAsync(user, new { is_employee = false });
        Assert.That(Company.FindUser(user.Id), Has.Property(nameof(FakeUser.EmployeeId)).Null);
    }

    [Test]
    public async Task Update_refuses_another_address_for_a_person_of_two_companies()
    {
        var user = Company.AddUser("Ada", "Abbott", "ada@example.com");
        Fake.AddCompany("Bluestone Builders").AddUser("Ada", "Abbott", "Ada@Example.com");

        var refused = await UpdateAsync(user, new { email_address = "other@example.com" });
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(Messages(refused, "email_address"), Does.Contain("another company"));
        var synced = await Client.SendAsync("PATCH", Company, "users/sync", new JObject { ["updates"] = JArray.FromObject(new[] { new { id = user.Id, email_address = "other@example.com" } }) });
        Assert.That(synced.Body["errors"], Has.Exactly(1).Items);

        Assert.That((await UpdateAsync(user, new { email_address = "ADA@example.com" })).Status, Is.EqualTo(HttpStatusCode.OK), "in other case");
    }

    [Test]
    public async Task Update_accepts_another_address_for_a_person_of_one_company()
    {
        Fake.AddCompany("Bluestone Builders").AddUser("Bruno", "Brandt", "bruno@example.com");
        var user = Company.AddUser("Ada", "Abbott", "ada@example.com");
        Assert.That((await UpdateAsync(user, new { email_address = "other@example.com" })).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public void AddUser_uses_the_same_id_for_a_person_in_every_company()
    {
        var other = Fake.AddCompany("Bluestone Builders");
        other.AddUser("Bruno", "Brandt", "bruno@example.com");
        var ada = Company.AddUser("Ada", "Abbott", "ada@example.com");
        Assert.That(other.AddUser("Ada", "Abbott", "ada@example.com").Id, Is.EqualTo(ada.Id));
        Assert.That(other.Users.Select(user => user.Id), Is.Unique);
    }

    [Test]
    public async Task Reactivate_is_refused_while_the_vendor_is_inactive()
    {
        var vendor = Company.AddVendor("Steel Ltd");
        var user = Company.AddUser(new FakeUser { LastName = "A", EmailAddress = "a@example.com", VendorId = vendor.Id, IsActive = false });
        Assert.That(Company.SetActive(vendor, isActive: false).IsActive, Is.False);

        var refused = await ReactivateAsync(user);
        Assert.That((refused.Status, Messages(refused, "vendor_id")), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "is inactive; reactivate the vendor first")));
        Assert.That(Company.FindUser(user.Id)!.IsActive, Is.False);

        Company.SetActive(vendor, isActive: true);
        Assert.That((await ReactivateAsync(user)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(() => Fake.AddCompany("Other").SetActive(vendor, isActive: false), Throws.ArgumentException);
    }

    [TestCase(false, HttpStatusCode.Conflict)]
    [TestCase(true, HttpStatusCode.Created)]
    public async Task Create_repeats_a_response_only_with_HonorIdempotencyTokens(bool honors, HttpStatusCode expected)
    {
        var fake = new FakeProcore(new FakeProcoreOptions { HonorIdempotencyTokens = honors });
        var company = fake.AddCompany("Acme Construction");
        using var http = new HttpClient(fake.CreateHandler()) { BaseAddress = new Uri("https://api.procore.com") };

        Assert.That((await CreateAsync("a@example.com", "token-1")).Status, Is.EqualTo(HttpStatusCode.Created));
        Assert.That((await CreateAsync("a@example.com", "token-1")).Status, Is.EqualTo(expected));
        Assert.That((await CreateAsync("a@example.com", "token-2")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(company.Users, Has.Count.EqualTo(1));

        async Task<WireAnswer> CreateAsync(string emailAddress, string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/rest/v1.3/companies/{company.Id}/users")
            {
                Headers = { { "Authorization", "Bearer any" }, { "Procore-Company-Id", $"{company.Id}" }, { "Idempotency-Token", token } },
                Content = new StringContent(UserBody(new { last_name = "A", email_address = emailAddress }).ToString()),
            };
            return await WireAnswer.ReadAsync(await http.SendAsync(request));
        }
    }

    [Test]
    public void FindUser_finds_by_address_in_any_case()
    {
        var ada = Company.AddUser("Ada", "Abbott", "ada@example.com");
        Assert.That(Company.FindUser("ADA@example.com"), Is.EqualTo(ada));
        Assert.That(Company.FindUser("bruno@example.com"), Is.Null);
        Assert.That(() => Company.FindUser(null!), Throws.ArgumentNullException);
    }

    private Task<WireAnswer> UpdateAsync(FakeUser user, object changes) => Client.SendAsync("PATCH", Company, $"users/{user.Id}", UserBody(changes));

    private Task<WireAnswer> ReactivateAsync(FakeUser user) => Client.SendAsync("PATCH", Company, $"/rest/v1.0/companies/{Company.Id}/users/inactive/{user.Id}");
}
