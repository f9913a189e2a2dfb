using System.Globalization;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>A method of the facade, a valid response to mutate, and the check of its result.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Status">The status of the valid response.</param>
/// <param name="Body">The body of the valid response.</param>
/// <param name="MaxRequests">How many requests the method may send, retries aside.</param>
/// <param name="CallAsync">Calls the method and fails unless its result is in the response.</param>
internal sealed record FuzzedMethod(string Name, int Status, string Body, int MaxRequests, Func<ICompanyUsers, FuzzedResponse, Task> CallAsync)
{
    private const long FirstUser = 5_000_000_001;
    private const long Project = 7_000_000_001;

    private const string User = """
        {
          "id": 5000000001, "name": "Ada Abbott", "first_name": "Ada", "last_name": "Abbott", "email_address": "ada@example.com", "is_active": true, "is_employee": false,
          "employee_id": "17", "business_phone_extension": 12, "zip": "78701", "created_at": "2026-03-01T08:00:00Z", "last_login_at": null,
          "vendor": { "id": 6000000001, "name": "Steel Ltd" }, "permission_template": { "id": 8000000001, "name": "Field", "project_specific": false, "type": "global" }, "new_in_2027": { "a": [1] }
        }
        """;

    private const string Users = $$"""[{{User}}, { "id": 5000000002, "last_name": "Brandt", "is_active": true }]""";

    private const string UserProjects = """
        [{ "project_id": 7000000001, "name": "Bridge", "project_number": "26-1", "active": true, "is_assigned": true, "permission_template_name": "Field", "roles": ["Foreman"] }, { "project_id": 7000000002, "roles": [] }]
        """;

    private const string Sync = $$"""
        { "entities": [{{User}}, { "id": 5000000002, "is_active": true }], "errors": [{ "id": 5000000003, "job_title": "T", "errors": { "country_code": ["is wrong"], "base": ["No"] } }] }
        """;

    private const string Bulk = """
        { "entities": [{ "userId": "5000000001", "projects": [{ "7000000001": "success" }] }], "errors": [{ "5000000002": { "7000000001": "is locked" } }, { "5000000003": { "7000000001": "No" } }] }
        """;

    private const string BulkV20 = $$"""{ "data": [{{Bulk}}] }""";

    private const string Map = """{ "5000000001": { "7000000001": "success" }, "5000000002": { "7000000001": "is locked" }, "5000000003": { "7000000001": "success" } }""";

    public static IReadOnlyList<FuzzedMethod> All { get; } =
    [
        OneUser(nameof(ICompanyUsers.GetCurrentAsync), 200, users => users.GetCurrentAsync()),
        OneUser(nameof(ICompanyUsers.GetAsync), 200, users => users.GetAsync(FirstUser)),
        OneUser(nameof(ICompanyUsers.CreateAsync), 201, users => users.CreateAsync(new NewCompanyUser("Abbott", "ada@example.com"))),
        OneUser(nameof(ICompanyUsers.UpdateAsync), 200, users => users.UpdateAsync(FirstUser, new CompanyUserChanges { Zip = "1" })),
        OneUser(nameof(ICompanyUsers.DeactivateAsync), 200, users => users.DeactivateAsync(FirstUser), User.Replace("\"is_active\": true", "\"is_active\": false", StringComparison.Ordinal)),
        OneUser(nameof(ICompanyUsers.ReactivateAsync), 200, users => users.ReactivateAsync(FirstUser)),
        new(nameof(ICompanyUsers.InviteAsync), 202, "{}", 1, (users, _) => users.InviteAsync(FirstUser)),
        List(nameof(ICompanyUsers.ListAsync), CompanyUserStatus.Active),
        List(nameof(ICompanyUsers.ListAsync) + " of any status", CompanyUserStatus.Any),
        List(nameof(ICompanyUsers.ListAsync) + " of inactive users", CompanyUserStatus.Inactive),
        new(nameof(ICompanyUsers.ListPagesAsync), 200, Users, 12, async (users, response) =>
        {
            await foreach (var page in users.ListPagesAsync())
                CheckListed(response, page.Users.Select(user => (long?)user.Id));
        }),
        new(nameof(ICompanyUsers.ListIdsAsync), 200, "[5000000001, 5000000002]", 12, async (users, response) => CheckListed(response, (await users.ListIdsAsync().ToListAsync()).Select(id => (long?)id))),
        new(nameof(ICompanyUsers.ListProjectsAsync), 200, UserProjects, 12, async (users, response) =>
            CheckListed(response, (await users.ListProjectsAsync(FirstUser).ToListAsync()).Select(project => (long?)project.ProjectId))),
        new(nameof(ICompanyUsers.SyncStreamingAsync), 200, Sync, 1, SyncAsync),
        Projects(nameof(ICompanyUsers.AddToProjectsStreamingAsync), 207, Bulk, users => users.AddToProjectsStreamingAsync(Assignments())),
        Projects(nameof(ICompanyUsers.AddToProjectsStreamingAsync) + " with roles", 207, BulkV20, users => users.AddToProjectsStreamingAsync(Assignments(8_500_000_001))),
        Projects(nameof(ICompanyUsers.RemoveFromProjectsStreamingAsync), 200, Map, users => users.RemoveFromProjectsStreamingAsync(Assignments())),
        Projects(nameof(ICompanyUsers.UpdateTemplateAndRolesStreamingAsync), 207, BulkV20, users => users.UpdateTemplateAndRolesStreamingAsync(Assignments(8_500_000_001))),
        Projects(nameof(ICompanyUsers.RemoveTemplateAndRolesStreamingAsync), 207, BulkV20, users => users.RemoveTemplateAndRolesStreamingAsync(Assignments(8_500_000_001))),
        Job(nameof(ICompanyUsers.StartAddToProjectsAsync), users => users.StartAddToProjectsAsync([.. Assignments(8_500_000_001)])),
        Job(nameof(ICompanyUsers.StartRemoveFromProjectsAsync), users => users.StartRemoveFromProjectsAsync([.. Assignments()])),
        new("GetStatusAsync", 200, """{ "data": { "is_complete": true, "bid": "7", "total": 3, "pending": 0, "failures": 1, "description": "Adding" } }""", 1, async (users, response) =>
        {
            var status = await users.GetBulkJob("7").GetStatusAsync();
            Assert.That(status.Total is not { } total || response.Text.Contains(Text(total), StringComparison.Ordinal), "a total that isn't in the response");
        }),
    ];

