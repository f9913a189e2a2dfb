using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

internal sealed class BulkJobStartTests
{
    [TestCase("""{"data":{"bid":"abc-123"}}""")]
    [TestCase("""{"data":[{"bid":"abc-123"}]}""")]
    [TestCase("""{"bid":"abc-123"}""")]
    [TestCase("""{"data":{"id":"abc-123"}}""")]
    [TestCase("""{"batch_id":"abc-123"}""")]
    [TestCase("""{"data":{"bid":"abc-123","id":"9"}}""")]
    public async Task StartAddToProjectsAsync_returns_the_id_of_the_job(string body)
    {
        using var procore = ScriptedProcore.Answering(body, 202);

        var added = await procore.Users.StartAddToProjectsAsync(Assignments(51));
        var removed = await procore.Users.StartRemoveFromProjectsAsync(Assignments(51));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(added.Id, Is.EqualTo("abc-123"));
            Assert.That(added.Outcomes, Is.Empty);
            Assert.That(removed.Id, Is.EqualTo("abc-123"));
        }
    }

    [Test]
    public async Task StartAddToProjectsAsync_accepts_a_numeric_job_id()
    {
        using var procore = ScriptedProcore.Answering("""{"data":{"bid":562949953421313}}""", 202);

        Assert.That((await procore.Users.StartAddToProjectsAsync(Assignments(51))).Id, Is.EqualTo("562949953421313"));
    }

    [TestCase("""{"data":{"bid":12.0}}""", "12")]
    [TestCase("""{"data":{"bid":562949953421313.0}}""", "562949953421313")]
    [TestCase("""{"data":{"bid":92233720368547758070}}""", "92233720368547758070")]
    public async Task StartAddToProjectsAsync_accepts_an_integer_however_it_is_written(string body, string id)
    {
        using var procore = ScriptedProcore.Answering(body, 202);

        Assert.That((await procore.Users.StartAddToProjectsAsync(Assignments(51))).Id, Is.EqualTo(id));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("""{"message":"queued"}""")]
    [TestCase("""{"job_id":"7"}""")]
    [TestCase("""{"data":[]}""")]
    [TestCase("""{"data":{"bid":null}}""")]
    [TestCase("""{"data":{"bid":""}}""")]
    [TestCase("""{"data":{"bid":true}}""")]
    [TestCase("""{"data":{"bid":12.5}}""")]
    [TestCase("""{"data":{"bid":{"id":"7"}}}""")]
    [TestCase("""{"data":{"bid":"../../../oauth"}}""")]
    [TestCase("""{"data":[{"bid":"a"},{"bid":"b"}]}""")]
    public void StartAddToProjectsAsync_throws_when_the_response_has_no_job_id(string body)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json(body, 202, ("X-Request-Id", "abc-123")));

        var failure = Assert.CatchAsync<ProcoreException>(() => procore.Users.StartAddToProjectsAsync(Assignments(51)))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Operation, Is.EqualTo(FacadeRoute.Line("POST /companies/{company_id}/users/bulk_add", api: 2)));
            Assert.That((failure.StatusCode, failure.RequestId, failure.MayHaveBeenApplied), Is.EqualTo(((int?)202, "abc-123", true)));
            Assert.That(failure.Message, Does.Contain("202").And.Contain("without the id of the batch"));
        }
    }

    [TestCase("""{"errors":["boom"]}""")]
    [TestCase("""{"error":"boom"}""")]
    [TestCase("""{"data":{"errors":{"base":["boom"]}}}""")]
    [TestCase("""{"success":false,"message":"boom"}""")]
    [TestCase("""{"data":[{"status":"failed","reason":"boom"}]}""")]
    public void StartAddToProjectsAsync_reports_errors_of_a_success_as_a_refusal(string body)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json(body, 202, ("X-Request-Id", "abc-123")));

        var failure = Assert.CatchAsync<ProcoreException>(() => procore.Users.StartRemoveFromProjectsAsync(Assignments(51)))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Errors.Select(error => error.Message), Is.EqualTo(new[] { "boom" }));
            Assert.That((failure.StatusCode, failure.RequestId, failure.MayHaveBeenApplied), Is.EqualTo(((int?)202, "abc-123", true)));
            Assert.That(failure.Message, Does.Not.Contain("id of the batch"));
        }
    }

    [TestCase("""{"data":{"bid":"b7"},"errors":["boom"]}""")]
    [TestCase("""{"bid":"b7","status":"failed","message":"boom"}""")]
    public void StartAddToProjectsAsync_names_the_job_of_a_response_with_errors(string body)
    {
        using var procore = ScriptedProcore.Answering(body, 202);

        Assert.That(
            () => procore.Users.StartAddToProjectsAsync(Assignments(51)),
            Throws.InstanceOf<ProcoreException>().With.Message.Contains("boom").And.Message.Contains("batch b7").And.Property(nameof(ProcoreException.MayHaveBeenApplied)).True);
    }

    [Test]
    public async Task StartAddToProjectsAsync_sends_all_items_in_one_request()
    {
        using var procore = ScriptedProcore.Answering("""{"bid":"1"}""", 202);

        await procore.Users.StartAddToProjectsAsync([.. Assignments(1200), new ProjectAssignment(7, 9) { PermissionTemplateId = 3, ProjectRoleIds = [4] }]);
        await procore.Users.StartRemoveFromProjectsAsync([new ProjectMember(562949953421313, 8), Assignments(1)[0]]);

        var (add, remove) = (procore.Requests[0], procore.Requests[1]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.Requests, Has.Count.EqualTo(2));
            Assert.That(add.Line, Is.EqualTo(FacadeRoute.Line("POST /companies/562949953421312/users/bulk_add", api: 2)));
            Assert.That(Json.Parse(add.Body!)["users"]!.Count(), Is.EqualTo(1201));
            Assert.That(Json.Parse(add.Body!)["users"]!.Last!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""{"permission_template_id":"3","project_id":"9","project_role_ids":["4"],"user_id":"7"}"""));
            Assert.That(remove.Line, Is.EqualTo(FacadeRoute.Line("POST /companies/562949953421312/users/bulk_remove", api: 2)));
            Assert.That(Json.Parse(remove.Body!), Is.EqualTo(Json.Parse("""{"users":[{"user_id":"562949953421313","project_id":"8"},{"user_id":"1","project_id":"8"}]}""")).Using<JToken>(Json.AreEqual));
        }
    }

    [Test]
    public async Task StartAddToProjectsAsync_has_outcomes_when_Procore_finishes_at_once()
    {
        using var procore = ScriptedProcore.Answering("""{"data":[{"entities":[{"userId":"1","projects":[{"8":"success"}]}],"errors":[{"2":{"8":"is closed"}}]}]}""", 207);

        var job = await procore.Users.StartAddToProjectsAsync(Assignments(2));
        var state = await job.WaitAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(job.Id, Is.Null);
            Assert.That(job.Outcomes.Select(outcome => (outcome.Position, outcome.Member.UserId, outcome.Status)), Is.EqualTo(new[] { (0L, 1L, ProjectChangeStatus.Applied), (1L, 2L, ProjectChangeStatus.Refused) }));
            Assert.That((state.IsComplete, state.Total, state.Pending, state.Failures), Is.EqualTo((true, (long?)2, (long?)0, (long?)1)));
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    public static IEnumerable<TestCaseData> WrongLists()
    {
        yield return Case("none", [], "at least one");
        yield return Case("null", [new(7, 8), null!], "Item 1 is null");
        yield return Case("twice", [new(7, 8), new(7, 9), new(7, 8) { ProjectRoleIds = [1] }], "Item 2 has the same user and project as item 0");
        yield return Case("template", [new(7, 8), new(7, 9) { PermissionTemplateId = -1 }], "Item 1");
        yield return Case("role", [new(7, 8) { ProjectRoleIds = [0] }], "Item 0");

        static TestCaseData Case(string name, ProjectAssignment[] assignments, string message) => new TestCaseData(assignments, message).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(WrongLists))]
    public void StartAddToProjectsAsync_refuses_invalid_items_before_sending(ProjectAssignment[] assignments, string message)
    {
        using var procore = ScriptedProcore.Answering("""{"bid":"1"}""", 202);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => procore.Users.StartAddToProjectsAsync(assignments), Throws.ArgumentException.With.Property("ParamName").EqualTo("assignments").And.Message.Contains(message));
            Assert.That(() => procore.Users.StartRemoveFromProjectsAsync(assignments), Throws.ArgumentException.With.Property("ParamName").EqualTo("members").And.Message.Contains(message));
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("a/b")]
    [TestCase("a\\b")]
    [TestCase("%2f")]
    [TestCase("a?b")]
    [TestCase("a#b")]
    [TestCase("a\r\nb")]
    [TestCase("a b")]
    [TestCase("é")]
    [TestCase("١")]
    public void GetBulkJob_refuses_an_id_that_would_change_the_path(string? id)
    {
        using var procore = ScriptedProcore.Answering("{}");

        Assert.That(() => procore.Users.GetBulkJob(id!), Throws.ArgumentException.With.Property("ParamName").EqualTo("id"));
    }

    [TestCase("7")]
    [TestCase("562949953421313")]
    [TestCase("BATCH_a1-9")]
    public async Task GetBulkJob_resumes_a_job_by_its_id(string id)
    {
        using var procore = ScriptedProcore.Answering("""{"data":{"is_complete":true}}""");

        var job = procore.Users.GetBulkJob(id);
        var before = procore.Requests.Count;
        await job.GetStatusAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(job.Id, Is.EqualTo(id));
            Assert.That(before, Is.Zero);
            Assert.That(procore.Requests.Single().Line, Is.EqualTo(FacadeRoute.Line($"GET /companies/562949953421312/users/bulk/status/{id}", api: 2)));
        }
    }

    private static ProjectAssignment[] Assignments(int count) => [.. Enumerable.Range(1, count).Select(id => new ProjectAssignment(id, 8))];
}
