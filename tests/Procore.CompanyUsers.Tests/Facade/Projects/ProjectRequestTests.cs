using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

/// <summary>Which items go in which request.</summary>
internal sealed class ProjectRequestTests
{
    private const string UsersPath = "/companies/562949953421312/users";

    private static readonly ProjectAssignment[] Assignments =
    [
        new(562949953421313, 562949953421314) { PermissionTemplateId = 562949953421315, ProjectRoleIds = [562949953421316, 9] },
        new(7, 8) { ProjectRoleIds = [9] },
        new(7, 9) { PermissionTemplateId = 10 },
        new(7, 10),
    ];

    [Test]
    public async Task AddToProjectsAsync_sends_items_without_roles_to_v1_as_numbers()
    {
        using var procore = Accepting();

        await procore.Users.AddToProjectsStreamingAsync(Assignments.Skip(2)).ReadAllAsync();

        AssertSent(procore, FacadeRoute.Line($"POST {UsersPath}/bulk_add"), """{"users":[{"user_id":7,"project_id":9,"permission_template_id":10},{"user_id":7,"project_id":10}]}""");
    }

    [Test]
    public async Task AddToProjectsAsync_sends_items_with_roles_to_v2_as_text()
    {
        using var procore = Accepting();

        await procore.Users.AddToProjectsStreamingAsync(Assignments.Take(2)).ReadAllAsync();

        AssertSent(
            procore,
            FacadeRoute.Line($"POST {UsersPath}/bulk_add", api: 2),
            """{"users":[{"user_id":"562949953421313","project_id":"562949953421314","permission_template_id":"562949953421315","project_role_ids":["562949953421316","9"]},{"user_id":"7","project_id":"8","project_role_ids":["9"]}]}""");
    }

    [Test]
    public async Task RemoveFromProjectsAsync_uses_v1()
    {
        using var procore = Accepting();

        await procore.Users.RemoveFromProjectsStreamingAsync([new ProjectMember(562949953421313, 8), Assignments[2]]).ReadAllAsync();

        AssertSent(procore, FacadeRoute.Line($"POST {UsersPath}/bulk_remove"), """{"users":[{"user_id":562949953421313,"project_id":8},{"user_id":7,"project_id":9}]}""");
    }

    [TestCase("bulk_update_project_details")]
    [TestCase("bulk_remove_project_details")]
    public async Task UpdateTemplateAndRolesAsync_and_RemoveTemplateAndRolesAsync_use_v2(string route)
    {
        using var procore = Accepting();

        await (route.Contains("update") ? procore.Users.UpdateTemplateAndRolesStreamingAsync(Assignments[1..3]) : procore.Users.RemoveTemplateAndRolesStreamingAsync(Assignments[1..3])).ReadAllAsync();

        AssertSent(
            procore,
            FacadeRoute.Line($"PATCH {UsersPath}/{route}", api: 2),
            """{"users":[{"user_id":"7","project_id":"8","project_role_ids":["9"]},{"user_id":"7","project_id":"9","permission_template_id":"10"}]}""");
    }

    [Test]
    public async Task UpdateTemplateAndRolesAsync_sends_null_to_clear_a_template()
    {
        using var procore = Accepting();

        var outcomes = await procore.Users.UpdateTemplateAndRolesStreamingAsync([new(7, 8) { ClearPermissionTemplate = true }, new(7, 9) { ClearPermissionTemplate = true, PermissionTemplateId = 10 }]).ReadAllAsync();

        AssertSent(procore, FacadeRoute.Line($"PATCH {UsersPath}/bulk_update_project_details", api: 2), """{"users":[{"user_id":"7","project_id":"8","permission_template_id":null}]}""");
        Assert.That((outcomes[1].Status, outcomes[1].Errors.Single().Message), Is.EqualTo((ProjectChangeStatus.NotSent, "The item has a permission template and clears it. Leave PermissionTemplateId null, or ClearPermissionTemplate false.")));
    }

    [Test]
    public async Task Other_project_methods_do_not_clear_a_template()
    {
        using var procore = Accepting();
        var clearing = new ProjectAssignment(7, 8) { ClearPermissionTemplate = true };

        var added = await procore.Users.AddToProjectsStreamingAsync([clearing]).ReadAllAsync();
        var removed = await procore.Users.RemoveTemplateAndRolesStreamingAsync([clearing]).ReadAllAsync();

        Assert.That(added.Concat(removed).Select(outcome => outcome.Status), Is.All.EqualTo(ProjectChangeStatus.NotSent));
        Assert.That(async () => await procore.Users.StartAddToProjectsAsync([clearing]), Throws.ArgumentException.With.Message.Contains("UpdateTemplateAndRolesAsync"));
        Assert.That(procore.Requests, Is.Empty);
    }