    public override string ToString() => Name;

    private static FuzzedMethod OneUser(string name, int status, Func<ICompanyUsers, Task<CompanyUser>> call, string answer = User) => new(name, status, answer, 1, async (users, response) =>
    {
        var user = await call(users);
        Assert.That(user.Id, Is.GreaterThan(0L), "a user without an id");
        Assert.That(response.Id() is not { } id || user.Id == id, "another id than in the response");
    });

    private static FuzzedMethod List(string name, CompanyUserStatus status) => new(name, 200, Users, 12, async (users, response) =>
        CheckListed(response, (await users.ListAsync(new CompanyUserQuery { Status = status }).ToListAsync()).Select(user => (long?)user.Id)));

    private static void CheckListed(FuzzedResponse response, IEnumerable<long?> ids)
    {
        var given = ids.Select(id => id ?? 0).ToList();
        Assert.That(given, Has.All.GreaterThan(0L), "a user without an id");
        Assert.That(given, Is.Unique);
        Assert.That(given.Where(id => !response.Text.Contains(Text(id), StringComparison.Ordinal)), Is.Empty, "ids that aren't in the response");
    }

    private static async Task SyncAsync(ICompanyUsers users, FuzzedResponse response)
    {
        var items = Enumerable.Range(0, 3).Select(n => new CompanyUserSyncItem { Id = FirstUser + n, JobTitle = "T" }).ToList();
        var outcomes = new List<SyncOutcome>();
        SyncInterruptedException? interrupted = null;
        try
        {
            await foreach (var outcome in users.SyncStreamingAsync(items))
                outcomes.Add(outcome);
        }
        catch (SyncInterruptedException failure)
        {
            interrupted = failure;
        }

        var accounted = outcomes.Select(outcome => outcome.Position)
            .Concat(interrupted?.InDoubt.Select(entry => entry.Position) ?? [])
            .Concat(interrupted?.NotApplied.Select(entry => entry.Position) ?? []);
        Assert.That(accounted, Is.EquivalentTo(Enumerable.Range(0, items.Count).Select(position => (long)position)), "every item once");
        // An entity without an id is assigned to the only item that is left, if the response accounts for all items.
        Assert.That(
            outcomes.Where(outcome => outcome.Status == SyncStatus.Saved && !response.Text.Contains(Text(FirstUser + outcome.Position), StringComparison.Ordinal) && response.Items() < items.Count).Select(outcome => outcome.Position),
            Is.Empty,
            "saved without being in the response");
        Assert.That(interrupted is null || outcomes.Count == 0, "one request, but some of its items have outcomes and others don't");
        if (interrupted is null)
            Assert.That(response.IsSuccess, "a refused request has outcomes");
    }

    private static FuzzedMethod Projects(string name, int status, string body, Func<ICompanyUsers, IAsyncEnumerable<ProjectOutcome>> call) => new(name, status, body, 1, async (users, response) =>
    {
        var outcomes = new List<ProjectOutcome>();
        ProjectsInterruptedException? interrupted = null;
        try
        {
            await foreach (var outcome in call(users))
                outcomes.Add(outcome);
        }
        catch (ProjectsInterruptedException failure)
        {
            interrupted = failure;
        }

        var accounted = outcomes.Select(outcome => outcome.Position)
            .Concat(interrupted?.InDoubt.Select(entry => entry.Position) ?? [])
            .Concat(interrupted?.NotApplied.Select(entry => entry.Position) ?? []);
        Assert.That(accounted, Is.EquivalentTo(new[] { 0L, 1L, 2L }), "every item once");
        Assert.That(
            outcomes.Where(outcome => outcome.Status == ProjectChangeStatus.Applied && !response.Text.Contains(Text(FirstUser + outcome.Position), StringComparison.Ordinal)).Select(outcome => outcome.Position),
            Is.Empty,
            "done without being in the response");
        if (interrupted is null)
            Assert.That(response.IsSuccess, "a refused request has outcomes");
    });

    private static FuzzedMethod Job(string name, Func<ICompanyUsers, Task<BulkJob>> call) => new(name, 202, """{ "data": [{ "bid": "b7", "is_complete": false, "total": 3 }] }""", 1, async (users, response) =>
    {
        var job = await call(users);
        Assert.That(response.IsSuccess, "a refused request has started a batch");
        Assert.That(job.Id is not null || job.Outcomes.Count == 3, "neither a batch nor outcomes");
        Assert.That(job.Id is null || response.Text.Contains(job.Id, StringComparison.Ordinal), "an id that isn't in the response");
    });

    private static IEnumerable<ProjectAssignment> Assignments(params long[] roles) =>
        Enumerable.Range(0, 3).Select(n => new ProjectAssignment(FirstUser + n, Project) { ProjectRoleIds = roles });

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
