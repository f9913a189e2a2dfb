using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.Facade;

public sealed class ProjectTests : FacadeTest
{
    private const long Ada = 5_000_000_001;
    private const long Bob = 5_000_000_002;
    private const long Bridge = 7_000_000_001;
    private const long Tower = 7_000_000_002;

    // Every route's answer, as it is published or as it came before: of Ada on the bridge, Ada on the tower, Bob on the bridge.
    private static readonly IReadOnlyList<Shape> Shapes =
    [
        new("map of maps", 200, """{ "5000000001": { "7000000001": "success", "7000000002": "success" }, "5000000002": { "7000000001": "success" } }"""),
        new("map of maps, one refused", 200, """{ "5000000001": { "7000000001": "success", "7000000002": "is closed" }, "5000000002": { "7000000001": "success" } }""") { Refused = "is closed" },
        new("entities with userId", 200, """{ "entities": [{ "userId": "5000000001", "projects": [{ "7000000001": "success" }, { "7000000002": "success" }] }, { "userId": "5000000002", "projects": [{ "7000000001": "success" }] }] }"""),
        new("entities with a number as userId", 200, """{ "entities": [{ "userId": 5000000001, "projects": [{ "7000000001": "success" }, { "7000000002": "success" }] }, { "userId": 5000000002, "projects": [{ "7000000001": "success" }] }] }"""),
        new("entities with ids of projects", 200, """{ "entities": [{ "userId": "5000000001", "projects": ["7000000001", 7000000002] }, { "userId": "5000000002", "projects": [7000000001] }] }"""),
        new("entities with a status for each project", 200, """{ "entities": [{ "userId": "5000000001", "projects": [{ "id": 7000000001, "status": "success" }, { "id": "7000000002", "status": "is closed" }] }, { "userId": "5000000002", "projects": [{ "projectId": "7000000001", "status": "success" }] }] }""") { Refused = "is closed" },
        new("entities keyed by user id", 200, """{ "entities": [{ "5000000001": { "7000000001": "success", "7000000002": "success" } }, { "5000000002": { "7000000001": "success" } }] }"""),
        new("entities beside errors with userId", 207, """{ "entities": [{ "userId": "5000000001", "projects": [{ "7000000001": "success" }] }, { "userId": "5000000002", "projects": [{ "7000000001": "success" }] }], "errors": [{ "userId": "5000000001", "projects": [{ "7000000002": "is closed" }] }] }""") { Refused = "is closed" },
        new("entities beside errors keyed by user id", 207, """{ "entities": [{ "5000000001": { "7000000001": "success" } }, { "5000000002": { "7000000001": "success" } }], "errors": [{ "5000000001": { "7000000002": "is closed" } }] }""") { Refused = "is closed" },
    ];

    [Test]
    public async Task AddToProjectsAsync_sends_the_assignments()
    {
        Stub(Answer(200, Shapes[2].Body));

        await Users.AddToProjectsStreamingAsync(
        [
            new ProjectAssignment(Ada, Bridge) { PermissionTemplateId = 8_000_000_001 }, new ProjectAssignment(Ada, Tower), new ProjectAssignment(Bob, Bridge),
        ]).CountAsync();

        AssertOnlyRequest(
            "POST",
            $"{CompanyPath}/users/bulk_add",
            """{"users":[{"permission_template_id":8000000001,"project_id":7000000001,"user_id":5000000001},{"project_id":7000000002,"user_id":5000000001},{"project_id":7000000001,"user_id":5000000002}]}""");
    }

    [Test]
    public async Task RemoveFromProjectsAsync_sends_the_members()
    {
        Stub(Answer(200, Shapes[0].Body));

        await Users.RemoveFromProjectsStreamingAsync([new ProjectMember(Ada, Bridge), new ProjectMember(Ada, Tower), new ProjectMember(Bob, Bridge)]).CountAsync();

        AssertOnlyRequest(
            "POST",
            $"{CompanyPath}/users/bulk_remove",
            """{"users":[{"project_id":7000000001,"user_id":5000000001},{"project_id":7000000002,"user_id":5000000001},{"project_id":7000000001,"user_id":5000000002}]}""");
    }

