namespace Procore.DirectorySync.Tests;

/// <summary>Two entries of one employee, one of them active: when the other one is dropped, and when both are in conflict.</summary>
internal sealed class EarlierEntryTests : SyncTest
{
    [Test]
    public async Task PlanAsync_creates_one_user_from_two_entries_of_a_new_person()
    {
        var (earlier, current) = (Person("Abbott", "HR-1"), Person("Abbott", "HR-1"));
        earlier.IsActive = false;

        var plan = await PlanAsync(earlier, current);

        Assert.That(plan.Creates.Single().Person.Position, Is.EqualTo(1));
        Assert.That(SkippedOf(plan).Select(skipped => skipped.ToString()), Is.EqualTo(new[] { "Superseded: person 0 (origin id HR-1)" }));
        Assert.That(plan.Conflicts, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_the_earlier_entry_has_a_user_too([Values] bool isKnown)
    {
        var known = isKnown ? Directory.Add("Abbott", "HR-1") : null;
        var second = Directory.Company.AddUser(new FakeUser { FirstName = "Ada", LastName = "Abbott", EmailAddress = "old@bluestone.example", IsEmployee = true });
        var (earlier, current) = (Person("Abbott", "HR-1"), Person("Abbott", "HR-1"));
        (earlier.IsActive, earlier.EmailAddress, current.JobTitle) = (false, second.EmailAddress, "Foreman");

        var plan = await PlanAsync(earlier, current);

        AssertInConflict(plan, ConflictReason.SameKey);
        Assert.That(plan.Conflicts[0].Users.Select(user => user.UserId), Is.EquivalentTo(known is null ? new long?[] { second.Id } : [known.Id, second.Id]));
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_no_entry_has_the_users_origin_id()
    {
        var user = Directory.Add("Abbott", "HR-2");
        var earlier = Person("Abbott", "HR-1");
        earlier.IsActive = false;

        var plan = await PlanAsync(earlier, new Person { Id = user.Id, LastName = "Abbott", JobTitle = "Foreman" });

        AssertInConflict(plan, ConflictReason.OtherOriginId, ConflictReason.SamePerson);
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_only_the_leaver_has_the_origin_id()
    {
        Directory.Add("Abbott", "HR-2");
        var inactive = new Person { OriginId = "HR-2", LastName = "Abbott", IsActive = false };

        var plan = await PlanAsync(Person("Abbott", "HR-1"), inactive);

        AssertInConflict(plan, ConflictReason.OtherOriginId, ConflictReason.SamePerson);
    }

    private static void AssertInConflict(DirectoryPlan plan, params ConflictReason[] reasons)
    {
        Assert.That(plan.Conflicts.Select(conflict => conflict.Reason), Is.EqualTo(reasons));
        Assert.That(plan.Conflicts.SelectMany(conflict => conflict.People).Select(person => person.Position), Is.EqualTo(new long?[] { 0, 1 }));
        Assert.That(plan.IsEmpty);
        Assert.That(SkippedOf(plan), Is.Empty);
    }
}
