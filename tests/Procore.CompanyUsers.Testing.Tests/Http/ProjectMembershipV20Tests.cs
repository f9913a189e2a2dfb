using System.Net;
using Newtonsoft.Json.Linq;
using NUnit.Framework.Constraints;

namespace Procore.CompanyUsers.Testing.Tests;

internal sealed class ProjectMembershipV20Tests : DirectoryTest
{
    private const string UpdateDetails = "bulk_update_project_details";
    private const string RemoveDetails = "bulk_remove_project_details";

    private readonly FakeProject _bridge;
    private readonly FakeProject _tower;
    private readonly FakeUser _ada;
    private readonly FakeUser _bruno;
    private readonly FakePermissionTemplate _first;
    private readonly FakePermissionTemplate _second;
    private readonly FakeProjectRole _foreman;
    private readonly FakeProjectRole _surveyor;

    public ProjectMembershipV20Tests()
    {
        (_bridge, _tower) = (Company.AddProject("Bridge"), Company.AddProject("Tower"));
        (_ada, _bruno) = (Company.AddUser("Ada", "Abbott", "a@example.com"), Company.AddUser("Bruno", "Brandt", "b@example.com"));
        (_first, _second) = (Company.AddPermissionTemplate("First"), Company.AddPermissionTemplate("Second"));
        (_foreman, _surveyor) = (Company.AddProjectRole("Foreman"), Company.AddProjectRole("Surveyor"));
    }