    [TestCase("POST", "bulk_add")]
    [TestCase("PATCH", "bulk_update_project_details")]
    [TestCase("PATCH", "bulk_remove_project_details")]
    public async Task ProjectDetails_sends_roles_and_templates_as_text(string method, string route)
    {
        Stub(Answer(200, """{ "data": [{ "entities": [] }] }"""));
        ProjectAssignment[] assignments =
        [
            new(Ada, Bridge) { PermissionTemplateId = 8_000_000_001, ProjectRoleIds = [8_500_000_001, 8_500_000_002] },
            new(Bob, Bridge) { ProjectRoleIds = [8_500_000_001] },
        ];

        await (route switch
        {
            "bulk_add" => Users.AddToProjectsStreamingAsync(assignments),
            "bulk_update_project_details" => Users.UpdateTemplateAndRolesStreamingAsync(assignments),
            _ => Users.RemoveTemplateAndRolesStreamingAsync(assignments),
        }).CountAsync();

        AssertOnlyRequest(
            method,
            FacadeRoute.Path($"{method} {CompanyPath}/users/{route}", api: 2),
            """{"users":[{"permission_template_id":"8000000001","project_id":"7000000001","project_role_ids":["8500000001","8500000002"],"user_id":"5000000001"},{"project_id":"7000000001","project_role_ids":["8500000001"],"user_id":"5000000002"}]}""");
    }

    [Test]
    public async Task AddToProjectsAsync_reads_every_shape_of_response(
        [ValueSource(nameof(Changes))] Change change, [ValueSource(nameof(Shapes))] Shape shape, [Values] Wrapping wrapping)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(shape);
        Stub(Answer(shape.Status, Wrapped(shape.Body, wrapping)));

        var outcomes = await change.Make(Users, [(Ada, Bridge), (Ada, Tower), (Bob, Bridge)]).ToListAsync();

