namespace Procore.DirectorySync.Tests;

/// <summary>What each guard counts and says.</summary>
internal sealed class PlanGuardsTests
{
    private const string End = ". If the plan is right, plan again with a higher limit.";

    [Test]
    public void StatesOf_counts_each_kind_of_change()
    {
        var plan = Plan(
            new PlanLimits { Creations = 1, Reactivations = 2, Updates = 3, Deactivations = 4, Changes = 5 },
            [
                Change(ChangeKind.Create, 1, New("last_name", "A")),
                Change(ChangeKind.Link, 2, Old("origin_id", null, "HR-2")),
                Change(ChangeKind.Link, 3, Old("origin_id", null, "HR-3"), Old("job_title", "A", "B")),
                Change(ChangeKind.Update, 4, Old("job_title", "A", "B")),
                Change(ChangeKind.Reactivate, 5),
                Change(ChangeKind.Deactivate, 6),
                Change(ChangeKind.Deactivate, 7),
            ],
            unchanged: 3);

        Assert.That(PlanGuards.StatesOf(plan).Select(state => state.ToString()), Is.EqualTo(new[]
        {
            "Deactivations: 2 of 4", "Creations: 1 of 1", "Reactivations: 1 of 2", "Updates: 2 of 3",
            "Identity (first_name): 0 of 4", "Identity (last_name): 0 of 4", "Identity (email_address): 0 of 4", "Identity (employee_id): 0 of 4",
            "Changes: 7 of 5",
        }));
    }

    [Test]
    public void StatesOf_has_no_guard_that_an_undo_turns_off()
    {
        var plan = Plan(new PlanLimits { IdentityChanges = int.MaxValue }, [Change(ChangeKind.Update, 1, Old("last_name", "A", "B"))]);

        Assert.That(PlanGuards.StatesOf(plan).Select(state => state.Guard), Is.EqualTo(new[] { PlanGuard.Deactivations, PlanGuard.Creations, PlanGuard.Reactivations, PlanGuard.Updates }));
    }

    [TestCase("Ada", 1)]
    [TestCase("", 0)]
    [TestCase(" ", 0)]
    [TestCase(null, 0)]
    public void StatesOf_counts_a_name_that_replaces_another(string? old, int expected)
    {
        var plan = Plan(new PlanLimits(), [Change(ChangeKind.Update, 1, Old("first_name", old, "Eve"))]);

        Assert.That(PlanGuards.StatesOf(plan).Single(state => state.Field == "first_name").Count, Is.EqualTo(expected));
    }

    [Test]
    public void StatesOf_does_not_count_a_name_whose_old_value_is_unknown()
    {
        var plan = Plan(new PlanLimits(), [Change(ChangeKind.Create, 1, New("first_name", "Eve")), Change(ChangeKind.Update, 2, new FieldChange("first_name", "Ada", "Eve", isOldKnown: false))]);

        Assert.That(PlanGuards.StatesOf(plan).Single(state => state.Field == "first_name").Count, Is.Zero);
    }

    [Test]
    public void StatesOf_takes_only_users_that_people_match_for_the_identity_limit()
    {
        // Eight people match users; missing users and new people are no matches.
        var plan = Plan(
            new PlanLimits(),
            [
                .. Enumerable.Range(1, 3).Select(id => Change(ChangeKind.Update, id, Old("job_title", "A", "B"))),
                .. Enumerable.Range(10, 20).Select(id => new DirectoryChange(ChangeKind.Deactivate, new PersonReference(id, null, null, null, null), null, [])),
                .. Enumerable.Range(0, 20).Select(position => new DirectoryChange(ChangeKind.Create, new PersonReference(null, position, null, null, null), null, [])),
            ],
            unchanged: 5);

        Assert.That(PlanGuards.StatesOf(plan).Where(state => state.Guard == PlanGuard.Identity).Select(state => state.Limit), Is.EqualTo(new[] { 4, 4, 4, 4 }));
    }

