using System.Text;
using System.Text.Json.Nodes;

namespace Procore.DirectorySync.Tests;

internal sealed class StaffingPlanTests : StaffingTest
{
    [Test]
    public async Task PlanAsync_adds_changes_and_removes_by_project()
    {
        Directory.Company.AddMembership(Bob, Bridge, Field, Foreman);
        Directory.Company.AddMembership(Eve, Bridge, Field, Super);
        Directory.Company.AddMembership(Eve, Tower, Field);

        var plan = await StaffAsync(On(Ada, Bridge, Office, Foreman), On(Bob, Bridge, Office));

        Assert.That(plan.Changes.Select(change => $"{change.Kind} {change.Person.UserId} {string.Join(", ", change.Fields)}"), Is.EqualTo(new[]
        {
            $"AddToProject {Ada.Id} permission_template: nothing → \"Office\", roles: nothing → \"Foreman\"",
            $"ChangeOnProject {Bob.Id} permission_template: \"Field\" → \"Office\"",
            $"RemoveFromProject {Eve.Id} permission_template: \"Field\" → nothing, roles: \"Superintendent\" → nothing",
        }));
        Assert.That(plan.ToString(), Is.EqualTo("1 addition to a project, 1 change on a project, 1 removal from a project; 0 unchanged, 0 skipped, 0 conflicts"));
    }

    [Test]
    public async Task PlanAsync_removes_people_from_other_projects_by_person()
    {
        Directory.Company.AddMembership(Ada, Tower, Field);
        Directory.Company.AddMembership(Eve, Tower, Field);

        var plan = await Planner.PlanAsync([On(Ada, Bridge, Field)], Staffing(StaffingScope.People));

        Assert.That(plan.Changes.Select(change => (change.Kind, change.Person.UserId, change.Membership!.ProjectId)), Is.EqualTo(new[]
        {
            (ChangeKind.AddToProject, (long?)Ada.Id, Bridge.Id),
            (ChangeKind.RemoveFromProject, Ada.Id, Tower.Id),
        }));
    }

    [Test]
    public async Task PlanAsync_leaves_what_is_right_and_what_is_not_given()
    {
        Directory.Company.AddMembership(Ada, Bridge, Field, Foreman);
        Directory.Company.AddMembership(Bob, Bridge, Field, Foreman, Super);

        var plan = await StaffAsync(On(Ada, Bridge), On(Bob, Bridge, Field, Super, Foreman));

        Assert.That(plan.IsEmpty);
        Assert.That(plan.ToString(), Does.Contain("2 unchanged"));
    }

