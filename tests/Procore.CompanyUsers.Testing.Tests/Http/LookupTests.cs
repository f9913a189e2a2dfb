using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class LookupTests : DirectoryTest
{
    private readonly FakeProject _bridge;
    private readonly FakeProject _tunnel;
    private readonly FakeProject _old;
    private readonly FakeUser _ada;
    private readonly FakePermissionTemplate _field;

    public LookupTests()
    {
        _bridge = Company.AddProject(new FakeProject(0, "Bridge") { Number = "26-1", OriginId = "erp-1" });
        _tunnel = Company.AddProject("Tunnel");
        _old = Company.AddProject(new FakeProject(0, "Old") { IsActive = false });
        _ada = Company.AddUser("Ada", "Abbott", "ada@example.com");
        _field = Company.AddPermissionTemplate("Field");
        Company.AddMembership(_ada, _bridge, _field, Company.AddProjectRole("Superintendent"));
        Company.AddMembership(_ada, _old);
    }

    [TestCase("", "Bridge,Tunnel")]
    [TestCase("&filters[by_status]=All", "Bridge,Tunnel,Old")]
    [TestCase("&filters[by_status]=Inactive", "Old")]
    [TestCase("&filters[origin_id]=erp-1", "Bridge")]
    [TestCase("&filters[project_number]=26-1", "Bridge")]
    [TestCase("&filters[name]=Tunnel", "Tunnel")]
    [TestCase("&sort=-name", "Tunnel,Bridge")]
    [TestCase("&per_page=1&page=2", "Tunnel")]
    public async Task Projects_are_filtered_and_sorted(string query, string names)
    {
        var answer = await ReadAsync($"/rest/v1.1/projects?company_id={Company.Id}{query}");

        Assert.That(Names(answer), Is.EqualTo(names.Split(',')));
    }

    [Test]
    public async Task An_admin_sees_all_projects_and_others_only_their_own()
    {
        Fake.DefaultAccount.DirectoryAccess = FakeDirectoryAccess.Standard;

        Assert.That(Names(await ReadAsync($"/rest/v1.1/projects?company_id={Company.Id}&filters[by_status]=All")), Is.EqualTo(["Bridge", "Old"]));
        Assert.That((await ReadAsync($"/rest/v1.0/projects/{_tunnel.Id}/users")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await ReadAsync($"/rest/v1.0/projects/{_bridge.Id}/users")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await ReadAsync($"/rest/v1.0/projects/{_tunnel.Id}/permission_templates")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("", "Bridge,Tunnel,Old")]
    [TestCase("?filters[assignment_status]=assigned", "Bridge,Old")]
    [TestCase("?filters[assignment_status]=unassigned", "Tunnel")]
    [TestCase("?filters[assignment_status]=assigned&filters[by_status]=Active", "Bridge")]
    public async Task Assignments_list_potential_projects_too_unless_filtered(string query, string names)
    {
        var answer = await ReadAsync($"/rest/v1.0/companies/{Company.Id}/users/{_ada.Id}/project_assignments{query}");

        Assert.That(Names(answer), Is.EqualTo(names.Split(',')));
    }

    [Test]
    public async Task Assignments_name_the_template_and_the_roles()
    {
        var answer = await ReadAsync($"/rest/v1.0/companies/{Company.Id}/users/{_ada.Id}/project_assignments?filters[name]=Bridge");

        Assert.That((string?)answer.Body[0]!["permission_template_name"], Is.EqualTo("Field"));
        Assert.That(answer.Body[0]!["roles"]!.Values<string>(), Is.EqualTo(["Superintendent"]));
        Assert.That((bool?)answer.Body[0]!["is_assigned"], Is.True);
    }

    [Test]
    public async Task Project_users_have_the_template_of_the_project()
    {
        var user = (await ReadAsync($"/rest/v1.0/projects/{_bridge.Id}/users")).Body.Single();

        Assert.That((long?)user["id"], Is.EqualTo(_ada.Id));
        Assert.That((string?)user["permission_template"]!["name"], Is.EqualTo("Field"));
        Assert.That((await ReadAsync($"/rest/v1.0/projects/{_bridge.Id}/users?filters[search]=nobody")).Body, Is.Empty);
    }

    [Test]
    public async Task Company_templates_are_those_for_projects_unless_asked()
    {
        Company.AddPermissionTemplate("Directory", "company_tools");
        var path = $"/rest/v1.0/companies/{Company.Id}/permission_templates";

        Assert.That(Names(await ReadAsync(path)), Is.EqualTo(["Field"]));
        Assert.That(Names(await ReadAsync(path + "?filters[type]=company_tools")), Is.EqualTo(["Directory"]));
        Assert.That((await ReadAsync(path + "?filters[type]=any")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Vendors_are_listed_by_whether_they_are_active()
    {
        var steel = Company.AddTrade("Steel");
        Company.AddVendor("Ridgeline", steel);
        Company.AddVendor(new FakeVendor(0, "Harbor", []) { OriginId = "v-1" });
        Company.SetActive(Company.AddVendor("Gone"), isActive: false);
        var path = $"/rest/v1.0/vendors?company_id={Company.Id}";

        Assert.That(Names(await ReadAsync(path)), Is.EqualTo(["Ridgeline", "Harbor"]));
        Assert.That(Names(await ReadAsync($"{path}&filters[trade_id][]={steel.Id}")), Is.EqualTo(["Ridgeline"]));
        Assert.That(Names(await ReadAsync($"{path}&filters[origin_id]=v-1")), Is.EqualTo(["Harbor"]));
        Assert.That(Names(await ReadAsync($"/rest/v1.0/companies/{Company.Id}/vendors/inactive")), Is.EqualTo(["Gone"]));
    }

    [Test]
    public async Task Trades_and_work_classifications_are_listed()
    {
        Company.AddTrade("Steel");
        Company.AddWorkClassification("Journeyman");

        Assert.That(Names(await ReadAsync($"/rest/v1.0/companies/{Company.Id}/trades?filters[query]=stee")), Is.EqualTo(["Steel"]));
        Assert.That(Names(await ReadAsync($"/rest/v1.0/companies/{Company.Id}/work_classifications")), Is.EqualTo(["Journeyman"]));
    }

    [TestCase("filters[by_region]=north")]
    [TestCase("sort=color")]
    [TestCase("view=ids")]
    public async Task A_filter_that_is_not_implemented_is_refused(string query) =>
        Assert.That((await ReadAsync($"/rest/v1.1/projects?company_id={Company.Id}&{query}")).Status, Is.EqualTo(HttpStatusCode.BadRequest));

    [Test]
    public void AddProject_refuses_an_id_that_is_taken() =>
        Assert.That(() => Company.AddProject(new FakeProject(_bridge.Id, "Other")), Throws.ArgumentException);

    private Task<WireAnswer> ReadAsync(string address) => Client.SendRawAsync("GET", address, $"{Company.Id}", null);

    private static IEnumerable<string?> Names(WireAnswer answer) => ((JArray)answer.Body).Select(item => (string?)item["name"]);
}