    public static IEnumerable<TestCaseData> Changes()
    {
        yield return Change("AddToProjects", (users, members) => users.AddToProjectsStreamingAsync(members), new[] { 1000, 1000, 1 });
        yield return Change("AddToProjects with roles", (users, members) => users.AddToProjectsStreamingAsync(members.Select(member => new ProjectAssignment(member.UserId, member.ProjectId) { ProjectRoleIds = [9] })), [.. Enumerable.Repeat(50, 40), 1]);
        yield return Change("RemoveFromProjects", (users, members) => users.RemoveFromProjectsStreamingAsync(members), new[] { 1000, 1000, 1 });
        yield return Change("UpdateTemplateAndRoles", (users, members) => users.UpdateTemplateAndRolesStreamingAsync(members), new[] { 1000, 1000, 1 });
        yield return Change("RemoveTemplateAndRoles", (users, members) => users.RemoveTemplateAndRolesStreamingAsync(members), new[] { 1000, 1000, 1 });

        static TestCaseData Change(string name, Func<ICompanyUsers, IEnumerable<ProjectAssignment>, IAsyncEnumerable<ProjectOutcome>> change, int[] sizes) =>
            new TestCaseData(change, sizes).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Changes))]
    public async Task Project_methods_send_as_many_items_a_request_as_the_route_allows(Func<ICompanyUsers, IEnumerable<ProjectAssignment>, IAsyncEnumerable<ProjectOutcome>> change, int[] sizes)
    {
        using var procore = Accepting();

        var outcomes = await change(procore.Users, Enumerable.Range(1, 2001).Select(id => new ProjectAssignment(id, 8) { PermissionTemplateId = 9 })).ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(procore.Requests.Select(request => Users(request).Count), Is.EqualTo(sizes));
            Assert.That(procore.Requests.SelectMany(Users), Is.EqualTo(Enumerable.Range(1, 2001)));
            Assert.That(outcomes.Select(outcome => outcome.Position), Is.EqualTo(Enumerable.Range(0, 2001)));
            Assert.That(outcomes.Select(outcome => outcome.Member.UserId), Is.EqualTo(Enumerable.Range(1, 2001)));
        }
    }

    [Test]
    public async Task RemoveFromProjectsAsync_reads_at_most_one_batch_ahead()
    {
        var read = 0;
        using var procore = Accepting();

        var outcomes = procore.Users.RemoveFromProjectsStreamingAsync(Endless());
        var before = read;
        await foreach (var outcome in outcomes)
        {
            if (outcome.Position == 1000)
                break;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.Zero);
            Assert.That(read, Is.EqualTo(2000));
            Assert.That(procore.Requests, Has.Count.EqualTo(2));
        }

        IEnumerable<ProjectMember> Endless()
        {
            while (true)
                yield return new ProjectMember(++read, 8);
        }
    }

    [Test]
    public async Task AddToProjectsAsync_returns_the_items_of_both_routes_in_order()
    {
        using var procore = new ScriptedProcore(request => Answer.Json(
            request.Address.AbsolutePath.StartsWith("/rest/v2.", StringComparison.Ordinal)
                ? $$"""{"data":[{"entities":[],"errors":[{{string.Join(",", Users(request).Select(id => $$$"""{"{{{id}}}":{"8":"no roles, please"}}"""))}}]}]}"""
                : $$"""{"entities":[{{string.Join(",", Users(request).Select(id => $$"""{"userId":"{{id}}","projects":[8]}"""))}}]}""",
            207));
        var assignments = Enumerable.Range(1, 300).Select(id => new ProjectAssignment(id, 8) { ProjectRoleIds = id % 3 == 0 ? [9] : [] }).ToList();

        var outcomes = await procore.Users.AddToProjectsStreamingAsync(assignments).ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Member), Is.EqualTo(assignments));
            Assert.That(outcomes.Select(outcome => outcome.Status == ProjectChangeStatus.Refused), Is.EqualTo(assignments.Select(assignment => assignment.ProjectRoleIds.Count > 0)));
            Assert.That(procore.Requests.Select(request => Users(request).Count), Is.EqualTo(new[] { 200, 50, 50 }));
        }
    }

    [Test]
    public async Task RemoveFromProjectsAsync_names_both_positions_of_a_duplicate()
    {
        using var procore = Accepting();

        var outcomes = await procore.Users.RemoveFromProjectsStreamingAsync(
            [.. Enumerable.Range(1, 1000).Select(id => new ProjectMember(id, 8)), new ProjectMember(3, 8), new ProjectMember(3, 9)]).ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Where(outcome => outcome.Status == ProjectChangeStatus.NotSent).Select(outcome => outcome.Position), Is.EqualTo(new[] { 1000 }));
            Assert.That(outcomes[1000].Errors.Single().Message, Does.Contain("Item 1000 ").And.Contain("item 2"));
            Assert.That(procore.Requests.Select(request => Users(request).Count), Is.EqualTo(new[] { 1000, 1 }));
        }
    }

    [Test]
    public async Task UpdateTemplateAndRolesAsync_skips_items_with_invalid_ids()
    {
        using var procore = Accepting();

        var outcomes = await procore.Users.UpdateTemplateAndRolesStreamingAsync(
        [
            new ProjectAssignment(7, 8) { PermissionTemplateId = 0 },
            new ProjectAssignment(7, 8) { ProjectRoleIds = [9, -1] },
            new ProjectAssignment(7, 8) { ProjectRoleIds = null! },
            new ProjectAssignment(7, 8) { ProjectRoleIds = [9] },
        ]).ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { ProjectChangeStatus.NotSent, ProjectChangeStatus.NotSent, ProjectChangeStatus.NotSent, ProjectChangeStatus.Accepted }));
            Assert.That(outcomes.Select(outcome => outcome.Errors.SingleOrDefault()?.Field), Is.EqualTo(new[] { "permission_template_id", "project_role_ids", "project_role_ids", null }));
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task UpdateTemplateAndRolesAsync_does_not_send_items_without_details()
    {
        using var procore = Accepting();
        ProjectAssignment[] assignments = [new(7, 8), new(7, 9) { PermissionTemplateId = 1 }];

        var updated = await procore.Users.UpdateTemplateAndRolesStreamingAsync(assignments).ReadAllAsync();
        var removed = await procore.Users.RemoveTemplateAndRolesStreamingAsync(assignments).ReadAllAsync();

        Assert.That(
            updated.Concat(removed).Select(outcome => outcome.Status),
            Is.EqualTo(new[] { ProjectChangeStatus.NotSent, ProjectChangeStatus.Accepted, ProjectChangeStatus.NotSent, ProjectChangeStatus.Accepted }));
    }

    [TestCase(0, 8, "userId")]
    [TestCase(-7, 8, "userId")]
    [TestCase(7, 0, "projectId")]
    public void ProjectMember_refuses_ids_that_are_not_positive(long userId, long projectId, string argument)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new ProjectMember(userId, projectId), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(argument));
            Assert.That(() => new ProjectAssignment(userId, projectId), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(argument));
        }
    }

    [Test]
    public async Task AddToProjectsAsync_reports_progress_after_each_batch()
    {
        using var procore = new ScriptedProcore(request => Answer.Json(Users(request)[0] == 1 ? """{"1":{"8":"no"},"2":{"8":"success"}}""" : "{}", Users(request)[0] == 1 ? 200 : 202));
        var progress = new ProgressLog<ProjectProgress>();

        await procore.Users.RemoveFromProjectsStreamingAsync(Enumerable.Range(1, 1500).Select(id => new ProjectMember(id, 8)), progress).ReadAllAsync();

        Assert.That(progress.Reports.Select(told => (told.Items, told.Applied, told.Requests)), Is.EqualTo(new[] { (1000L, 1L, 1), (1500L, 501L, 2) }));
    }

    private static ScriptedProcore Accepting() => ScriptedProcore.Answering("{}", 202);

    private static List<long> Users(SentRequest request) => [.. Json.Parse(request.Body!)["users"]!.Select(user => (long)user["user_id"]!)];

    private static void AssertSent(ScriptedProcore procore, string line, string body)
    {
        var sent = procore.Requests.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent.Line, Is.EqualTo(line));
            Assert.That(sent.Headers["Procore-Company-Id"], Is.EqualTo("562949953421312"));
            Assert.That(Json.Parse(sent.Body!), Is.EqualTo(Json.Parse(body)).Using<JToken>(Json.AreEqual));
        }
    }
}
