using System.Globalization;
using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.DirectorySync.Tests;

internal sealed class StaffingRunTests : StaffingTest
{
    [Test]
    public async Task ApplyAsync_makes_the_memberships_equal_to_the_source()
    {
        Seed();

        var plan = await StaffAsync(Wanted());
        var run = await Sync.ApplyAsync(plan);

        Assert.That(run.IsComplete, run.ToString());
        Assert.That(Directory.Writes, Has.Count.EqualTo(plan.RequestCount).And.Count.EqualTo(4));
        Assert.That(State(), Is.EqualTo(After()));
        Assert.That((await StaffAsync(Wanted())).IsEmpty);
    }

    [Test]
    public async Task UndoAsync_restores_templates_and_roles()
    {
        Seed();
        var before = State();
        var run = await Sync.ApplyAsync(await StaffAsync(Wanted()));

        var undo = await Sync.UndoAsync(run.Id!);

        Assert.That(undo.IsComplete, undo.ToString());
        Assert.That(State(), Is.EqualTo(before));
        Assert.That((await Sync.UndoAsync(undo.Id!)).IsComplete);
        Assert.That(State(), Is.EqualTo(After()), "an undo can be undone");
    }

    [Test]
    public async Task UndoAsync_says_which_roles_it_can_not_restore()
    {
        Directory.Company.AddMembership(Eve, Bridge, Field, Super, Foreman);
        var options = Staffing();
        options.RoleNames = new Dictionary<long, string> { [Foreman.Id] = Foreman.Name };
        var plan = await Planner.PlanAsync([On(Ada, Bridge, Field)], options);
        var run = await Sync.ApplyAsync(plan);

        var undo = await Sync.PlanUndoAsync(run.Id!);
        await Sync.UndoAsync(run.Id!);

        Assert.That(plan.Warnings.Single(), Does.Contain("couldn't restore 1 role"));
        Assert.That(undo.Warnings.Single(), Does.StartWith("1 role isn't restored"));
        Assert.That(Directory.Company.FindMembership(Eve.Id, Bridge.Id)!.ProjectRoleIds, Is.EqualTo(new[] { Foreman.Id }));
    }

