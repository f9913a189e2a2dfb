namespace Procore.DirectorySync.Tests;

/// <summary>How a plan and its parts describe themselves.</summary>
internal sealed class PlanDescriptionTests : SyncTest
{
    private static readonly PersonReference Ada = new(5, 0, "HR-1", "Ada Abbott", "ada@bluestone.example");

    [Test]
    public void DirectoryChange_describes_itself_by_ids_and_field_names()
    {
        var update = new DirectoryChange(ChangeKind.Update, Ada, null, [new FieldChange("job_title", "Laborer", "Foreman"), new FieldChange("city", null, "Austin")]);
        var access = new ProjectAccess(7, "Field", []);

        Assert.That(update.ToString(), Is.EqualTo("Update user 5 (origin id HR-1): job_title, city"));
        Assert.That(new DirectoryChange(ChangeKind.Deactivate, Ada, null, []).ToString(), Is.EqualTo("Deactivate user 5 (origin id HR-1)"));
        Assert.That(new DirectoryChange(Ada, new ProjectMembershipChange(17, "Bridge", null, access)).ToString(), Is.EqualTo("AddToProject user 5 (origin id HR-1), project 17: permission_template"));
    }

    [Test]
    public void RestoredAccess_names_the_templates_whose_names_are_known()
    {
        Assert.That(new RestoredAccess(17, "Crew", 18, "Directory Admin").ToString(), Is.EqualTo("project template 17 (Crew), company template 18 (Directory Admin), former projects"));
        Assert.That(new RestoredAccess(17, null, null, null).ToString(), Is.EqualTo("project template 17, no company template, former projects"));
    }

    [Test]
    public async Task Problems_has_unlinked_users_until_the_options_decide()
    {
        var account = Directory.Company.AddUser("Other App", "Service", "dmsa-1@apps.example");
        Directory.Add("Abbott", "HR-1");
        var options = Options();

        var undecided = await PlanAsync(options, Person("Abbott", "HR-1"));
        options.DeactivateUnlinked = false;
        var decided = await PlanAsync(options, Person("Abbott", "HR-1"));

        Assert.That(undecided.Problems.Select(problem => problem.Description), Is.EqualTo(new[] { $"Unlinked: user {account.Id} is in scope, not in the source, and stays active" }));
        Assert.That(decided.Unlinked, Has.Count.EqualTo(1));
        Assert.That(decided.Problems, Is.Empty);
    }

    [TestCase(false, false, true)]
    [TestCase(true, false, false)]
    [TestCase(false, true, false)]
    public void IsComplete_is_false_if_an_undo_or_its_journal_is_incomplete(bool leavesChange, bool isCutOff, bool isComplete)
    {
        ChangeOutcome[] left = leavesChange ? [new(new DirectoryChange(ChangeKind.Deactivate, Ada, null, []), ChangeStatus.Stale, null)] : [];
        var header = new PlanHeader(default, "", 1, 1, new PlanLimits(), [], []) { UndoneRun = "run", NotUndone = left, IsJournalCutOff = isCutOff };

        Assert.That(new DirectoryPlan(header, [], [], [], [], [], []).IsComplete, Is.EqualTo(isComplete));
    }

    [Test]
    public async Task Guards_is_counted_once()
    {
        var plan = await PlanAsync(Person("Abbott", "HR-1"));
        var guards = plan.Guards;

        Assert.That(plan.Guards, Is.SameAs(guards));
    }
}
