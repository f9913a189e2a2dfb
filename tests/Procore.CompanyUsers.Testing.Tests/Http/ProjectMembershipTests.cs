using System.Net;
using Newtonsoft.Json.Linq;
using NUnit.Framework.Constraints;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class ProjectMembershipTests : DirectoryTest
{
    private readonly FakeProject _bridge;
    private readonly FakeProject _tower;
    private readonly FakeUser _ada;
    private readonly FakeUser _bruno;

    public ProjectMembershipTests()
    {
        (_bridge, _tower) = (Company.AddProject("Bridge"), Company.AddProject("Tower"));
        (_ada, _bruno) = (Company.AddUser("Ada", "Abbott", "a@example.com"), Company.AddUser("Bruno", "Brandt", "b@example.com"));
    }

    [Test]
    public async Task BulkAdd_responds_with_a_map_before_v1_3()
    {
        var answer = await SendAsync("v1.2", "bulk_add", Item(_ada, _bridge.Id), Item(_ada, _tower.Id), Item(_bruno, 99));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Body.ToString(), Json($$"""
            {"{{_ada.Id}}": {"{{_bridge.Id}}": "success", "{{_tower.Id}}": "success"}, "{{_bruno.Id}}": {"99": "The project does not exist."} }
            """));
        Assert.That(ProjectsOf(_ada), Is.EqualTo(new[] { _bridge.Id, _tower.Id }));
        Assert.That(ProjectsOf(_bruno), Is.Empty);
    }

    [Test]
    public async Task BulkAdd_responds_with_entities_in_v1_3()
    {
        var answer = await SendAsync("v1.3", "bulk_add", Item(_ada, _bridge.Id), Item(_bruno, _bridge.Id), Item(_ada, _tower.Id));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Body.ToString(), Json($$"""
            {"entities": [
              {"userId": "{{_ada.Id}}", "projects": [{"{{_bridge.Id}}": "success"}, {"{{_tower.Id}}": "success"}]},
              {"userId": "{{_bruno.Id}}", "projects": [{"{{_bridge.Id}}": "success"}]}]}
            """));
    }

    [Test]
    public async Task BulkAdd_responds_207_with_errors_in_v1_3()
    {
        var answer = await SendAsync("v1.3", "bulk_add", Item(_ada, _bridge.Id), Item(_ada, 99), Item(_ada with { Id = 5 }, _tower.Id), Item(_bruno, _tower.Id, 6));
        Assert.That(answer.Status, Is.EqualTo((HttpStatusCode)207));
        Assert.That(answer.Body.ToString(), Json($$"""
            {"entities": [{"{{_ada.Id}}": {"{{_bridge.Id}}": "success"} }],
             "errors": [{"{{_ada.Id}}": {"99": "The project does not exist."} }, {"5": {"{{_tower.Id}}": "The user does not exist."} },
                        {"{{_bruno.Id}}": {"{{_tower.Id}}": "The permission template does not exist."} }]}
            """));
    }

    [Test]
    public async Task BulkAdd_keeps_the_template_of_a_member()
    {
        var (first, second) = (Company.AddPermissionTemplate("First"), Company.AddPermissionTemplate("Second"));
        await SendAsync("v1.3", "bulk_add", Item(_ada, _bridge.Id, first.Id));
        var again = await SendAsync("v1.3", "bulk_add", Item(_ada, _bridge.Id, second.Id));
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Company.FindMembership(_ada.Id, _bridge.Id)!.PermissionTemplateId, Is.EqualTo(first.Id));
    }

    [TestCase("v1.1")]
    [TestCase("v1.3")]
    public async Task BulkRemove_responds_with_a_result_for_each_item(string version)
    {
        await SendAsync("v1.3", "bulk_add", Item(_ada, _bridge.Id), Item(_ada, _tower.Id));
        var answer = await SendAsync(version, "bulk_remove", Item(_ada, _bridge.Id), Item(_bruno, _bridge.Id));
        Assert.That(answer.Body.ToString(), Json($$"""
            {"{{_ada.Id}}": {"{{_bridge.Id}}": "success"}, "{{_bruno.Id}}": {"{{_bridge.Id}}": "The user is not on the project."} }
            """));
        Assert.That(ProjectsOf(_ada), Is.EqualTo(new[] { _tower.Id }));
    }

    [TestCase("1.0", "is not an id")]
    [TestCase("\"x\"", "is not an id")]
    [TestCase("null", "is missing")]
    public async Task BulkAdd_refuses_the_request_for_an_invalid_id(string id, string message)
    {
        var malformed = new JObject { ["user_id"] = JToken.Parse(id), ["project_id"] = _bridge.Id };
        var answer = await SendAsync("v1.3", "bulk_add", Item(_ada, _bridge.Id), malformed);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(Messages(answer, "user_id"), Is.EqualTo(message));
        Assert.That(ProjectsOf(_ada), Is.Empty);
    }

    [Test]
    public async Task BulkAdd_without_a_template_sets_the_default_one()
    {
        var template = Company.AddPermissionTemplate("Field");
        var chiara = Company.AddUser(new FakeUser { LastName = "Castillo", EmailAddress = "c@example.com", DefaultPermissionTemplateId = template.Id });
        await SendAsync("v1.3", "bulk_add", Item(chiara, _bridge.Id), Item(_ada, _bridge.Id));
        Assert.That(Company.FindMembership(chiara.Id, _bridge.Id)!.PermissionTemplateId, Is.EqualTo(template.Id));
        Assert.That(Company.FindMembership(_ada.Id, _bridge.Id)!.PermissionTemplateId, Is.Null);
    }

    private IEnumerable<long> ProjectsOf(FakeUser user) =>
        Company.Memberships.Where(membership => membership.UserId == user.Id).Select(membership => membership.ProjectId);

    private Task<WireAnswer> SendAsync(string version, string route, params JObject[] items) =>
        Client.SendAsync("POST", Company, $"/rest/{version}/companies/{Company.Id}/users/{route}", new JObject { ["users"] = new JArray(items) });

    private static JObject Item(FakeUser user, long projectId, long? templateId = null) =>
        new() { ["user_id"] = user.Id, ["project_id"] = projectId, ["permission_template_id"] = templateId };

    private static EqualStringConstraint Json(string expected) => Is.EqualTo(JToken.Parse(expected).ToString());
}
