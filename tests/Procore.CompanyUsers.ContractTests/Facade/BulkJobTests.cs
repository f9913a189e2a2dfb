using NUnit.Framework;
using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Facade;

public sealed class BulkJobTests : FacadeTest
{
    private const long FirstId = 5_000_000_000;
    private const long Bridge = 7_000_000_001;

    private static readonly string[] AtOnce =
    [
        """{ "data": [{ "entities": [{ "userId": "5000000000", "projects": [{ "7000000001": "success" }] }], "errors": [{ "5000000001": { "7000000001": "is locked" } }] }] }""",
        """{ "data": [{ "5000000000": { "7000000001": "success" }, "5000000001": { "7000000001": "is locked" } }] }""",
    ];

    private string BulkPath => FacadeRoute.Path($"POST {CompanyPath}/users/bulk_add", api: 2)[..^"/bulk_add".Length];

    [Test]
    public async Task StartAddToProjectsAsync_and_WaitAsync_poll_until_complete()
    {
        StubInTurn(
            Answer(202, """{ "data": [{ "bid": "b-1_2" }] }"""), State(51, 0), State(20, 1), State(1, 1), State(0, 2));

        var job = await Users.StartAddToProjectsAsync([.. Assignments(51)]);
        var progress = new ProgressLog<BulkJobStatus>();
        var end = await job.WaitAsync(progress: progress);

        Assert.That(job.Id, Is.EqualTo("b-1_2"));
        Assert.That(job.Outcomes, Is.Empty);
        Assert.That((end.IsComplete, end.Total, end.Pending, end.Failures, end.Description), Is.EqualTo((true, 51L, 0L, 2L, "Adding")));
        Assert.That(progress.Reports.Select(s => (s.IsComplete, s.Pending, s.Failures)), Is.EqualTo([(false, 51L, 0L), (false, 20L, 1L), (false, 1L, 1L), (true, 0L, 2L)]));
        Assert.That(Clock.Waits, Is.EqualTo([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)]));
        var requests = Requests;
        Assert.That(requests, Has.Count.EqualTo(5));
        var items = Enumerable.Range(0, 51).Select(n => FormattableString.Invariant($$"""{"project_id":"7000000001","project_role_ids":["8500000001"],"user_id":"{{FirstId + n}}"}"""));
        AssertRequest(requests[0], "POST", $"{BulkPath}/bulk_add", $$"""{"users":[{{string.Join(',', items)}}]}""");
        foreach (var request in requests.Skip(1))
            AssertRequest(request, "GET", $"{BulkPath}/bulk/status/b-1_2");
    }

    [Test]
    public async Task StartRemoveFromProjectsAsync_starts_a_batch()
    {
        StubInTurn(Answer(202, """{ "data": [{ "bid": "7" }] }"""), State(0, 0));

        var job = await Users.StartRemoveFromProjectsAsync([new ProjectMember(FirstId, Bridge), new ProjectMember(FirstId + 1, Bridge)]);
        var state = await job.GetStatusAsync();

        Assert.That(state.IsComplete, Is.True);
        var requests = Requests;
        AssertRequest(
            requests[0],
            "POST",
            $"{BulkPath}/bulk_remove",
            """{"users":[{"project_id":"7000000001","user_id":"5000000000"},{"project_id":"7000000001","user_id":"5000000001"}]}""");
        AssertRequest(requests[1], "GET", $"{BulkPath}/bulk/status/7");
    }

    [TestCase("""{ "data": [{ "bid": "7" }] }""")]
    [TestCase("""{ "data": { "bid": 7 } }""")]
    [TestCase("""{ "data": { "id": "7", "status": "queued" } }""")]
    [TestCase("""{ "bid": "7" }""")]
    [TestCase("""{ "id": 7 }""")]
    public async Task StartAddToProjectsAsync_finds_the_id_in_every_shape(string body)
    {
        Stub(Answer(202, body));

        Assert.That((await Users.StartAddToProjectsAsync([.. Assignments(1)])).Id, Is.EqualTo("7"));
        Assert.That((await Users.StartRemoveFromProjectsAsync([.. Assignments(1)])).Id, Is.EqualTo("7"));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{ "data": [] }""")]
    [TestCase("""{ "data": [{ "bid": null }] }""")]
    [TestCase("""{ "data": [{ "bid": "../me" }] }""")]
    [TestCase("""{ "data": [{ "bid": "a/b" }] }""")]
    [TestCase("""{ "data": [{ "bid": "1" }, { "bid": "2" }] }""")]
    public async Task StartAddToProjectsAsync_throws_for_a_batch_without_an_id(string body)
    {
        Stub(Answer(202, body));

        var failure = Assert.CatchAsync<ProcoreException>(() => Users.StartAddToProjectsAsync([.. Assignments(1)]));

        Assert.That(failure.Message, Does.Contain(FacadeRoute.Line("POST /companies/{company_id}/users/bulk_add", api: 2)).And.Contain("without the id of the batch"));
        Assert.That(Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task StartAddToProjectsAsync_returns_outcomes_of_a_batch_done_at_once([Values(200, 207)] int status, [ValueSource(nameof(AtOnce))] string body)
    {
        Stub(Answer(status, body));

        var jobs = new[] { await Users.StartAddToProjectsAsync([.. Assignments(3)]), await Users.StartRemoveFromProjectsAsync([.. Assignments(3)]) };

        foreach (var job in jobs)
        {
            var state = await job.WaitAsync();
            Assert.That(job.Id, Is.Null);
            Assert.That(job.Outcomes.Select(o => (o.Position, o.Status)), Is.EqualTo(
                [(0L, ProjectChangeStatus.Applied), (1L, ProjectChangeStatus.Refused), (2L, ProjectChangeStatus.Unmentioned)]));
            Assert.That(job.Outcomes[1].Errors.Select(e => e.Message), Is.EqualTo(["is locked"]));
            Assert.That((state.IsComplete, state.Total, state.Pending, state.Failures), Is.EqualTo((true, 3L, 0L, 2L)));
        }
        Assert.That(Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task GetBulkJob_returns_a_batch_by_its_id()
    {
        Stub(Answer(200, """{ "data": { "bid": "b7", "is_complete": null } }"""));

        var job = Users.GetBulkJob("b7");
        var state = await job.GetStatusAsync();

        Assert.That((job.Id, state.IsComplete, state.Total, state.Pending, state.Failures, state.Description), Is.EqualTo(("b7", false, (long?)null, (long?)null, (long?)null, (string?)null)));
        AssertOnlyRequest("GET", $"{BulkPath}/bulk/status/b7");
    }

    [Test]
    public async Task WaitAsync_throws_after_its_timeout()
    {
        Stub(State(5, 0));
        var options = new BulkJobWaitOptions { FirstDelay = TimeSpan.FromSeconds(2), LongestDelay = TimeSpan.FromSeconds(3), Timeout = TimeSpan.FromSeconds(10) };

        Assert.That(() => Users.GetBulkJob("7").WaitAsync(options), Throws.TypeOf<TimeoutException>().With.Message.Contains("7"));

        Assert.That(Clock.Waits, Is.EqualTo(new[] { 2, 3, 3, 2 }.Select(seconds => TimeSpan.FromSeconds(seconds))));
        Assert.That(Requests, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task WaitAsync_throws_when_the_status_is_refused()
    {
        StubInTurn(State(5, 0), Answer(404, """{ "errors": "No such batch" }"""));

        var failure = Assert.CatchAsync<ProcoreException>(() => Users.GetBulkJob("7").WaitAsync());

        Assert.That((failure.StatusCode, failure.Operation), Is.EqualTo((404, FacadeRoute.Line("GET /companies/{company_id}/users/bulk/status/{id}", api: 2))));
        Assert.That(failure.Errors.Select(e => e.Message), Is.EqualTo(["No such batch"]));
        Assert.That(Requests, Has.Count.EqualTo(2));
    }

    [TestCase("{}")]
    [TestCase("""{ "data": null }""")]
    public async Task GetStatusAsync_throws_for_a_response_without_a_status(string body)
    {
        Stub(Answer(200, body));

        Assert.That(() => Users.GetBulkJob("7").GetStatusAsync(), Throws.InstanceOf<ProcoreException>().With.Message.Contains("without the status"));
    }

    [Test]
    public async Task StartAddToProjectsAsync_throws_for_wrong_items_and_sends_nothing()
    {
        Assert.That(() => Users.StartAddToProjectsAsync([]), Throws.ArgumentException);
        Assert.That(() => Users.StartRemoveFromProjectsAsync([]), Throws.ArgumentException);
        Assert.That(() => Users.StartAddToProjectsAsync(null!), Throws.ArgumentNullException);
        Assert.That(
            () => Users.StartAddToProjectsAsync([.. Assignments(2), .. Assignments(1)]),
            Throws.ArgumentException.With.Message.Contains("Item 2 ").And.Message.Contains("item 0"));
        Assert.That(
            () => Users.StartAddToProjectsAsync([new ProjectAssignment(FirstId, Bridge) { PermissionTemplateId = 0 }]),
            Throws.ArgumentException.With.Message.Contains("Item 0"));
        foreach (var id in new[] { "", "..", "a/b", "a%2fb", "a b", "a\r\nb", "é" })
            Assert.That(() => Users.GetBulkJob(id), Throws.ArgumentException);

        Assert.That(Requests, Is.Empty);
    }

    private static IEnumerable<ProjectAssignment> Assignments(int count) =>
        Enumerable.Range(0, count).Select(n => new ProjectAssignment(FirstId + n, Bridge) { ProjectRoleIds = [8_500_000_001] });

    private static IResponseBuilder State(int pending, int failures) => Answer(200, $$"""
        { "data": { "is_complete": {{(pending == 0 ? "true" : "false")}}, "bid": "7", "total": 51, "pending": {{pending}}, "failures": {{failures}}, "description": "Adding" } }
        """);
}
