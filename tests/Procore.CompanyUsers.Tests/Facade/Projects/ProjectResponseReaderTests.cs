namespace Procore.CompanyUsers.Tests;

/// <summary>What an answer says of users and projects, in each shape in which it comes.</summary>
internal sealed class ProjectResponseReaderTests
{
    private const long Ada = 5_000_000_001;
    private const long Bob = 5_000_000_002;

    private static readonly (long User, long Project)[] Sent = [(Ada, 71), (Ada, 72), (Bob, 71)];

    public static IEnumerable<TestCaseData> AllDone()
    {
        foreach (var (name, done) in new[]
        {
            ("map of maps", """{"5000000001":{"71":"success","72":"success"},"5000000002":{"71":"success"}}"""),
            ("map of lists", """{"5000000001":["71",72],"5000000002":[{"id":71}]}"""),
            ("projects as maps", """{"entities":[{"userId":"5000000001","projects":[{"71":"success"},{"72":"success"}]},{"userId":"5000000002","projects":[{"71":"success"}]}]}"""),
            ("projects as one map", """{"entities":[{"userId":"5000000001","projects":{"71":"success","72":"success"}},{"userId":"5000000002","projects":{"71":"success"}}]}"""),
            ("projects as ids", """{"entities":[{"userId":5000000001,"projects":["71",72]},{"userId":"5000000002","projects":[71]}]}"""),
            ("projects as objects", """{"entities":[{"user_id":5000000001,"projects":[{"id":71},{"projectId":"72"}]},{"userId":"5000000002","projects":[{"project_id":71}]}]}"""),
            ("projects as objects with a status", """{"entities":[{"userId":"5000000001","projects":[{"id":71,"status":"success"},{"id":"72","result":"ok"}]},{"userId":"5000000002","projects":[{"id":71,"status":"added"}]}]}"""),
            ("one entry for each project", """{"entities":[{"userId":"5000000001","projectId":"71"},{"user_id":5000000001,"project_id":72},{"userId":5000000002,"projectId":71,"status":"success"}]}"""),
            ("projects beside the user id", """{"entities":[{"userId":"5000000001","71":"success","72":"success"},{"userId":"5000000002","71":"success"}]}"""),
            ("users without projects", """{"entities":[{"userId":"5000000001"},{"userId":5000000002}]}"""),
            ("keyed by user id", """{"entities":[{"5000000001":{"71":"success","72":"success"}},{"5000000002":{"71":"success"}}]}"""),
            ("one object keyed by user id", """{"entities":{"5000000001":{"71":"success","72":"success"},"5000000002":{"71":"success"}}}"""),
        })
        {
            yield return new TestCaseData(done).SetArgDisplayNames(name);
            yield return new TestCaseData($$"""{"data":{{done}}}""").SetArgDisplayNames(name + " in data");
            yield return new TestCaseData($$"""{"data":[{{done}}]}""").SetArgDisplayNames(name + " in data as a list");
        }
    }

    public static IEnumerable<TestCaseData> OneRefused()
    {
        foreach (var (name, errors) in new[]
        {
            ("projects as maps", """[{"userId":"5000000001","projects":[{"72":"is closed"}]}]"""),
            ("projects as objects", """[{"userId":5000000001,"projects":[{"id":72,"message":"is closed"}]}]"""),
            ("projects as objects with errors", """[{"user_id":"5000000001","projects":[{"project_id":"72","errors":["is closed"]}]}]"""),
            ("ids beside a message", """[{"userId":"5000000001","projects":["72"],"message":"is closed"}]"""),
            ("one entry for each project", """[{"userId":"5000000001","projectId":72,"error":"is closed"}]"""),
            ("one entry with errors by field", """[{"user_id":5000000001,"project_id":72,"errors":{"base":["is closed"]}}]"""),
            ("one entry with a field", """[{"user_id":5000000001,"project_id":72,"permission_template":["is closed"]}]"""),
            ("projects beside the user id", """[{"userId":"5000000001","72":"is closed"}]"""),
            ("keyed by user id", """[{"5000000001":{"72":"is closed"}}]"""),
            ("keyed by user id, as lists", """[{"5000000001":{"72":["is closed"]}}]"""),
            ("keyed by user id, by field", """[{"5000000001":{"72":{"permission_template":["is closed"]}}}]"""),
            ("one object keyed by user id", """{"5000000001":{"72":{"message":"is closed"}}}"""),
        })
        {
            var body = $$"""{"entities":[{"userId":"5000000001","projects":[{"71":"success"}]},{"userId":"5000000002","projects":[71]}],"errors":{{errors}}}""";
            yield return new TestCaseData(body).SetArgDisplayNames(name);
            yield return new TestCaseData($$"""{"data":{{body}}}""").SetArgDisplayNames(name + " in data");
            yield return new TestCaseData($$"""{"data":[{{body}}]}""").SetArgDisplayNames(name + " in data as a list");
        }
    }