    [Test]
    public async Task PlanAsync_makes_a_conflict_of_a_pair_that_comes_twice()
    {
        Directory.Company.AddMembership(Ada, Bridge, Field);

        var plan = await StaffAsync(On(Ada, Bridge, Office), On(Ada, Bridge, Admin), On(Bob, Bridge, Field));

        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.SameKey));
        Assert.That(plan.Conflicts.Single().People.Select(person => person.Position), Is.EqualTo(new long?[] { 0, 1 }));
        Assert.That(plan.Changes.Single().Person.UserId, Is.EqualTo(Bob.Id), "the pair stays as it is");
    }

    [Test]
    public async Task Problems_tell_conflicts_of_one_user_on_two_projects_apart()
    {
        var plan = await StaffAsync(On(Ada, Bridge, Office), On(Ada, Bridge, Admin), On(Ada, Tower), On(Ada, Tower));

        Assert.That(plan.Conflicts.Select(conflict => conflict.ProjectId), Is.EqualTo(new long?[] { Bridge.Id, Tower.Id }));
        Assert.That(plan.Problems.Select(problem => problem.Key), Is.Unique);
        Assert.That(DirectoryPlan.FromJson(plan.ToJson()).ToJson(), Is.EqualTo(plan.ToJson()));
    }

    [Test]
    public async Task PlanAsync_removes_no_one_from_a_project_with_an_unknown_user()
    {
        Directory.Company.AddMembership(Ada, Bridge, Field);

        var plan = await StaffAsync(new StaffingAssignment(4711, Bridge.Id));

        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.UnknownId));
        Assert.That(plan.IsEmpty);
    }

    [Test]
    public async Task PlanAsync_neither_adds_nor_removes_inactive_users()
    {
        var former = Directory.Add("Former", isActive: false);
        Directory.Company.AddMembership(former, Bridge, Field);

        var plan = await StaffAsync(On(former, Tower, Field), On(Ada, Bridge, Field));

        Assert.That(plan.Conflicts.Single().Message, Does.Contain("inactive"));
        Assert.That(plan.Changes.Single().Person.UserId, Is.EqualTo(Ada.Id));
    }

    [Test]
    public async Task PlanAsync_skips_the_account_and_protected_users()
    {
        Directory.Company.AddMembership(Directory.Account, Bridge, Field);
        Directory.Company.AddMembership(Eve, Bridge, Field);
        var options = Staffing();
        options.ProtectedIds.Add(Eve.Id);

        var plan = await Planner.PlanAsync([On(Ada, Bridge, Field)], options);

        Assert.That(plan.Skipped.Select(skipped => skipped.Reason), Is.EquivalentTo(new[] { SkipReason.CallingAccount, SkipReason.Protected }));
        Assert.That(plan.Changes.Single().Kind, Is.EqualTo(ChangeKind.AddToProject));
    }

    [Test]
    public async Task PlanAsync_points_out_templates_for_administration()
    {
        Directory.Company.AddMembership(Bob, Bridge, Admin);

        var plan = await StaffAsync(On(Ada, Bridge, Admin), On(Bob, Bridge, Admin));

        Assert.That(plan.Changes.Single().Membership!.GivesAdministration);
        Assert.That(plan.Warnings.Single(), Does.StartWith("1 change gives a permission template for administration"));
    }

    [TestCase("default_permission_template_id", true)]
    [TestCase("email_signature", false)]
    public async Task PlanAsync_points_out_a_default_template_that_is_not_given(string property, bool givesAdministration)
    {
        LeaveOut("/users", property);

        var plan = await StaffAsync(On(Ada, Bridge));

        Assert.That(plan.Changes.Single().Membership!.GivesAdministration, Is.EqualTo(givesAdministration));
    }

    /// <summary>Without its name, the template would look as if the user had none.</summary>
    [Test]
    public async Task PlanAsync_asks_for_a_template_that_the_list_by_project_does_not_give()
    {
        Directory.Company.AddMembership(Bob, Bridge, Field);
        LeaveOut($"/projects/{Bridge.Id}/users", "permission_template");

        var plan = await StaffAsync(On(Bob, Bridge, Office));

        Assert.That(plan.Changes.Single().Membership!.Before!.PermissionTemplate, Is.EqualTo("Field"));
    }

    [TestCase(PlanGuard.Additions)]
    [TestCase(PlanGuard.ProjectChanges)]
    [TestCase(PlanGuard.Removals)]
    public void PlanAsync_throws_if_a_limit_is_exceeded(PlanGuard guard)
    {
        Directory.Company.AddMembership(Bob, Bridge, Field);
        Directory.Company.AddMembership(Eve, Bridge, Field);
        var options = Staffing();
        options.MaxAdditions = guard == PlanGuard.Additions ? 0 : 1;
        options.MaxProjectChanges = guard == PlanGuard.ProjectChanges ? 0 : 1;
        options.MaxRemovals = guard == PlanGuard.Removals ? 0 : 1;

        var thrown = Assert.ThrowsAsync<GuardTrippedException>(() => Planner.PlanAsync([On(Ada, Bridge, Field), On(Bob, Bridge, Office)], options));

        Assert.That((thrown!.Guard, thrown.Count, thrown.Limit), Is.EqualTo((guard, 1, 0)));
        Assert.That(thrown.Message, Does.Contain($"Max{guard} is 0"));
    }

    [Test]
    public void PlanAsync_removes_no_one_by_default_from_small_projects()
    {
        Directory.Company.AddMembership(Eve, Bridge, Field);

        Assert.That(
            Assert.ThrowsAsync<GuardTrippedException>(() => Planner.PlanAsync([On(Ada, Bridge)], new StaffingOptions(StaffingScope.Projects)))!.Guard,
            Is.EqualTo(PlanGuard.Removals));
    }

    [Test]
    public async Task PlanAsync_makes_a_conflict_of_a_role_that_it_can_not_remove()
    {
        Directory.Company.AddMembership(Ada, Bridge, Field, Super);
        var options = Staffing(StaffingScope.People);
        options.RoleNames = new Dictionary<long, string> { [Foreman.Id] = Foreman.Name };

        var plan = await Planner.PlanAsync([On(Ada, Bridge, Office, Foreman)], options);

        Assert.That(plan.IsEmpty);
        Assert.That(plan.Conflicts.Single().Message, Does.Contain("'Superintendent'").And.Contain("its id isn't known"));
    }

    [Test]
    public async Task PlanAsync_makes_a_conflict_of_two_templates_with_one_name([Values] StaffingScope scope)
    {
        Directory.Company.AddMembership(Ada, Bridge, Field);
        var other = Directory.Company.AddPermissionTemplate("field");

        var plan = await Planner.PlanAsync([On(Ada, Bridge, other)], Staffing(scope));

        Assert.That(plan.IsEmpty);
        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.SeveralCandidates));
    }

    [Test]
    public void PlanAsync_refuses_an_empty_source() =>
        Assert.That(Assert.ThrowsAsync<GuardTrippedException>(() => StaffAsync())!.Guard, Is.EqualTo(PlanGuard.EmptySource));

    [Test]
    public void PlanAsync_refuses_a_role_without_a_name() =>
        Assert.ThrowsAsync<ArgumentException>(() => Planner.PlanAsync([new StaffingAssignment(Ada.Id, Bridge.Id) { ProjectRoleIds = [77] }], Staffing()));

    [TestCase(StaffingScope.Projects, true)]
    [TestCase(StaffingScope.People, false)]
    public async Task PlanAsync_reads_memberships_in_the_cheaper_way(StaffingScope scope, bool isByProject)
    {
        var reports = new List<StaffingProgress>();

        await Planner.PlanAsync([On(Ada, Bridge, Field)], Staffing(scope), new Reports(reports));

        Assert.That((reports[0].IsByProject, reports[0].Requests, reports[0].Done), Is.EqualTo((isByProject, 1, 0)));
        Assert.That(reports[^1].Done, Is.EqualTo(1));
        var part = isByProject ? "/projects/{project_id}/users" : "/project_assignments";
        Assert.That(Directory.Fake.Requests.Count(request => request.Operation!.EndsWith(part, StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task FromJson_reads_what_ToJson_wrote()
    {
        Directory.Company.AddMembership(Bob, Bridge, Field, Foreman);
        Directory.Company.AddMembership(Eve, Bridge, Field, Super);
        var plan = await StaffAsync(On(Ada, Bridge, Admin, Foreman), On(Bob, Bridge, Office));

        var read = DirectoryPlan.FromJson(plan.ToJson());

        Assert.That(read.ToJson(), Is.EqualTo(plan.ToJson()));
        Assert.That(read.Guards.Select(guard => guard.ToString()), Is.EqualTo(new[] { "Additions: 1 of 100", "ProjectChanges: 1 of 100", "Removals: 1 of 100" }));
    }

    private sealed class Reports(List<StaffingProgress> reports) : IProgress<StaffingProgress>
    {
        public void Report(StaffingProgress value) => reports.Add(value);
    }

    /// <summary>Removes a property from the objects of a list.</summary>
    private void LeaveOut(string path, string property) => Directory.Hook.BeforeAnswering = async (request, response) =>
    {
        if (!request.RequestUri!.AbsolutePath.EndsWith(path, StringComparison.Ordinal))
            return;
        var items = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
        foreach (var item in items)
            item!.AsObject().Remove(property);
        response.Content = new StringContent(items.ToJsonString(), Encoding.UTF8, "application/json");
    };
}
