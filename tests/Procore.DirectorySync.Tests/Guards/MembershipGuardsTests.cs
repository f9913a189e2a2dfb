namespace Procore.DirectorySync.Tests;

/// <summary>The guards of changes to project memberships, and of plans that change users too.</summary>
internal sealed class MembershipGuardsTests
{
    private static readonly MembershipLimits None = new(0, 0, 0);

    [Test]
    public void StatesOf_counts_users_and_memberships_when_a_plan_changes_both()
    {
        DirectoryChange[] memberships = [Added(1), Added(2), Changed(3), Removed(4)];
        DirectoryChange deactivation = new(ChangeKind.Deactivate, Reference(5), null, []);

        Assert.That(StatesOf(memberships), Is.EqualTo(new[] { "Additions: 2 of 0", "ProjectChanges: 1 of 0", "Removals: 1 of 0" }));
        Assert.That(StatesOf([.. memberships, deactivation]), Is.EqualTo(new[]
        {
            "Additions: 2 of 0", "ProjectChanges: 1 of 0", "Removals: 1 of 0", "Deactivations: 1 of 9", "Creations: 0 of 0", "Reactivations: 0 of 0", "Updates: 0 of 0",
        }));

        static string[] StatesOf(DirectoryChange[] changes) => [.. PlanGuards.StatesOf(Plan(changes)).Select(state => state.ToString())];
    }

    [TestCase(1, "membership")]
    [TestCase(2, "memberships")]
    public void Check_names_each_limit_of_memberships(int count, string memberships)
    {
        DirectoryChange[] Each(Func<int, DirectoryChange> change) => [.. Enumerable.Range(1, count).Select(change)];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Said(Plan(Each(Added))), Is.EqualTo($"it adds {count} project {memberships}, and MaxAdditions is 0"));
            Assert.That(Said(Plan(Each(Changed))), Is.EqualTo($"it changes the template or roles of {count} project {memberships}, and MaxProjectChanges is 0; a column may be shifted or sorted"));
            Assert.That(Said(Plan(Each(Removed), inScope: count)), Is.EqualTo($"it removes {count} of {count} project {memberships} in scope, and MaxRemovals is 0; the source may be incomplete"));
        }
    }

    [Test]
    public void Check_names_the_one_limit_that_an_undo_has()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Said(Plan([Added(1)], undoneRun: "run")), Is.EqualTo("it adds 1 project membership, and MaxProjectChanges is 0"));
            Assert.That(Said(Plan([Changed(1)], undoneRun: "run")), Does.Contain("MaxProjectChanges is 0"));
            Assert.That(Said(Plan([Removed(1)], undoneRun: "run")), Does.Contain("MaxProjectChanges is 0"));
        }
    }

    [Test]
    public void Check_refuses_a_source_without_rows() =>
        Assert.That(
            () => PlanGuards.Check(Plan([], wanted: 0)),
            Throws.TypeOf<GuardTrippedException>().With.Message.EqualTo("The source has no rows. Nothing was sent. Check the source."));

    private static string Said(DirectoryPlan plan)
    {
        const string Start = "The plan exceeds a limit, and nothing was sent: ";
        const string End = ". If the plan is right, plan again with a higher limit.";
        var message = Assert.Throws<GuardTrippedException>(() => PlanGuards.Check(plan))!.Message;
        Assert.That(message, Does.StartWith(Start).And.EndsWith(End));
        return message[Start.Length..^End.Length];
    }

    private static DirectoryChange Added(int userId) => Change(userId, null, Access("Field"));

    private static DirectoryChange Changed(int userId) => Change(userId, Access("Field"), Access("Office"));

    private static DirectoryChange Removed(int userId) => Change(userId, Access("Field"), null);

    private static DirectoryChange Change(int userId, ProjectAccess? before, ProjectAccess? after) => new(Reference(userId), new ProjectMembershipChange(17, "Bridge", before, after));

    private static ProjectAccess Access(string template) => new(7, template, []);

    private static PersonReference Reference(int userId) => new(userId, null, null, null, null);

    private static DirectoryPlan Plan(IReadOnlyList<DirectoryChange> changes, int inScope = 40, int wanted = 50, string? undoneRun = null) => new(
        new PlanHeader(DateTimeOffset.UnixEpoch, "projects", wanted, inScope, new PlanLimits { Memberships = None, Deactivations = 9, IdentityChanges = int.MaxValue }, [], []) { UndoneRun = undoneRun },
        changes, [], [], [], [], []);
}