    [Test]
    public async Task BulkAdd_sets_templates_and_roles()
    {
        var answer = await SendAsync("POST", "bulk_add", Item(_ada, _bridge, _first, _foreman, _surveyor), Item(_bruno, _bridge), Item(_ada, _tower));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Body.ToString(), Json($$"""
            {"data": [{"entities": [
              {"userId": "{{_ada.Id}}", "projects": [{"{{_bridge.Id}}": "success"}, {"{{_tower.Id}}": "success"}]},
              {"userId": "{{_bruno.Id}}", "projects": [{"{{_bridge.Id}}": "success"}]}]}]}
            """));
        Assert.That(Memberships(), Is.EqualTo(new[]
        {
            $"{_ada.Id} {_bridge.Id} {_first.Id} {_foreman.Id},{_surveyor.Id}", $"{_ada.Id} {_tower.Id}  ", $"{_bruno.Id} {_bridge.Id}  ",
        }));
    }

    [TestCase(UpdateDetails, "")]
    [TestCase(RemoveDetails, "First")]
    public async Task Null_as_a_template_clears_it_in_an_update_only(string route, string left)
    {
        Company.AddMembership(_ada, _bridge, _first, _foreman);
        var item = Item(_ada, _bridge);
        item["permission_template_id"] = null;

        Assert.That((await SendAsync("PATCH", route, item)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Memberships(), Is.EqualTo(new[] { $"{_ada.Id} {_bridge.Id} {(left == "First" ? $"{_first.Id}" : "")} {_foreman.Id}" }));
    }

    [TestCase("POST", "bulk_add")]
    [TestCase("PATCH", UpdateDetails)]
    [TestCase("PATCH", RemoveDetails)]
    public async Task BulkAdd_responds_207_with_errors(string method, string route)
    {
        Company.AddMembership(_ada, _bridge, _first, _foreman);
        Company.AddMembership(_bruno, _bridge, _first, _foreman);
        var answer = await SendAsync(method, route,
            Item(_ada, _bridge, _first, _foreman),
            Item(_ada with { Id = 5 }, _bridge),
            Item(_ada, _bridge with { Id = 99 }),
            Item(_ada, _tower, _first with { Id = 6 }),
            Item(_bruno, _bridge, _first, _foreman, _surveyor with { Id = 7 }));
        Assert.That(answer.Status, Is.EqualTo((HttpStatusCode)207));
        Assert.That(answer.Body.ToString(), Json($$"""
            {"data": [{
              "entities": [{"userId": "{{_ada.Id}}", "projects": [{"{{_bridge.Id}}": "success"}]}],
              "errors": [{"5": {"{{_bridge.Id}}": "The user does not exist."} },
                         {"{{_ada.Id}}": {"99": "The project does not exist.", "{{_tower.Id}}": "The permission template does not exist."} },
                         {"{{_bruno.Id}}": {"{{_bridge.Id}}": "The project role does not exist."} }]}]}
            """));
        Assert.That(Memberships().Last(), Is.EqualTo($"{_bruno.Id} {_bridge.Id} {_first.Id} {_foreman.Id}"), "an item is done as a whole or not at all");
    }

    [Test]
    public async Task BulkAdd_keeps_the_template_of_a_member_and_adds_roles()
    {
        Company.AddMembership(_ada, _bridge, _first, _foreman);
        var answer = await SendAsync("POST", "bulk_add", Item(_ada, _bridge, _second, _surveyor, _foreman));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Memberships().Single(), Is.EqualTo($"{_ada.Id} {_bridge.Id} {_first.Id} {_foreman.Id},{_surveyor.Id}"));
    }

    [Test]
    public async Task BulkRemove_removes_members_and_responds_207_with_errors()
    {
        Company.AddMembership(_ada, _bridge);
        Company.AddMembership(_ada, _tower);
        var answer = await SendAsync("POST", "bulk_remove", Item(_ada, _bridge), Item(_bruno, _bridge));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Body.ToString(), Json($$"""
            {"data": [{"{{_ada.Id}}": {"{{_bridge.Id}}": "success"}, "{{_bruno.Id}}": {"{{_bridge.Id}}": "The user is not on the project."} }]}
            """));
        Assert.That(Memberships(), Is.EqualTo(new[] { $"{_ada.Id} {_tower.Id}  " }));
    }

    [Test]
    public async Task UpdateDetails_changes_exactly_what_is_sent()
    {
        Company.AddMembership(_ada, _bridge, _first, _foreman);
        Company.AddMembership(_ada, _tower, _first, _foreman);
        var answer = await SendAsync("PATCH", UpdateDetails, Item(_ada, _bridge, _second), Item(_ada, _tower, null, _surveyor));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Memberships(), Is.EqualTo(new[]
        {
            $"{_ada.Id} {_bridge.Id} {_second.Id} {_foreman.Id}", $"{_ada.Id} {_tower.Id} {_first.Id} {_surveyor.Id}",
        }));
    }

    [Test]
    public async Task RemoveDetails_removes_exactly_what_is_sent()
    {
        Company.AddMembership(_ada, _bridge, _first, _foreman, _surveyor);
        Company.AddMembership(_ada, _tower, _first, _foreman, _surveyor);
        var answer = await SendAsync("PATCH", RemoveDetails, Item(_ada, _bridge, _first), Item(_ada, _tower, null, _foreman));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Memberships(), Is.EqualTo(new[]
        {
            $"{_ada.Id} {_bridge.Id}  {_foreman.Id},{_surveyor.Id}", $"{_ada.Id} {_tower.Id} {_first.Id} {_surveyor.Id}",
        }));
    }

    [Test]
    public async Task UpdateDetails_refuses_a_user_not_on_the_project()
    {
        Company.AddMembership(_ada, _bridge, _first, _foreman);
        Assert.That(await Problem(UpdateDetails, Item(_ada, _tower, _second)), Is.EqualTo("The user is not on the project."));
        Assert.That(await Problem(RemoveDetails, Item(_ada, _tower, _second)), Is.EqualTo("The user is not on the project."));
        Assert.That(await Problem(RemoveDetails, Item(_ada, _bridge, _second)), Is.EqualTo("The user does not have the permission template on the project."));
        Assert.That(await Problem(RemoveDetails, Item(_ada, _bridge, _first, _foreman, _surveyor)), Is.EqualTo("The user does not have the project role on the project."));
        Assert.That(Memberships(), Is.EqualTo(new[] { $"{_ada.Id} {_bridge.Id} {_first.Id} {_foreman.Id}" }));

        async Task<string?> Problem(string route, JObject item) =>
            (string?)(await SendAsync("PATCH", route, item)).Body["data"]!.Single()["errors"]!.Single().First!.First!.First!.First;
    }

    [TestCase(UpdateDetails)]
    [TestCase(RemoveDetails)]
    public async Task UpdateDetails_accepts_at_most_1000_items(string route)
    {
        Company.AddMembership(_ada, _bridge, _first);
        var items = Enumerable.Repeat(Item(_ada, _bridge), 1_001).ToArray();
        Assert.That((await SendAsync("PATCH", route, items)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await SendAsync("PATCH", route, items[1..])).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("user_id", "7", "is not an id as text")]
    [TestCase("project_id", "7", "is not an id as text")]
    [TestCase("project_id", "\"7.0\"", "is not an id as text")]
    [TestCase("user_id", "null", "is missing")]
    [TestCase("permission_template_id", "7", "is not an id as text")]
    [TestCase("project_role_ids", "[7]", "is not an id as text")]
    [TestCase("project_role_ids", "\"7\"", "is not an array")]
    public async Task BulkAdd_refuses_the_request_for_an_id_that_is_not_text(string name, string value, string message)
    {
        var malformed = Item(_bruno, _bridge);
        malformed[name] = JToken.Parse(value);
        var answer = await SendAsync("POST", "bulk_add", Item(_ada, _bridge), malformed);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Body, Is.EqualTo(JObject.Parse($$"""
            {"error": {"code": "BadRequest", "message": "{{name}} {{message}}", "details": [{"reason_code": "{{name}}", "message": "{{name}} {{message}}"}] } }
            """)).Using(JToken.EqualityComparer));
        Assert.That(Company.Memberships, Is.Empty);
    }

    [Test]
    public async Task BulkRemove_ignores_unpublished_attributes()
    {
        Company.AddMembership(_ada, _bridge);
        var item = Item(_ada, _bridge);
        item["permission_template_id"] = "no";
        Assert.That((await SendAsync("POST", "bulk_remove", item)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Company.Memberships, Is.Empty);
    }

    /// <summary>User, project, template and roles of each.</summary>
    private IEnumerable<string> Memberships() => Company.Memberships.Select(membership =>
        $"{membership.UserId} {membership.ProjectId} {membership.PermissionTemplateId} {string.Join(",", membership.ProjectRoleIds)}");

    private Task<WireAnswer> SendAsync(string method, string route, params JObject[] items) =>
        Client.SendAsync(method, Company, $"/rest/v2.0/companies/{Company.Id}/users/{route}", new JObject { ["users"] = new JArray(items) });

    private static JObject Item(FakeUser user, FakeProject project, FakePermissionTemplate? template = null, params FakeProjectRole[] roles)
    {
        var item = new JObject { ["user_id"] = $"{user.Id}", ["project_id"] = $"{project.Id}" };
        if (template != null)
            item["permission_template_id"] = $"{template.Id}";
        if (roles.Length > 0)
            item["project_role_ids"] = new JArray(roles.Select(role => $"{role.Id}"));
        return item;
    }

    private static EqualStringConstraint Json(string expected) => Is.EqualTo(JToken.Parse(expected).ToString());
}