    [TestCase(1, "user")]
    [TestCase(2, "users")]
    public void Check_names_each_limit_and_its_usual_cause(int count, string users)
    {
        var none = new PlanLimits { IdentityChanges = count };
        DirectoryChange[] Changes(ChangeKind kind, params FieldChange[] fields) => [.. Enumerable.Range(1, count).Select(id => Change(kind, id, fields))];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Said(none, Changes(ChangeKind.Deactivate)), Is.EqualTo($"it deactivates {count} of 40 users in scope, and MaxDeactivations is 0; the source may be incomplete"));
            Assert.That(Said(none, Changes(ChangeKind.Create)), Is.EqualTo($"it creates {count} {users}, and MaxCreations is 0; this happens on a first run, for another company, or if keys changed"));
            Assert.That(Said(none, Changes(ChangeKind.Reactivate)), Is.EqualTo($"it reactivates {count} {users}, and MaxReactivations is 0; the source may have lost its status column or be an old one"));
            Assert.That(Said(none, Changes(ChangeKind.Update, Old("job_title", "A", "B"))), Is.EqualTo($"it updates {count} {users}, and MaxUpdates is 0; a column may be empty, sorted or new"));
            Assert.That(Said(new PlanLimits { Updates = 9, IdentityChanges = 0 }, Changes(ChangeKind.Update, Old("employee_id", "1", "2"))), Is.EqualTo($"it changes employee_id of {count} {users}, and MaxIdentityChanges is 0; the column employee_id looks shifted, sorted or mixed up with another one"));
            Assert.That(Said(new PlanLimits { Updates = 9, Changes = 0 }, Changes(ChangeKind.Update, Old("job_title", "A", "B"))), Is.EqualTo($"it changes {count} {users}, and MaxChanges is 0"));
        }
    }

    [Test]
    public void Check_names_all_limits_that_a_plan_exceeds()
    {
        var plan = Plan(new PlanLimits(), [Change(ChangeKind.Create, 1), Change(ChangeKind.Deactivate, 2)]);

        var tripped = Assert.Throws<GuardTrippedException>(() => PlanGuards.Check(plan))!;

        Assert.That(tripped.Message, Is.EqualTo(
            "The plan exceeds limits, and nothing was sent: it deactivates 1 of 40 users in scope, and MaxDeactivations is 0; the source may be incomplete; "
            + "it creates 1 user, and MaxCreations is 0; this happens on a first run, for another company, or if keys changed" + End));
        Assert.That((tripped.Guard, tripped.Plan), Is.EqualTo((PlanGuard.Deactivations, plan)));
    }

    [Test]
    public void Check_refuses_an_empty_source_and_passes_a_plan_at_its_limits()
    {
        var tripped = Assert.Throws<GuardTrippedException>(() => PlanGuards.Check(Plan(new PlanLimits(), [], wanted: 0)))!;
        Assert.That((tripped.Guard, tripped.Count, tripped.Limit), Is.EqualTo((PlanGuard.EmptySource, 0, 1)));
        Assert.That(tripped.Message, Is.EqualTo("The source has no people, so every user in scope would be deactivated. Nothing was sent. Check the source."));
        Assert.That(() => PlanGuards.Check(Plan(new PlanLimits { Creations = 1 }, [Change(ChangeKind.Create, 1)])), Throws.Nothing);
    }

    [TestCase(3, 2, "first_name", true)]
    [TestCase(4, 2, "first_name", false)]
    [TestCase(3, 2, "last_name", true)]
    [TestCase(3, 2, "email_address", false)]
    [TestCase(1, 0, "first_name", false)]
    public void Check_recognizes_swapped_names_in_most_changes(int changes, int swapped, string field, bool isSwapped)
    {
        var others = field is "first_name" or "last_name" ? [] : new[] { Old(field, "a@b.example", "c@d.example") };
        var plan = Plan(new PlanLimits { Updates = 9, IdentityChanges = 0 }, [.. Enumerable.Range(0, changes).Select(id =>
            Change(ChangeKind.Update, id + 1, [.. others, .. id < swapped ? Names("Ada", "Byron", "Byron", "Ada") : Names("Ada", "Byron", "Eve", "Ada")]))]);

        var message = Assert.Throws<GuardTrippedException>(() => PlanGuards.Check(plan))!.Message;

        var part = message.Split("it changes ").Single(each => each.StartsWith(field, StringComparison.Ordinal));
        Assert.That(part, isSwapped ? Does.Contain("first_name and last_name look swapped") : Does.Contain($"the column {field} looks shifted"));
    }

    [TestCase("Ada", "Byron", "Byron", "Eve")]
    [TestCase("Ada", "Byron", "Eve", "Ada")]
    public void Check_does_not_call_one_moved_name_a_swap(string first, string last, string newFirst, string newLast)
    {
        var plan = Plan(new PlanLimits { Updates = 9, IdentityChanges = 0 }, [Change(ChangeKind.Update, 1, Names(first, last, newFirst, newLast))]);

        Assert.That(() => PlanGuards.Check(plan), Throws.TypeOf<GuardTrippedException>().With.Message.Not.Contains("swapped"));
    }

    [Test]
    public void Check_ignores_changes_of_one_name_when_it_looks_for_swaps()
    {
        var plan = Plan(
            new PlanLimits { Updates = 9, IdentityChanges = 0 },
            [Change(ChangeKind.Update, 1, Names("Ada", "Byron", "Byron", "Ada")), Change(ChangeKind.Update, 2, Old("first_name", "A", "B")), Change(ChangeKind.Update, 3, Old("last_name", "A", "B"))]);

        Assert.That(() => PlanGuards.Check(plan), Throws.TypeOf<GuardTrippedException>().With.Message.Contains("swapped"));
    }

    private static string Said(PlanLimits limits, DirectoryChange[] changes)
    {
        const string Start = "The plan exceeds a limit, and nothing was sent: ";
        var message = Assert.Throws<GuardTrippedException>(() => PlanGuards.Check(Plan(limits, changes)))!.Message;
        Assert.That(message, Does.StartWith(Start).And.EndsWith(End));
        return message[Start.Length..^End.Length];
    }

    private static FieldChange[] Names(string first, string last, string newFirst, string newLast) => [Old("first_name", first, newFirst), Old("last_name", last, newLast)];

    private static FieldChange Old(string name, object? old, object? @new) => new(name, old, @new);

    private static FieldChange New(string name, object? value) => new(name, null, value, isOldKnown: false);

    private static DirectoryChange Change(ChangeKind kind, int id, params FieldChange[] fields) => new(kind, new PersonReference(kind == ChangeKind.Create ? null : id, id, null, null, null), null, fields);

    private static DirectoryPlan Plan(PlanLimits limits, IReadOnlyList<DirectoryChange> changes, int unchanged = 0, int wanted = 50) =>
        new(new PlanHeader(DateTimeOffset.UnixEpoch, "employees", wanted, 40, limits, [], []), changes, [.. Enumerable.Range(100, unchanged).Select(id => (long)id)], [], [], [], []);
}