    [TestCaseSource(nameof(AllDone))]
    public async Task AddToProjectsAsync_reads_every_shape_of_success(string body)
    {
        foreach (var status in new[] { 200, 202, 207 })
        {
            var outcomes = await Add(body, status, Sent);

            Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(Enumerable.Repeat(ProjectChangeStatus.Applied, 3)), $"{status}");
            Assert.That(outcomes.SelectMany(outcome => outcome.Errors), Is.Empty);
        }
    }

    [TestCaseSource(nameof(OneRefused))]
    public async Task AddToProjectsAsync_reads_every_shape_of_refusal(string body)
    {
        foreach (var status in new[] { 200, 202, 207 })
        {
            var outcomes = await Add(body, status, Sent);

            Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { ProjectChangeStatus.Applied, ProjectChangeStatus.Refused, ProjectChangeStatus.Applied }), $"{status}");
            Assert.That(outcomes[1].Errors.Select(error => error.Message), Is.EqualTo(new[] { "is closed" }));
        }
    }

    [TestCaseSource(nameof(AllDone))]
    public async Task RemoveFromProjectsAsync_reads_every_shape_of_success(string body)
    {
        using var procore = ScriptedProcore.Answering(body);

        var outcomes = await procore.Users.RemoveFromProjectsStreamingAsync(Sent.Select(pair => new ProjectMember(pair.User, pair.Project))).ReadAllAsync();

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(Enumerable.Repeat(ProjectChangeStatus.Applied, 3)));
    }

    [TestCaseSource(nameof(OneRefused))]
    public async Task UpdateTemplateAndRolesAsync_reads_every_shape_of_response(string body)
    {
        using var procore = ScriptedProcore.Answering(body, 207);
        var assignments = Sent.Select(pair => new ProjectAssignment(pair.User, pair.Project) { PermissionTemplateId = 9 });

        var updated = await procore.Users.UpdateTemplateAndRolesStreamingAsync(assignments).ReadAllAsync();
        var removed = await procore.Users.RemoveTemplateAndRolesStreamingAsync(assignments).ReadAllAsync();

        Assert.That(updated.Concat(removed).Select(outcome => outcome.Status == ProjectChangeStatus.Refused), Is.EqualTo(new[] { false, true, false, false, true, false }));
    }

    [TestCase("success")]
    [TestCase("Success")]
    [TestCase("successful")]
    [TestCase("succeeded")]
    [TestCase("ok")]
    [TestCase("OK")]
    [TestCase("true")]
    [TestCase("added")]
    [TestCase("removed")]
    [TestCase("updated")]
    public async Task AddToProjectsAsync_reads_a_word_of_success_as_Done(string word) =>
        Assert.That((await AddOne($$$"""{"7":{"8":"{{{word}}}"}}""")).Status, Is.EqualTo(ProjectChangeStatus.Applied));

    [TestCase("accepted")]
    [TestCase("Queued")]
    [TestCase("pending")]
    [TestCase("processing")]
    public async Task AddToProjectsAsync_reads_a_word_of_acceptance_as_Accepted(string word) =>
        Assert.That((await AddOne($$$"""{"7":{"8":"{{{word}}}"}}""")).Status, Is.EqualTo(ProjectChangeStatus.Accepted));

    [TestCase("\"is not in the company\"", "is not in the company")]
    [TestCase("\"succes\"", "succes")]
    [TestCase("\"not added\"", "not added")]
    [TestCase("\"\"", "")]
    [TestCase("false", "False")]
    [TestCase("422", "422")]
    [TestCase("""{"status":"failed"}""", "failed")]
    public async Task AddToProjectsAsync_reads_unknown_words_as_Refused(string said, string words)
    {
        var outcome = await AddOne($$$"""{"7":{"8":{{{said}}}}}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Status, Is.EqualTo(ProjectChangeStatus.Refused));
            Assert.That(outcome.Errors.Single().Message, Is.EqualTo(words));
        }
    }

    [TestCase("""{"userId":"5000000001","errors":["is locked"]}""")]
    [TestCase("""{"userId":"5000000001","projects":[],"message":"is locked"}""")]
    [TestCase("""{"userId":"5000000001","base":["is locked"]}""")]
    [TestCase("""{"5000000001":"is locked"}""")]
    [TestCase("""{"5000000001":["is locked"]}""")]
    [TestCase("""{"5000000001":{"message":"is locked"}}""")]
    [TestCase("""{"5000000001":{"base":["is locked"]}}""")]
    public async Task AddToProjectsAsync_applies_a_user_error_to_all_items_of_the_user(string error)
    {
        var outcomes = await Add($$"""{"entities":[{"userId":"5000000002","projects":[71]}],"errors":[{{error}}]}""", 207, Sent);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { ProjectChangeStatus.Refused, ProjectChangeStatus.Refused, ProjectChangeStatus.Applied }));
            Assert.That(outcomes.Take(2).Select(outcome => string.Join('|', outcome.Errors.Select(e => e.Message))), Is.EqualTo(new[] { "is locked", "is locked" }));
        }
    }

    [Test]
    public async Task AddToProjectsAsync_refuses_done_items_of_a_refused_user()
    {
        var outcomes = await Add("""{"entities":[{"userId":"5000000001","projects":[71]}],"errors":[{"5000000001":"is locked"}]}""", 207, Sent);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { ProjectChangeStatus.Refused, ProjectChangeStatus.Refused, ProjectChangeStatus.Unmentioned }));
    }

    [Test]
    public async Task AddToProjectsAsync_reports_Refused_when_an_item_is_also_done()
    {
        var outcome = await AddOne("""{"entities":[{"7":{"8":"success"}}],"errors":[{"7":{"8":"is closed"}},{"7":{"8":["is full"]}}]}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Status, Is.EqualTo(ProjectChangeStatus.Refused));
            Assert.That(outcome.Errors.Select(error => error.Message), Is.EqualTo(new[] { "is closed", "is full" }));
        }
    }

    [TestCase("""{"userId":7,"projectId":8}""")]
    [TestCase("""{"7":{"8":null}}""")]
    [TestCase("""{"7":{"8":[]}}""")]
    [TestCase("""{"userId":7,"projects":[8]}""")]
    [TestCase("""{"userId":7}""")]
    public async Task AddToProjectsAsync_reports_a_refusal_without_a_reason(string error)
    {
        var outcome = await AddOne($$"""{"errors":[{{error}}]}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Status, Is.EqualTo(ProjectChangeStatus.Refused));
            Assert.That(outcome.Errors.Single().Message, Does.Contain("without saying why"));
        }
    }

    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"color":"red"}""")]
    public async Task AddToProjectsAsync_reports_Unmentioned_for_an_unreadable_value(string said)
    {
        var outcome = await AddOne($$$"""{"7":{"8":{{{said}}}}}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Status, Is.EqualTo(ProjectChangeStatus.Unmentioned));
            Assert.That(outcome.Errors.Single().Message, Does.Contain(said));
        }
    }

    [TestCase("""{"errors":["The worker is busy."]}""")]
    [TestCase("""{"errors":[{"message":"The worker is busy."}]}""")]
    [TestCase("""{"errors":{"message":"The worker is busy."}}""")]
    [TestCase("""{"data":{"errors":"The worker is busy."}}""")]
    [TestCase("""{"data":[],"errors":[{"base":["The worker is busy."]}]}""")]
    public async Task AddToProjectsAsync_applies_an_error_without_user_to_unmentioned_items(string body)
    {
        foreach (var status in new[] { 200, 202, 207 })
        {
            var outcome = (await Add(body, status, (7, 8))).Single();

            using (Assert.EnterMultipleScope())
            {
                Assert.That(outcome.Status, Is.EqualTo(ProjectChangeStatus.Unmentioned));
                Assert.That(outcome.Errors.Select(error => error.Message), Is.EqualTo(new[] { "Procore's response doesn't mention this item.", "The worker is busy." }));
            }
        }
    }

    [TestCase("""{"status":"failed"}""")]
    [TestCase("""{"success":false}""")]
    [TestCase("""{"result":"whatever"}""")]
    [TestCase("""{"data":{"status":"error"}}""")]
    [TestCase("""{"success":false,"entities":[{"userId":"7","projects":["8"]}]}""")]
    [TestCase("""{"status":"failed","data":{"7":{"8":"success"}}}""")]
    [TestCase("""{"entities":[{"userId":"7","ok":false}]}""")]
    [TestCase("""{"entities":[{"userId":"7","state":"rejected"}]}""")]
    [TestCase("""{"data":[{"user_id":7,"outcome":"no"}]}""")]
    public async Task AddToProjectsAsync_reports_doubt_for_what_is_not_a_success(string body)
    {
        foreach (var status in (int[])[200, 202, 207])
            Assert.That((await Add(body, status, (7, 8))).Single().Status, Is.EqualTo(ProjectChangeStatus.Unmentioned), $"{status}");
    }

    [TestCase("""{"status":200,"entities":[{"userId":"7","projects":["8"]}]}""", ProjectChangeStatus.Applied)]
    [TestCase("""{"entities":[{"userId":"7","status":201}]}""", ProjectChangeStatus.Applied)]
    [TestCase("""{"entities":[{"userId":"7","status":202}]}""", ProjectChangeStatus.Accepted)]
    [TestCase("""{"entities":[{"userId":"7","status":422}]}""", ProjectChangeStatus.Refused)]
    [TestCase("""{"entities":[{"userId":"7","status":302}]}""", ProjectChangeStatus.Unmentioned)]
    public async Task AddToProjectsAsync_reads_a_status_code_in_the_body(string body, ProjectChangeStatus expected) =>
        Assert.That((await AddOne(body)).Status, Is.EqualTo(expected));

    [TestCase("""{"status":"accepted"}""")]
    [TestCase("""{"data":{"status":"in_progress","bid":"1"}}""")]
    [TestCase("""{"success":true}""")]
    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""{"data":null}""")]
    [TestCase("""{"data":[{}]}""")]
    [TestCase("""{"message":"Accepted"}""")]
    [TestCase("""{"entities":[],"errors":[]}""")]
    [TestCase("""{"entities":[{"userId":"7","projects":[]}]}""")]
    [TestCase("""{"entities":[{"userId":"7","projects":["9"]}]}""")]
    [TestCase("""{"9":{"8":"success"}}""")]
    [TestCase("""{"-7":{"8":"success"}}""")]
    [TestCase("""{"7":{}}""")]
    public async Task AddToProjectsAsync_reports_Accepted_for_unmentioned_items_only_at_202(string body)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await Add(body, 200, (7, 8))).Single().Status, Is.EqualTo(ProjectChangeStatus.Unmentioned));
            Assert.That((await Add(body, 207, (7, 8))).Single().Status, Is.EqualTo(ProjectChangeStatus.Unmentioned));
            Assert.That((await Add(body, 202, (7, 8))).Single().Status, Is.EqualTo(ProjectChangeStatus.Accepted));
        }
    }

    [TestCase("\"The user is not on the project.\"", ProjectChangeStatus.NotOnProject)]
    [TestCase("\"User isn't on this project\"", ProjectChangeStatus.NotOnProject)]
    [TestCase("\"not_on_project\"", ProjectChangeStatus.NotOnProject)]
    [TestCase("\"Permission is missing, or the user is not on the project.\"", ProjectChangeStatus.Refused)]
    [TestCase("""{"status":"failed","message":"is not a member of the project"}""", ProjectChangeStatus.Refused)]
    [TestCase("""{"errors":["is not a member of the project"]}""", ProjectChangeStatus.NotOnProject)]
    [TestCase("""{"errors":["is not on the project","is locked"]}""", ProjectChangeStatus.Refused)]
    [TestCase("""{"status":404}""", ProjectChangeStatus.Refused)]
    [TestCase("\"not found\"", ProjectChangeStatus.Refused)]
    [TestCase("\"success\"", ProjectChangeStatus.Applied)]
    public async Task RemoveFromProjectsAsync_tells_a_user_who_is_not_on_the_project(string said, ProjectChangeStatus status)
    {
        using var procore = ScriptedProcore.Answering($$$"""{"7":{"8":{{{said}}}}}""", 200);

        var outcome = (await procore.Users.RemoveFromProjectsStreamingAsync([new ProjectMember(7, 8)]).ReadAllAsync()).Single();

        Assert.That((outcome.Status, outcome.Errors.Count > 0), Is.EqualTo((status, status != ProjectChangeStatus.Applied)));
    }

    [TestCase("""{"userId":7,"status":"failed","details":["is locked"]}""", ProjectChangeStatus.Refused, "is locked")]
    [TestCase("""{"userId":7,"reasons":{"base":"is locked"}}""", ProjectChangeStatus.Refused, "is locked")]
    [TestCase("""{"userId":7,"message":"The user could not be added"}""", ProjectChangeStatus.Refused, "The user could not be added")]
    [TestCase("""{"userId":7,"success":true,"message":"The user could not be added"}""", ProjectChangeStatus.Unmentioned, "has an unknown result: ")]
    [TestCase("""{"userId":7,"status":"hmm"}""", ProjectChangeStatus.Unmentioned, "has an unknown result: ")]
    [TestCase("""{"userId":7,"projects":[{"id":8,"status":"hmm"}]}""", ProjectChangeStatus.Refused, "hmm")]
    [TestCase("""{"userId":7,"projects":[{"id":8,"success":true,"message":"The user could not be added"}]}""", ProjectChangeStatus.Unmentioned, "has an unknown result: ")]
    public async Task AddToProjectsAsync_says_what_the_entry_of_a_user_says(string entry, ProjectChangeStatus status, string reason)
    {
        var outcome = await AddOne($$"""{"entities":[{{entry}}]}""");

        Assert.That(outcome.Status, Is.EqualTo(status));
        Assert.That(outcome.Errors.Select(error => error.Message), Has.Some.Contains(reason));
    }

    [TestCase("hmm", "success", ProjectChangeStatus.Unmentioned)]
    [TestCase("success", "hmm", ProjectChangeStatus.Unmentioned)]
    [TestCase("hmm", "failed", ProjectChangeStatus.Refused)]
    [TestCase("failed", "hmm", ProjectChangeStatus.Refused)]
    [TestCase("failed", "success", ProjectChangeStatus.Refused)]
    [TestCase("success", "failed", ProjectChangeStatus.Refused)]
    public async Task AddToProjectsAsync_reports_the_worse_of_two_results(string one, string other, ProjectChangeStatus status) =>
        Assert.That((await AddOne($$"""{"entities":[{"userId":7,"status":"{{one}}"},{"userId":7,"status":"{{other}}"}]}""")).Status, Is.EqualTo(status));

    [Test]
    public async Task AddToProjectsAsync_refuses_even_when_the_user_is_not_on_the_project() =>
        Assert.That((await AddOne("""{"7":{"8":"The user is not on the project."}}""")).Status, Is.EqualTo(ProjectChangeStatus.Refused));

    private static async Task<ProjectOutcome> AddOne(string body) => (await Add(body, 200, (7, 8))).Single();

    private static async Task<List<ProjectOutcome>> Add(string body, int status, params (long User, long Project)[] pairs)
    {
        using var procore = ScriptedProcore.Answering(body, status);
        return await procore.Users.AddToProjectsStreamingAsync(pairs.Select(pair => new ProjectAssignment(pair.User, pair.Project))).ReadAllAsync();
    }
}