    [Test]
    public async Task UndoAsync_leaves_memberships_that_changed_since()
    {
        Seed();
        var run = await Sync.ApplyAsync(await StaffAsync(Wanted()));
        await Directory.Users.UpdateTemplateAndRolesAsync([new ProjectAssignment(Bob.Id, Bridge.Id) { PermissionTemplateId = Admin.Id }]);

        var undo = await Sync.UndoAsync(run.Id!);

        Assert.That(undo.Outcomes.Single(outcome => outcome.Status == ChangeStatus.Stale).Change.Person.UserId, Is.EqualTo(Bob.Id));
        Assert.That(Directory.Company.FindMembership(Bob.Id, Bridge.Id)!.PermissionTemplateId, Is.EqualTo(Admin.Id));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task UndoAsync_leaves_a_user_added_without_a_template_who_changed_since(bool isTemplate)
    {
        var run = await Sync.ApplyAsync(await StaffAsync(On(Ada, Bridge), On(Bob, Bridge)));
        await Directory.Users.UpdateTemplateAndRolesAsync([new ProjectAssignment(Bob.Id, Bridge.Id) { PermissionTemplateId = isTemplate ? Admin.Id : null, ProjectRoleIds = isTemplate ? [] : [Super.Id] }]);

        var planned = await Sync.PlanUndoAsync(run.Id!);
        var undo = await Sync.UndoAsync(run.Id!);

        Assert.That(planned.Changes.Single().Person.UserId, Is.EqualTo(Ada.Id));
        Assert.That((planned.IsComplete, planned.NotUndone.Single().Change.Person.UserId, undo.IsComplete, undo.Problems.Count), Is.EqualTo((false, (long?)Bob.Id, false, 1)));
        Assert.That(DirectoryPlan.FromJson(planned.ToJson()).ToJson(), Is.EqualTo(planned.ToJson()));
        Assert.That(Directory.Company.Memberships.Single().UserId, Is.EqualTo(Bob.Id));
    }

    [Test]
    public async Task UndoAsync_removes_a_user_who_got_the_default_template()
    {
        var withDefault = Directory.Company.AddUser(new FakeUser { FirstName = "Dee", LastName = "Fault", EmailAddress = "dee@bluestone.example", DefaultPermissionTemplateId = Field.Id });
        var run = await Sync.ApplyAsync(await StaffAsync(On(withDefault, Bridge)));
        Assert.That(Directory.Company.Memberships.Single().PermissionTemplateId, Is.EqualTo(Field.Id));

        var undo = await Sync.UndoAsync(run.Id!);

        Assert.That(undo.IsComplete, undo.ToString());
        Assert.That(Directory.Company.Memberships, Is.Empty);
    }

    [Test]
    public async Task ApplyAsync_leaves_memberships_that_changed_since_the_plan()
    {
        Seed();
        var plan = await StaffAsync(Wanted());
        await Directory.Users.RemoveFromProjectsAsync([new ProjectMember(Bob.Id, Bridge.Id)]);
        await Directory.Users.UpdateTemplateAndRolesAsync([new ProjectAssignment(Eve.Id, Bridge.Id) { ProjectRoleIds = [Foreman.Id] }]);
        await Directory.Users.AddToProjectsAsync([new ProjectAssignment(Ada.Id, Bridge.Id) { PermissionTemplateId = Admin.Id }]);

        var run = await Sync.ApplyAsync(plan);

        Assert.That(run.Outcomes.Select(outcome => outcome.Status), Is.All.EqualTo(ChangeStatus.Stale));
        Assert.That(run.Problems.Select(problem => problem.Key), Is.Unique);
    }

    [Test]
    public async Task ApplyAsync_gives_no_access_to_a_user_who_was_deactivated_since()
    {
        Seed();
        var plan = await StaffAsync(Wanted());
        var given = plan.Changes.Where(change => change.Kind is ChangeKind.AddToProject or ChangeKind.ChangeOnProject).ToList();
        foreach (var id in given.Select(change => change.Person.UserId!.Value).Distinct())
            await Directory.Users.DeactivateAsync(id);
        var before = State();

        var run = await Sync.ApplyAsync(plan);

        Assert.That(given.Select(change => change.Kind).Distinct().Count(), Is.EqualTo(2));
        Assert.That(run.Outcomes.Where(outcome => given.Contains(outcome.Change)).Select(outcome => outcome.Status), Is.All.EqualTo(ChangeStatus.Stale));
        Assert.That(State().Except(before), Is.Empty);
    }

    [Test]
    public async Task ApplyAsync_refuses_a_plan_of_another_company()
    {
        var plan = Parse((await StaffAsync(On(Ada, Bridge))).ToJson());
        plan["company_id"] = 4711;

        Assert.ThrowsAsync<InvalidOperationException>(() => Sync.ApplyAsync(DirectoryPlan.FromJson(plan.ToString())));
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public async Task ApplyAsync_refuses_a_plan_without_its_limits()
    {
        var plan = Parse((await StaffAsync(On(Ada, Bridge))).ToJson());
        plan.Remove("max_additions");

        Assert.ThrowsAsync<GuardTrippedException>(() => Sync.ApplyAsync(DirectoryPlan.FromJson(plan.ToString())));
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public async Task ApplyAsync_refuses_a_plan_that_changes_a_membership_twice()
    {
        var plan = Parse((await StaffAsync(On(Ada, Bridge))).ToJson());
        ((JArray)plan["changes"]!).Add(plan["changes"]![0]!.DeepClone());

        Assert.ThrowsAsync<ArgumentException>(() => Sync.ApplyAsync(DirectoryPlan.FromJson(plan.ToString())));
    }

    [Test]
    public async Task FromJson_and_ApplyAsync_list_every_problem_of_an_edited_plan()
    {
        Seed();
        var plan = Parse((await StaffAsync(Wanted())).ToJson());
        var changes = (JArray)plan["changes"]!;
        changes[0]["project_id"] = 0;
        changes[1]["after"]!["permission_template_id"] = -5;
        changes[2]["person"]!["user_id"] = changes[1]["person"]!["user_id"];

        var impossible = Assert.ThrowsAsync<ArgumentException>(() => Sync.ApplyAsync(DirectoryPlan.FromJson(plan.ToString())))!;
        changes[2]["kind"] = "Promote";
        var unreadable = Assert.Throws<FormatException>(() => DirectoryPlan.FromJson(plan.ToString()))!;

        Assert.That(impossible.Message, Does.Contain("has 3 problems").And.Contain("changes[0]: project_id is 0").And.Contain("changes[1]: permission_template_id is -5")
            .And.Contain($"changes[2]: the plan changes user {Bob.Id} on project {Bridge.Id} twice, here and at changes[1]."));
        Assert.That(unreadable.Message, Does.Contain("has 3 problems").And.Contain("'kind' is missing or unknown at 'changes[2]'").And.Contain("changes[0]: project_id is 0").And.Contain("changes[1]: permission_template_id is -5"));
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public async Task ApplyAsync_refuses_a_plan_that_shows_other_users_than_it_changes()
    {
        Seed();
        var other = Directory.Add("Evans-Brown");
        var plan = Parse((await StaffAsync(Wanted())).ToJson());
        plan["changes"]![0]!["person"]!["user_id"] = other.Id;
        var edited = DirectoryPlan.FromJson(plan.ToString());

        var thrown = Assert.ThrowsAsync<ArgumentException>(() => Sync.ApplyAsync(edited))!;

        Assert.That(thrown.Message, Does.Contain($"user {other.Id} has another name and e-mail address than the plan shows.").And.Not.Contain("Evans"));
        Assert.ThrowsAsync<ArgumentException>(() => Sync.CheckAsync(edited));
        Assert.That(Directory.Writes, Is.Empty);
        Assert.That((await Journal.ReadRunAsync((await Journal.ListRunsAsync()).Single())).Sent, Is.Zero);
    }

    [Test]
    public async Task CheckAsync_finds_names_that_are_not_those_of_their_ids()
    {
        Seed();
        var whole = await StaffAsync(Wanted());
        var plan = Parse(whole.ToJson());
        plan["changes"]![0]!["project_id"] = Tower.Id;
        plan["changes"]![0]!["after"]!["permission_template_id"] = Admin.Id;
        plan["changes"]![1]!["after"]!["roles"]![0]!["id"] = Super.Id;
        plan["changes"]![2]!["person"]!["user_id"] = Ada.Id;

        var thrown = Assert.ThrowsAsync<ArgumentException>(() => Planner.CheckAsync(DirectoryPlan.FromJson(plan.ToString()), Staffing()))!;

        Assert.That(thrown.Message, Does.Contain("has 4 problems").And.Contain($"changes[0]: project {Tower.Id} has another name")
            .And.Contain($"changes[0]: permission template {Admin.Id} has another name").And.Contain($"changes[1]: role {Super.Id} has another name").And.Contain($"user {Ada.Id} has another name"));
        await Planner.CheckAsync(whole, Staffing());
    }

    [Test]
    public async Task CheckAsync_finds_what_a_run_would_leave()
    {
        Seed();
        var plan = await StaffAsync(Wanted());
        await Directory.Users.DeactivateAsync(Ada.Id);
        await Directory.Users.RemoveFromProjectsAsync([new ProjectMember(Eve.Id, Bridge.Id)]);
        var writes = Directory.Writes.Count;

        var left = await Sync.CheckAsync(plan);

        Assert.That(left.Select(outcome => (outcome.Change.Person.UserId, outcome.Status)), Is.EqualTo(new[] { ((long?)Ada.Id, ChangeStatus.Stale), (Eve.Id, ChangeStatus.AlreadyDone) }));
        Assert.That(Directory.Writes, Has.Count.EqualTo(writes));
        Assert.That((await Sync.ApplyAsync(plan)).Outcomes.Where(outcome => outcome.Status != ChangeStatus.Done).Select(outcome => outcome.ToString()), Is.EqualTo(left.Select(outcome => outcome.ToString())));
    }

    [Test]
    public async Task ApplyAsync_reports_what_Procore_refuses_and_goes_on()
    {
        Seed();
        var plan = await StaffAsync(Wanted());
        Directory.Fake.FailNext(FakeFault.Status(422), when: request => request.Operation!.EndsWith("bulk_remove", StringComparison.Ordinal));

        var run = await Sync.ApplyAsync(plan);

        Assert.That(run.Outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { ChangeStatus.Done, ChangeStatus.Done, ChangeStatus.Refused }));
    }

    [Test]
    public async Task ApplyAsync_sets_the_one_membership_aside_that_no_request_succeeds_with(
        [Values(400, 413, 422, 500, 504)] int status, [Values("bulk_add", "bulk_update_project_details", "bulk_remove_project_details", "bulk_remove")] string operation)
    {
        var crew = Enumerable.Range(0, 5).Select(i => Directory.Add($"Crew{i}")).ToList();
        // A server that fails may have made a part.
        var isAppliedInPart = status == 500;
        var (isAddition, isRemoval, loses) = (operation == "bulk_add", operation == "bulk_remove", operation == "bulk_remove_project_details");
        foreach (var user in isAddition ? [] : crew)
            Directory.Company.AddMembership(user, Bridge, Field, loses ? [Super] : []);
        var plan = isRemoval
            ? await StaffAsync(On(Ada, Bridge, Field))
            : await Planner.PlanAsync(crew.Select(user => new StaffingAssignment(user.Id, Bridge.Id) { PermissionTemplateId = loses ? Field.Id : Office.Id, ProjectRoleIds = [] }), Staffing());
        var poisoned = crew[3].Id.ToString(CultureInfo.InvariantCulture);
        var failed = 0;
        Directory.Hook.BeforeSending = async request =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith(operation, StringComparison.Ordinal) || !(await request.Content!.ReadAsStringAsync()).Contains(poisoned, StringComparison.Ordinal))
                return;
            if (isAppliedInPart && failed++ == 0)
                await MakeAsync(crew[0]);
            Directory.Hook.AnswerNext(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("{}") });
        };

        var run = await Sync.ApplyAsync(plan);

        var left = run.Outcomes.Single(outcome => !outcome.IsMade);
        Assert.That((left.Change.Person.UserId, left.Status), Is.EqualTo(((long?)crew[3].Id, status < 500 ? ChangeStatus.Refused : ChangeStatus.InDoubt)), run.ToString());
        Directory.Hook.BeforeSending = null;
        Assert.That((await Sync.ApplyAsync(plan)).IsComplete, "the next run makes it");

        Task MakeAsync(FakeUser user) => operation switch
        {
            "bulk_add" => Directory.Users.AddToProjectsAsync([new ProjectAssignment(user.Id, Bridge.Id) { PermissionTemplateId = Office.Id }]),
            "bulk_remove" => Directory.Users.RemoveFromProjectsAsync([new ProjectMember(user.Id, Bridge.Id)]),
            "bulk_update_project_details" => Directory.Users.UpdateTemplateAndRolesAsync([new ProjectAssignment(user.Id, Bridge.Id) { PermissionTemplateId = Office.Id }]),
            _ => Directory.Users.RemoveTemplateAndRolesAsync([new ProjectAssignment(user.Id, Bridge.Id) { ProjectRoleIds = [Super.Id] }]),
        };
    }

