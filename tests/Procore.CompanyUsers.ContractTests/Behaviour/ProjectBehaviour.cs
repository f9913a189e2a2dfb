using NUnit.Framework;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.ContractTests.Behaviour;

/// <summary>Users on projects: added, removed, with templates and roles, at once and in batches.</summary>
public sealed class ProjectBehaviour<TDirectory> : BehaviourTest<TDirectory>
    where TDirectory : DirectoryUnderTest, new()
{
    private const long Bridge = 7_000_000_001;
    private const long Tower = 7_000_000_002;
    private const long Nowhere = 7_000_000_009;
    private const long Engineer = 8_000_000_001;
    private const long Architect = 8_500_000_001;

    [Test]
    public async Task AddToProjectsAsync_adds_users()
    {
        AddPeople(2);
        await AnswersAsync("POST", $"{UsersPath}/bulk_add", 200, """
            {
              "entities": [
                { "userId": "5000000001", "projects": [{ "7000000001": "success" }, { "7000000002": "success" }] },
                { "userId": "5000000002", "projects": [{ "7000000001": "success" }] }
              ]
            }
            """);

        AssertOutcomes(
            await Users.AddToProjectsStreamingAsync(
            [
                new ProjectAssignment(FirstId, Bridge) { PermissionTemplateId = Engineer }, new ProjectAssignment(FirstId, Tower), new ProjectAssignment(FirstId + 1, Bridge),
            ]).ToListAsync(),
            "", "", "");
    }

    [Test]
    public async Task AddToProjectsAsync_returns_an_outcome_per_item()
    {
        AddPeople(1);
        await AnswersAsync("POST", $"{UsersPath}/bulk_add", 207, """
            {
              "entities": [{ "5000000001": { "7000000001": "success" } }],
              "errors": [{ "5000000009": { "7000000001": "The user does not exist." } }, { "5000000001": { "7000000009": "The project does not exist." } }]
            }
            """);

        AssertOutcomes(
            await Users.AddToProjectsStreamingAsync([new ProjectAssignment(FirstId + 8, Bridge), new ProjectAssignment(FirstId, Bridge), new ProjectAssignment(FirstId, Nowhere)]).ToListAsync(),
            "The user does not exist.", "", "The project does not exist.");
    }

    [Test]
    public async Task AddToProjectsAsync_adds_users_with_roles()
    {
        AddPeople(1);
        await AnswersAsync("POST", $"{V2Path}/bulk_add", 207, """
            {
              "data": [{
                "entities": [{ "userId": "5000000001", "projects": [{ "7000000001": "success" }] }],
                "errors": [{ "5000000001": { "7000000002": "The project role does not exist." } }]
              }]
            }
            """);

        AssertOutcomes(
            await Users.AddToProjectsStreamingAsync(
                [new ProjectAssignment(FirstId, Bridge) { ProjectRoleIds = [Architect] }, new ProjectAssignment(FirstId, Tower) { ProjectRoleIds = [Architect + 1] }]).ToListAsync(),
            "", "The project role does not exist.");
    }

    [Test]
    public async Task RemoveFromProjectsAsync_removes_users()
    {
        AddPeople(1, isOnBridge: true);
        await AnswersAsync("POST", $"{UsersPath}/bulk_remove", 200, """{ "5000000001": { "7000000001": "success", "7000000002": "The user is not on the project." } }""");

        var outcomes = await Users.RemoveFromProjectsStreamingAsync([new ProjectMember(FirstId, Bridge), new ProjectMember(FirstId, Tower)]).ToListAsync();

        Assert.That(outcomes.Select(o => (o.Position, o.Status)), Is.EqualTo([(0L, ProjectChangeStatus.Applied), (1L, ProjectChangeStatus.NotOnProject)]));
    }

    [Test]
    public async Task ProjectDetails_are_changed_by_their_update_and_removal()
    {
        AddPeople(1, isOnBridge: true);
        const string Done = """{ "data": [{ "entities": [{ "userId": "5000000001", "projects": [{ "7000000001": "success" }] }] }] }""";
        await AnswersAsync("PATCH", $"{V2Path}/bulk_update_project_details", 200, Done);
        await AnswersAsync("PATCH", $"{V2Path}/bulk_remove_project_details", 200, Done);
        await AnswersAsync("PATCH", $"{V2Path}/bulk_remove_project_details", 207, """
            { "data": [{ "entities": [], "errors": [{ "5000000001": { "7000000001": "The user does not have the permission template on the project." } }] }] }
            """);
        ProjectAssignment[] details = [new(FirstId, Bridge) { PermissionTemplateId = Engineer, ProjectRoleIds = [Architect] }];

        AssertOutcomes(await Users.UpdateTemplateAndRolesStreamingAsync(details).ToListAsync(), "");
        AssertOutcomes(await Users.RemoveTemplateAndRolesStreamingAsync(details).ToListAsync(), "");
        AssertOutcomes(await Users.RemoveTemplateAndRolesStreamingAsync(details).ToListAsync(), "The user does not have the permission template on the project.");
    }

    [Test]
    public async Task UpdateTemplateAndRolesAsync_refuses_a_user_not_on_the_project()
    {
        AddPeople(1);
        const string Refused = """{ "data": [{ "entities": [], "errors": [{ "5000000001": { "7000000001": "The user is not on the project." } }] }] }""";
        await AnswersAsync("PATCH", $"{V2Path}/bulk_update_project_details", 207, Refused);

        AssertOutcomes(await Users.UpdateTemplateAndRolesStreamingAsync([new ProjectAssignment(FirstId, Bridge) { PermissionTemplateId = Engineer }]).ToListAsync(), "The user is not on the project.");
    }

    [Test]
    public async Task StartAddToProjectsAsync_does_few_items_at_once()
    {
        AddPeople(1);
        await AnswersAsync("POST", $"{V2Path}/bulk_add", 200, """{ "data": [{ "entities": [{ "userId": "5000000001", "projects": [{ "7000000001": "success" }] }] }] }""");
        await AnswersAsync("POST", $"{V2Path}/bulk_remove", 200, """{ "data": [{ "5000000001": { "7000000001": "success" } }] }""");

        var added = await Users.StartAddToProjectsAsync([new ProjectAssignment(FirstId, Bridge)]);
        var removed = await Users.StartRemoveFromProjectsAsync([new ProjectMember(FirstId, Bridge)]);

        foreach (var job in new[] { added, removed })
        {
            AssertOutcomes(job.Outcomes, "");
            Assert.That((job.Id, (await job.WaitAsync()).IsComplete), Is.EqualTo(((string?)null, true)));
        }
    }

    [Test]
    public async Task StartAddToProjectsAsync_does_many_items_in_a_batch()
    {
        AddPeople(59);
        await AnswersAsync("POST", $"{V2Path}/bulk_add", 202, """{ "data": [{ "bid": "9000000001" }] }""");
        // 20 a second: asked at once, after one second, after three.
        await AnswersAsync("GET", $"{V2Path}/bulk/status/9000000001", 200, State(pending: 60, failures: 0));
        await AnswersAsync("GET", $"{V2Path}/bulk/status/9000000001", 200, State(pending: 40, failures: 0));
        await AnswersAsync("GET", $"{V2Path}/bulk/status/9000000001", 200, State(pending: 0, failures: 1));

        var job = await Users.StartAddToProjectsAsync([.. Enumerable.Range(0, 60).Select(n => new ProjectAssignment(FirstId + n, Bridge))]);
        var end = await Users.GetBulkJob(job.Id!).WaitAsync();

        Assert.That((job.Id, end.IsComplete, end.Total, end.Pending, end.Failures), Is.EqualTo(("9000000001", true, (long?)60, (long?)0, (long?)1)));
        Assert.That(Clock.Waits, Is.EqualTo([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)]));
    }

    [Test]
    public async Task StartRemoveFromProjectsAsync_does_many_items_in_a_batch()
    {
        AddPeople(51, isOnBridge: true);
        await AnswersAsync("POST", $"{V2Path}/bulk_remove", 202, """{ "data": [{ "bid": "9000000001" }] }""");
        await AnswersAsync("GET", $"{V2Path}/bulk/status/9000000001", 200, """{ "data": { "bid": "9000000001", "is_complete": true, "total": 51, "pending": 0, "failures": 0 } }""");

        var job = await Users.StartRemoveFromProjectsAsync([.. Enumerable.Range(0, 51).Select(n => new ProjectMember(FirstId + n, Bridge))]);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var state = await job.GetStatusAsync();

        Assert.That((state.IsComplete, state.Failures), Is.EqualTo((true, (long?)0)));
    }

    [Test]
    public async Task GetBulkJob_throws_404_for_an_unknown_batch()
    {
        await AnswersAsync("GET", $"{V2Path}/bulk/status/7", 404, """{ "error": { "code": "NotFound", "message": "There is no batch 7 in this company." } }""");

        Assert.That(Assert.CatchAsync<ProcoreException>(() => Users.GetBulkJob("7").GetStatusAsync()).StatusCode, Is.EqualTo(404));
    }

    private static string State(int pending, int failures) =>
        $$"""{ "data": { "bid": "9000000001", "is_complete": {{(pending == 0 ? "true" : "false")}}, "total": 60, "pending": {{pending}}, "failures": {{failures}} } }""";

    private void AddPeople(int count, bool isOnBridge = false)
    {
        var bridge = Company.AddProject("Bridge");
        Company.AddProject("Tower");
        Company.AddPermissionTemplate("Engineer");
        Company.AddProjectRole("Architect");
        foreach (var user in Company.AddUsers(count))
        {
            if (isOnBridge)
                Company.AddMembership(user, bridge);
        }
    }

    /// <param name="outcomes">What became of each item.</param>
    /// <param name="errors">Why each was refused; empty where it was done.</param>
    private static void AssertOutcomes(IReadOnlyList<ProjectOutcome> outcomes, params string[] errors)
    {
        Assert.That(
            outcomes.Select(o => (o.Position, o.Status)),
            Is.EqualTo(errors.Select((error, position) => ((long)position, error.Length == 0 ? ProjectChangeStatus.Applied : ProjectChangeStatus.Refused))));
        Assert.That(outcomes.Select(o => string.Join('|', o.Errors.Select(e => e.Message))), Is.EqualTo(errors));
    }
}
