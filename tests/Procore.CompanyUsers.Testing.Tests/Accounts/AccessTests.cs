using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>What an account may do.</summary>
internal sealed class AccessTests : DirectoryTest
{
    private readonly FakeUser _ada;

    public AccessTests() => _ada = Company.AddUser("Ada", "Abbott", "ada@example.com");

    [TestCase(FakeDirectoryAccess.None, 403, 403, 403)]
    [TestCase(FakeDirectoryAccess.ReadOnly, 200, 403, 403)]
    [TestCase(FakeDirectoryAccess.Standard, 200, 200, 202)]
    [TestCase(FakeDirectoryAccess.Admin, 200, 200, 202)]
    public async Task DirectoryAccess_allows_reads_and_writes(FakeDirectoryAccess access, int read, int written, int invited)
    {
        Fake.DefaultAccount.DirectoryAccess = access;
        Assert.That((int)(await Client.GetAsync(Company, "users")).Status, Is.EqualTo(read));
        Assert.That((int)(await Client.GetAsync(Company, $"users/{_ada.Id}")).Status, Is.EqualTo(read));
        Assert.That((int)(await UpdateAsync(new { city = "Graz" })).Status, Is.EqualTo(written));
        Assert.That((int)(await Client.SendAsync("PATCH", Company, $"users/{_ada.Id}/invite")).Status, Is.EqualTo(invited));
        Assert.That((await Client.GetAsync(Company, "me")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Company.FindUser(_ada.Id)!.City, written == 200 ? Is.EqualTo("Graz") : Is.Null);
    }

    [TestCase("email_address", "ada@example.com")]
    [TestCase("email_address", null)]
    [TestCase("default_permission_template_id", null)]
    [TestCase("company_permission_template_id", 1)]
    [TestCase("add_to_new_projects", false)]
    public async Task Update_of_admin_fields_gets_403_even_if_unchanged(string field, object? value)
    {
        Fake.DefaultAccount.DirectoryAccess = FakeDirectoryAccess.Standard;
        var answer = await UpdateAsync(new Dictionary<string, object?> { ["city"] = "Graz", [field] = value });
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(((JObject)answer.Body["errors"]!).Properties().Select(error => error.Name), Is.EqualTo(new[] { field }));
        Assert.That(Company.FindUser(_ada.Id), Is.EqualTo(_ada));
    }

    [Test]
    public async Task Update_of_admin_fields_by_a_form_gets_403()
    {
        Fake.DefaultAccount.DirectoryAccess = FakeDirectoryAccess.Standard;
        using var form = new MultipartFormDataContent { { new StringContent("true"), "user[add_to_new_projects]" } };
        var answer = await Client.SendContentAsync("PATCH", $"/rest/v1.3/companies/{Company.Id}/users/{_ada.Id}", $"{Company.Id}", form);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Create_with_a_template_gets_403()
    {
        Fake.DefaultAccount.DirectoryAccess = FakeDirectoryAccess.Standard;
        var template = Company.AddPermissionTemplate("Field");
        var refused = await Client.SendAsync("POST", Company, "users", UserBody(new { last_name = "B", email_address = "b@example.com", default_permission_template_id = template.Id }));
        var created = await Client.SendAsync("POST", Company, "users", UserBody(new { last_name = "B", email_address = "b@example.com" }));
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(created.Status, Is.EqualTo(HttpStatusCode.Created));
    }

    [TestCase(FakeDirectoryAccess.Standard)]
    [TestCase(FakeDirectoryAccess.ReadOnly)]
    public async Task Sync_gets_403_without_Directory_Admin_permissions(FakeDirectoryAccess access)
    {
        Fake.DefaultAccount.DirectoryAccess = access;
        var response = await Client.SendAsync("PATCH", Company, "users/sync", new JObject { ["updates"] = JArray.FromObject(new[] { new { id = _ada.Id, city = "Graz" } }) });
        Assert.That(response.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(Company.FindUser(_ada.Id), Is.EqualTo(_ada));
    }

    [Test]
    public async Task SetDirectoryAccess_sets_the_access_by_company_and_account()
    {
        var other = Fake.AddCompany("Other");
        var account = Fake.AddAccount("hr", "secret");
        account.SetDirectoryAccess(other, FakeDirectoryAccess.None);
        using var client = new WireClient(Fake) { Token = account.IssueToken() };
        Assert.That((await client.GetAsync(Company, "users")).Status, Is.EqualTo(HttpStatusCode.OK));
        var refused = await client.GetAsync(other, "users");
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((string?)refused.Body["errors"], Does.Contain("permission"));
        Assert.That((await Client.GetAsync(other, "users")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Disconnect_and_Connect_take_effect_at_once()
    {
        var account = Fake.AddAccount("hr", "secret");
        using var client = new WireClient(Fake) { Token = account.IssueToken() };
        account.Disconnect(Company);
        var refused = await client.GetAsync(Company, "me");
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((string?)refused.Body["message"], Does.Contain("not connected"));
        Assert.That((await Client.GetAsync(Company, "me")).Status, Is.EqualTo(HttpStatusCode.OK));
        account.Connect(Company);
        Assert.That((await client.GetAsync(Company, "me")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private Task<WireAnswer> UpdateAsync(object attributes) => Client.SendAsync("PATCH", Company, $"users/{_ada.Id}", UserBody(attributes));
}