    [Test]
    public async Task ApplyAsync_leaves_all_memberships_of_a_failed_request_in_doubt_when_it_ends()
    {
        var plan = await PlanCrewAsync(20);
        Directory.Hook.BeforeSending = request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("bulk_add", StringComparison.Ordinal))
                Directory.Hook.AnswerNext(new HttpResponseMessage(HttpStatusCode.GatewayTimeout));
            return Task.CompletedTask;
        };

        var interrupted = Assert.ThrowsAsync<DirectoryRunInterruptedException>(() => Sync.ApplyAsync(plan))!;

        Assert.That(interrupted.Run.Outcomes.Select(outcome => outcome.Status), Is.All.EqualTo(ChangeStatus.InDoubt));
    }

    [Test]
    public async Task ApplyAsync_leaves_a_membership_in_doubt_when_its_repeat_is_refused()
    {
        var plan = await PlanCrewAsync(2);
        var sent = 0;
        Directory.Hook.BeforeSending = request =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("bulk_add", StringComparison.Ordinal))
                return Task.CompletedTask;
            var user = plan.Changes[Math.Max(0, sent - 1)].Person.UserId;
            Directory.Hook.AnswerNext(sent++ == 0
                ? new HttpResponseMessage(HttpStatusCode.GatewayTimeout)
                : new HttpResponseMessage { Content = new StringContent($$$"""{"entities":[],"errors":[{"{{{user}}}":{"{{{Bridge.Id}}}":"is already on the project"}}]}""") });
            return Task.CompletedTask;
        };

        var run = await Sync.ApplyAsync(plan);

        Assert.That(sent, Is.EqualTo(3));
        Assert.That(run.Outcomes.Select(outcome => (outcome.Status, outcome.Errors.Single().Message)), Is.All.EqualTo((ChangeStatus.InDoubt, "is already on the project")));
    }

    [Test]
    public async Task ApplyAsync_keeps_the_size_of_requests_when_a_failed_one_was_carried_out()
    {
        var crew = Enumerable.Range(0, 4).Select(i => Directory.Add($"Crew{i}")).ToList();
        foreach (var user in crew)
            Directory.Company.AddMembership(user, Bridge, Field, Super);
        var plan = await Planner.PlanAsync(crew.Select(user => new StaffingAssignment(user.Id, Bridge.Id) { PermissionTemplateId = Field.Id, ProjectRoleIds = [] }), Staffing());
        var inTwos = DirectoryPlan.FromJson(plan.ToJson().Replace("\"batch_size\": 500", "\"batch_size\": 2", StringComparison.Ordinal));
        var (sent, isMade) = (0, false);
        Directory.Hook.BeforeSending = async request =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("bulk_remove_project_details", StringComparison.Ordinal) || (isMade && sent == 0))
                return;
            if (!isMade)
            {
                isMade = true;
                await Directory.Users.RemoveTemplateAndRolesAsync(crew.Take(2).Select(user => new ProjectAssignment(user.Id, Bridge.Id) { ProjectRoleIds = [Super.Id] }));
                Directory.Hook.AnswerNext(new HttpResponseMessage(HttpStatusCode.GatewayTimeout));
            }
            sent++;
        };

        var run = await Sync.ApplyAsync(inTwos);

        Assert.That((run.IsComplete, sent), Is.EqualTo((true, 2)), run.ToString());
    }

    [Test]
    public async Task ApplyAsync_and_undo_restore_a_user_that_was_offboarded()
    {
        Directory.Company.AddMembership(Eve, Bridge, Field, Super);
        Directory.Company.AddMembership(Eve, Tower, Office);
        var before = State();

        var run = await Sync.ApplyAsync(await Planner.PlanOffboardingAsync([Eve.Id, Bob.Id], Staffing()));

        Assert.That(run.IsComplete, run.ToString());
        Assert.That((State(), Directory.User(Eve.Id).IsActive, Directory.User(Bob.Id).IsActive), Is.EqualTo((Array.Empty<string>(), false, false)));

        var undo = await Sync.UndoAsync(run.Id!);

        Assert.That(undo.IsComplete, undo.ToString());
        Assert.That((Directory.User(Eve.Id).IsActive, Directory.User(Bob.Id).IsActive), Is.EqualTo((true, true)));
        Assert.That(State(), Is.EqualTo(before));
    }

    [Test]
    public async Task ApplyAsync_ends_the_same_after_a_kill_at_any_request([Values] bool isRequestDone, [Values] bool plansAgain)
    {
        for (var at = 0; ; at++)
        {
            using var test = new StaffingRunTests();
            test.Seed();
            var plan = await test.StaffAsync(test.Wanted());
            var hasEnded = await test.RunAndDieAsync(plan, at, isRequestDone);

            var again = new PeopleSync(test.Directory.Users, new DirectoryJournal(test.JournalFolder + "-again"), test.Directory.Clock);
            var run = await again.ApplyAsync(plansAgain ? await test.StaffAsync(test.Wanted()) : plan);

            Assert.That(run.IsComplete, $"killed at request {at}: {run}");
            Assert.That(test.State(), Is.EqualTo(test.After()), $"killed at request {at}");
            if (hasEnded)
                return;
        }
    }

    private static JObject Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }

    /// <summary>The request never comes back, so that nothing of the run goes on.</summary>
    /// <returns>Whether the run ended before that request.</returns>
    private async Task<bool> RunAndDieAsync(DirectoryPlan plan, int at, bool isRequestDone)
    {
        var death = new TaskCompletionSource();
        var count = 0;
        Directory.Hook.BeforeSending = _ => DieAsync(now: !isRequestDone);
        Directory.Hook.BeforeAnswering = (_, _) => DieAsync(now: isRequestDone);
        var run = Task.Run(() => Sync.ApplyAsync(plan));
        var ended = await Task.WhenAny(run, death.Task);
        (Directory.Hook.BeforeSending, Directory.Hook.BeforeAnswering) = (null, null);
        if (ended == run)
            await run;
        return ended == run;

        Task DieAsync(bool now)
        {
            if (now && count++ == at)
                death.SetResult();
            return death.Task.IsCompleted ? new TaskCompletionSource().Task : Task.CompletedTask;
        }
    }

    private void Seed()
    {
        Directory.Company.AddMembership(Bob, Bridge, Field, Super, Foreman);
        Directory.Company.AddMembership(Eve, Bridge, Office, Super);
        Directory.Company.AddMembership(Eve, Tower, Office);
    }

    private StaffingAssignment[] Wanted() => [On(Ada, Bridge, Field, Foreman), new(Bob.Id, Bridge.Id) { PermissionTemplateId = Office.Id, ProjectRoleIds = [Foreman.Id] }];

    private IReadOnlyList<string> After() =>
    [
        $"{Ada.Id} {Bridge.Id} {Field.Id} [{Foreman.Id}]",
        $"{Bob.Id} {Bridge.Id} {Office.Id} [{Foreman.Id}]",
        $"{Eve.Id} {Tower.Id} {Office.Id} []",
    ];

    private async Task<DirectoryPlan> PlanCrewAsync(int count) => await Planner.PlanAsync(
        Enumerable.Range(0, count).Select(i => Directory.Add($"Crew{i}")).ToList().Select(user => new StaffingAssignment(user.Id, Bridge.Id) { PermissionTemplateId = Office.Id }), Staffing());
}