        var second = shape.Refused is null ? ProjectChangeStatus.Applied : ProjectChangeStatus.Refused;
        Assert.That(outcomes.Select(o => (o.Position, o.Member.UserId, o.Member.ProjectId, o.Status)), Is.EqualTo(
            [(0L, Ada, Bridge, ProjectChangeStatus.Applied), (1L, Ada, Tower, second), (2L, Bob, Bridge, ProjectChangeStatus.Applied)]));
        Assert.That(outcomes.SelectMany(o => o.Errors).Select(e => e.Message), Is.EqualTo(shape.Refused is { } refused ? [refused] : Array.Empty<string>()));
    }

    [Test]
    public async Task AddToProjectsAsync_reports_a_202_as_accepted(
        [ValueSource(nameof(Changes))] Change change, [Values("", "{}", """{ "data": [] }""", """{ "data": [{ "bid": "7" }] }""")] string body)
    {
        ArgumentNullException.ThrowIfNull(change);
        Stub(Answer(202, body));

        var outcomes = await change.Make(Users, [(Ada, Bridge), (Bob, Bridge)]).ToListAsync();

        Assert.That(outcomes.Select(o => (o.Position, o.Status, o.Errors.Count)), Is.EqualTo([(0L, ProjectChangeStatus.Accepted, 0), (1L, ProjectChangeStatus.Accepted, 0)]));
    }

    [Test]
    public async Task AddToProjectsAsync_reports_items_missing_from_the_response(
        [ValueSource(nameof(Changes))] Change change, [Values("", "{}", """{ "data": [] }""", """{ "data": null }""", """{ "entities": [] }""")] string body)
    {
        ArgumentNullException.ThrowIfNull(change);
        Stub(Answer(200, body));

        var outcomes = await change.Make(Users, [(Ada, Bridge)]).ToListAsync();

        Assert.That(outcomes.Select(o => (o.Status, o.Errors.Count)), Is.EqualTo([(ProjectChangeStatus.Unmentioned, 1)]));
    }

    [TestCase("""{ "userId": "5000000001", "errors": ["is locked"] }""", "is locked")]
    [TestCase("""{ "userId": "5000000001", "message": "is locked" }""", "is locked")]
    [TestCase("""{ "5000000001": "is locked" }""", "is locked")]
    [TestCase("""{ "user_id": 5000000001, "project_id": 7000000001, "errors": { "base": ["is locked"] } }""", "is locked")]
    [TestCase("""{ "5000000001": { "7000000001": ["is locked", "is closed"] } }""", "is locked|is closed")]
    [TestCase("""{ "5000000001": { "7000000001": { "message": "is locked" } } }""", "is locked")]
    public async Task AddToProjectsAsync_returns_the_messages_of_every_shape(string error, string messages)
    {
        Stub(Answer(207, $$"""{ "entities": [{ "userId": "5000000002", "projects": [{ "7000000001": "success" }] }], "errors": [{{error}}] }"""));

        var outcomes = await Users.AddToProjectsStreamingAsync([new ProjectAssignment(Ada, Bridge), new ProjectAssignment(Bob, Bridge)]).ToListAsync();

        Assert.That(outcomes.Select(o => o.Status), Is.EqualTo([ProjectChangeStatus.Refused, ProjectChangeStatus.Applied]));
        Assert.That(string.Join('|', outcomes[0].Errors.Select(e => e.Message)), Is.EqualTo(messages));
    }

    [Test]
    public async Task AddToProjectsAsync_splits_by_the_limit_of_the_route([ValueSource(nameof(Changes))] Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var members = Enumerable.Range(0, 1001).Select(n => (Ada + n, Bridge)).ToList();
        Stub(Answer(202, "{}"));

        var outcomes = await change.Make(Users, members).ToListAsync();

        Assert.That(outcomes.Select(o => (o.Position, o.Member.UserId)), Is.EqualTo(members.Select((member, position) => ((long)position, member.Item1))));
        var sent = Requests.Select(request => JObject.Parse(request.Text)["users"]!.Select(user => (long)user["user_id"]!).ToArray()).ToList();
        Assert.That(sent.Select(users => users.Length), Is.EqualTo([.. Enumerable.Repeat(change.Limit, 1000 / change.Limit), 1]));
        Assert.That(sent.SelectMany(users => users), Is.EqualTo(members.Select(member => member.Item1)));
    }

    [Test]
    public async Task AddToProjectsAsync_sends_roles_apart_and_keeps_the_order()
    {
        Server.Stub(
            OfCompany.WithPath(Versioned("POST", $"{CompanyPath}/users/bulk_add")),
            Answer(200, """{ "entities": [{ "userId": "5000000001", "projects": [{ "7000000001": "success" }] }, { "userId": "5000000003", "projects": [{ "7000000001": "success" }] }] }"""));
        Server.Stub(
            OfCompany.WithPath(FacadeRoute.Path($"POST {CompanyPath}/users/bulk_add", api: 2)),
            Answer(207, """{ "data": [{ "entities": [], "errors": [{ "5000000002": { "7000000001": "is locked" } }] }] }"""));

        var outcomes = await Users.AddToProjectsStreamingAsync(
        [
            new ProjectAssignment(Ada, Bridge), new ProjectAssignment(Bob, Bridge) { ProjectRoleIds = [8_500_000_001] }, new ProjectAssignment(Ada + 2, Bridge),
        ]).ToListAsync();

        Assert.That(outcomes.Select(o => (o.Position, o.Member.UserId, o.Status)), Is.EqualTo(
            [(0L, Ada, ProjectChangeStatus.Applied), (1L, Bob, ProjectChangeStatus.Refused), (2L, Ada + 2, ProjectChangeStatus.Applied)]));
        var requests = Requests;
        Assert.That(requests, Has.Count.EqualTo(2));
        AssertRequest(
            requests.Single(r => r.Path.StartsWith("/rest/v1", StringComparison.Ordinal)),
            "POST",
            $"{CompanyPath}/users/bulk_add",
            """{"users":[{"project_id":7000000001,"user_id":5000000001},{"project_id":7000000001,"user_id":5000000003}]}""");
        AssertRequest(
            requests.Single(r => r.Path.StartsWith("/rest/v2", StringComparison.Ordinal)),
            "POST",
            FacadeRoute.Path($"POST {CompanyPath}/users/bulk_add", api: 2),
            """{"users":[{"project_id":"7000000001","project_role_ids":["8500000001"],"user_id":"5000000002"}]}""");
    }

    [Test]
    public async Task AddToProjectsAsync_names_items_in_doubt_after_a_failed_request([ValueSource(nameof(Changes))] Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        StubInTurn(Answer(202, "{}"), Answer(500, """{ "message": "Broken" }"""));

        var (given, failure) = await ReadUntilInterruptedAsync(change.Make(Users, Enumerable.Range(0, 2001).Select(n => (Ada + n, Bridge))));

        Assert.That(given.Select(o => (o.Position, o.Status)), Is.EqualTo(Enumerable.Range(0, change.Limit).Select(n => ((long)n, ProjectChangeStatus.Accepted))));
        Assert.That(failure.InDoubt.Select(entry => entry.Position), Is.EqualTo(Enumerable.Range(change.Limit, change.Limit)));
        var read = change.Limit == 1000 ? 2000 : 1000;
        Assert.That(failure.NotApplied.Select(entry => entry.Position), Is.EqualTo(Enumerable.Range(2 * change.Limit, read - 2 * change.Limit)));
        Assert.That(failure.ResumePosition, Is.EqualTo(read));
        Assert.That(failure.Message, Does.Contain($"{change.Limit} items are in doubt").And.Contain($"from position {read} on"));
        Assert.That(failure.InnerException, Is.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(500));
        Assert.That(Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task AddToProjectsAsync_names_items_not_applied_after_a_refusal([ValueSource(nameof(Changes))] Change change, [Values(400, 403, 429)] int status)
    {
        ArgumentNullException.ThrowIfNull(change);
        Stub(Answer(status, """{ "errors": ["No"] }"""));

        var (given, failure) = await ReadUntilInterruptedAsync(change.Make(Users, [(Ada, Bridge), (Bob, Bridge)]));

        Assert.That(given, Is.Empty);
        Assert.That(failure.InDoubt, Is.Empty);
        Assert.That(failure.NotApplied.Select(entry => (entry.Position, entry.Item.UserId)), Is.EqualTo([(0L, Ada), (1L, Bob)]));
        Assert.That(((ProcoreException)failure.InnerException!).Errors.Select(e => e.Message), Is.EqualTo(["No"]));
    }

    [Test]
    public async Task AddToProjectsAsync_names_items_in_doubt_after_a_broken_response(
        [ValueSource(nameof(Changes))] Change change, [Values("<html><title>Sign in</title></html>", """{ "data": [""", "\"success\"")] string body)
    {
        ArgumentNullException.ThrowIfNull(change);
        Stub(Answer(200, body));

        var (_, failure) = await ReadUntilInterruptedAsync(change.Make(Users, [(Ada, Bridge)]));

        Assert.That(failure.InDoubt.Select(entry => entry.Position), Is.EqualTo([0]));
        Assert.That(failure.NotApplied, Is.Empty);
    }

    [Test]
    public async Task AddToProjectsAsync_does_not_send_duplicate_or_wrong_items([ValueSource(nameof(Changes))] Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Stub(Answer(202, "{}"));

        var outcomes = await change.Make(Users, [(Ada, Bridge), (Ada, Bridge), (Ada, Tower)]).ToListAsync();

        Assert.That(outcomes.Select(o => o.Status), Is.EqualTo([ProjectChangeStatus.Accepted, ProjectChangeStatus.NotSent, ProjectChangeStatus.Accepted]));
        Assert.That(outcomes[1].Errors.Single().Message, Does.Contain("Item 1 ").And.Contain("item 0"));
        var sent = JObject.Parse(Requests.Single().Text)["users"]!;
        Assert.That(sent.Select(user => (long)user["project_id"]!), Is.EqualTo([Bridge, Tower]));
    }

    [Test]
    public async Task UpdateTemplateAndRolesAsync_does_not_send_empty_details()
    {
        ProjectAssignment[] nothing = [new(Ada, Bridge)];

        foreach (var outcomes in new[] { Users.UpdateTemplateAndRolesStreamingAsync(nothing), Users.RemoveTemplateAndRolesStreamingAsync(nothing) })
            Assert.That(await outcomes.Select(o => o.Status).ToListAsync(), Is.EqualTo([ProjectChangeStatus.NotSent]));

        Assert.That(Requests, Is.Empty);
    }

    [Test]
    public async Task AddToProjectsAsync_sends_nothing_until_enumerated([ValueSource(nameof(Changes))] Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _ = change.Make(Users, [(Ada, Bridge)]);
        await change.Make(Users, []).CountAsync();

        Assert.That(Requests, Is.Empty);
    }

    private static IEnumerable<Change> Changes() =>
    [
        new("add", 1000, (users, members) => users.AddToProjectsStreamingAsync(members.Select(m => new ProjectAssignment(m.User, m.Project)))),
        new("add with roles", 50, (users, members) => users.AddToProjectsStreamingAsync(members.Select(m => new ProjectAssignment(m.User, m.Project) { ProjectRoleIds = [8_500_000_001] }))),
        new("remove", 1000, (users, members) => users.RemoveFromProjectsStreamingAsync(members.Select(m => new ProjectMember(m.User, m.Project)))),
        new("update details", 1000, (users, members) => users.UpdateTemplateAndRolesStreamingAsync(members.Select(m => new ProjectAssignment(m.User, m.Project) { PermissionTemplateId = 8_000_000_001 }))),
        new("remove details", 1000, (users, members) => users.RemoveTemplateAndRolesStreamingAsync(members.Select(m => new ProjectAssignment(m.User, m.Project) { PermissionTemplateId = 8_000_000_001 }))),
    ];

    private static string Wrapped(string body, Wrapping wrapping) => wrapping switch
    {
        Wrapping.None => body,
        Wrapping.Data => $$"""{ "data": {{body}} }""",
        _ => $$"""{ "data": [{{body}}] }""",
    };

    private static async Task<(List<ProjectOutcome> Given, ProjectsInterruptedException Failure)> ReadUntilInterruptedAsync(IAsyncEnumerable<ProjectOutcome> outcomes)
    {
        var given = new List<ProjectOutcome>();
        var failure = Assert.ThrowsAsync<ProjectsInterruptedException>(async () =>
        {
            await foreach (var outcome in outcomes)
                given.Add(outcome);
        });
        return (given, failure!);
    }

    public enum Wrapping
    {
        None,
        Data,
        ListInData,
    }

    /// <summary>A method that changes project members, and how many a request of it takes.</summary>
    public sealed record Change(
        string Name, int Limit, Func<ICompanyUsers, IEnumerable<(long User, long Project)>, IAsyncEnumerable<ProjectOutcome>> Make)
    {
        public override string ToString() => Name;
    }

    public sealed record Shape(string Name, int Status, string Body)
    {
        /// <summary>Why Ada couldn't be on the tower; null where she could.</summary>
        public string? Refused { get; init; }

        public override string ToString() => Name;
    }
}
