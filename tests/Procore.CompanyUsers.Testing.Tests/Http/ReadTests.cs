using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class ReadTests : DirectoryTest
{
    [TestCase("users/{0}")]
    [TestCase("/rest/v1.0/companies/{1}/users/{0}")]
    [TestCase("/rest/v1.3/users/{0}?company_id={1}")]
    public async Task Get_returns_a_user(string path)
    {
        var vendor = Company.AddVendor("Brandt Electric");
        var user = Company.AddUser(new FakeUser { FirstName = "Ada", LastName = "Abbott", EmailAddress = "ada@example.com", VendorId = vendor.Id });
        var answer = await Client.GetAsync(Company, Address(path, user.Id, Company.Id));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((long)answer.Body["id"]!, Is.EqualTo(user.Id).And.GreaterThan(uint.MaxValue));
        Assert.That((string?)answer.Body["name"], Is.EqualTo("Ada Abbott"));
        Assert.That((string?)answer.Body["initials"], Is.EqualTo("AA"));
        Assert.That((string?)answer.Body["created_at"], Is.EqualTo("2026-03-01T08:00:00Z"));
        Assert.That(answer.Body["vendor"], Is.EqualTo(new JObject { ["id"] = vendor.Id, ["name"] = "Brandt Electric" }).Using(JToken.EqualityComparer));
    }

    [Test]
    public async Task Get_returns_template_ids_and_List_returns_objects()
    {
        var field = Company.AddPermissionTemplate("Field", "project_specific");
        var office = Company.AddPermissionTemplate("Office", "company_tools");
        var user = Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "a@example.com", DefaultPermissionTemplateId = field.Id, CompanyPermissionTemplateId = office.Id });

        var one = (await Client.GetAsync(Company, $"users/{user.Id}")).Body;
        Assert.That((long)one["default_permission_template_id"]!, Is.EqualTo(field.Id));
        Assert.That((long)one["company_permission_template_id"]!, Is.EqualTo(office.Id));
        var listed = (await Client.GetAsync(Company, "users")).Body.Single();
        Assert.That(listed["permission_template"], Is.EqualTo(new JObject
        {
            ["id"] = field.Id,
            ["name"] = "Field",
            ["type"] = "project_specific",
            ["project_specific"] = true,
        }).Using(JToken.EqualityComparer));
        Assert.That((string?)listed["company_permission_template"]!["name"], Is.EqualTo("Office"));
    }

    [Test]
    public async Task GetCurrent_returns_the_user_of_the_token_or_the_first()
    {
        var first = Company.AddUser("Ada", "Abbott", "ada@example.com");
        var second = Company.AddUser("Bruno", "Brandt", "bruno@example.com");
        using var bruno = new WireClient(Fake) { Token = Fake.IssueToken(emailAddress: "BRUNO@example.com") };
        using var nobody = new WireClient(Fake) { Token = Fake.IssueToken(emailAddress: "nobody@example.com") };
        Assert.That((long)(await Client.GetAsync(Company, "me")).Body["id"]!, Is.EqualTo(first.Id));
        Assert.That((long)(await bruno.GetAsync(Company, "me")).Body["id"]!, Is.EqualTo(second.Id));
        Assert.That((await nobody.GetAsync(Company, "me")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task ListInactive_links_to_reactivation()
    {
        var user = Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "a@example.com", IsActive = false });
        var listed = (await Client.GetAsync(Company, $"/rest/v1.0/companies/{Company.Id}/users/inactive")).Body.Single();
        var reactivated = await Client.SendAsync("PATCH", Company, (string)listed["_links"]!["reactivate"]!);
        Assert.That((long)reactivated.Body["id"]!, Is.EqualTo(user.Id));
        Assert.That((bool)reactivated.Body["is_active"]!, Is.True);
    }
}
