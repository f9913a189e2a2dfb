namespace Procore.DirectorySync.Tests;

/// <summary>The default limits, at the last number that passes and the first that doesn't.</summary>
internal sealed class LimitTests : SyncTest
{
    [TestCase(PlanGuard.Creations, 20, 10)]
    [TestCase(PlanGuard.Creations, 400, 20)]
    [TestCase(PlanGuard.Reactivations, 20, 5)]
    [TestCase(PlanGuard.Reactivations, 600, 6)]
    [TestCase(PlanGuard.Updates, 20, 10)]
    [TestCase(PlanGuard.Updates, 150, 15)]
    [TestCase(PlanGuard.Identity, 6, 3)]
    [TestCase(PlanGuard.Identity, 20, 5)]
    [TestCase(PlanGuard.Identity, 700, 7)]
    public async Task PlanAsync_trips_one_above_the_default_limit(PlanGuard guard, int active, int limit)
    {
        for (var i = 0; i < active + 30; i++)
            Directory.Add($"Abbott{i}", $"HR-{i}", isActive: i < active, employeeId: $"E{i}");
        var plan = await PlanAsync(new DirectorySyncOptions(DirectoryScope.Employees), People(guard, active, limit));
        var state = plan.Guards.Single(state => state.Guard == guard && (guard != PlanGuard.Identity || state.Field == "last_name"));
        Assert.That((state.Count, state.Limit, state.IsTripped), Is.EqualTo((limit, limit, false)));

        var tripped = Assert.ThrowsAsync<GuardTrippedException>(() => PlanAsync(new DirectorySyncOptions(DirectoryScope.Employees), People(guard, active, limit + 1)))!;
        Assert.That((tripped.Guard, tripped.Count, tripped.Limit), Is.EqualTo((guard, limit + 1, limit)));
        Assert.That(tripped.Plan.Guards.Count(each => each.IsTripped), Is.EqualTo(1));
    }

    [Test]
    public async Task PlanAsync_counts_a_link_as_an_update_only_if_it_sets_more()
    {
        for (var i = 0; i < 15; i++)
            Directory.Add($"Abbott{i}");
        var people = Enumerable.Range(0, 15).Select(i => Person($"Abbott{i}", $"HR-{i}")).ToArray();
        Assert.That((await PlanAsync(people)).Guards.Single(guard => guard.Guard == PlanGuard.Updates).Count, Is.Zero);
        foreach (var person in people)
            person.JobTitle = "Foreman";
        Assert.That(() => PlanAsync(people), Throws.TypeOf<GuardTrippedException>().With.Property("Guard").EqualTo(PlanGuard.Updates));
    }

    [Test]
    public async Task PlanAsync_does_not_count_filling_a_blank_field_as_an_identity_change()
    {
        for (var i = 0; i < 8; i++)
            Directory.Add($"Abbott{i}", $"HR-{i}");
        var people = Enumerable.Range(0, 8).Select(i => new Person { OriginId = $"HR-{i}", EmployeeId = $"E{i}" }).ToArray();
        Assert.That((await PlanAsync(people)).Guards.Where(guard => guard.Guard == PlanGuard.Identity).Sum(guard => guard.Count), Is.Zero);
        // A column that is emptied counts.
        foreach (var person in people)
            person.FirstName = null;
        Assert.That(() => PlanAsync(people), Throws.TypeOf<GuardTrippedException>().With.Message.Contains("first_name"));
    }

    [Test]
    public async Task PlanAsync_uses_the_limits_of_the_options()
    {
        for (var i = 0; i < 12; i++)
            Directory.Add($"Abbott{i}", $"HR-{i}", isActive: i >= 6);
        var options = new DirectorySyncOptions(DirectoryScope.Employees) { MaxCreations = 1, MaxReactivations = 6, MaxUpdates = 2, MaxIdentityChanges = 2, MaxDeactivations = 3 };
        var people = Enumerable.Range(0, 12).Select(i => Person($"Abbott{i}", $"HR-{i}")).Append(Person("New", "HR-99")).ToArray();
        people[6].LastName = people[7].LastName = "Married";

        var plan = DirectoryPlan.FromJson((await PlanAsync(options, people)).ToJson());

        Assert.That(
            plan.Guards.Select(guard => guard.ToString()),
            Is.EqualTo(new[] { "Deactivations: 0 of 3", "Creations: 1 of 1", "Reactivations: 6 of 6", "Updates: 2 of 2", "Identity (first_name): 0 of 2", "Identity (last_name): 2 of 2", "Identity (email_address): 0 of 2", "Identity (employee_id): 0 of 2" }));
        Assert.That((await Sync.ApplyAsync(plan)).IsComplete);
    }

    [Test]
    public async Task ApplyAsync_throws_when_a_saved_plan_exceeds_any_limit()
    {
        Directory.Add("Abbott", "HR-1", isActive: false);
        Directory.Add("Brandt", "HR-2");
        var json = (await PlanAsync(Person("Abbott", "HR-1"), new Person { OriginId = "HR-2", JobTitle = "Foreman" }, Person("New", "HR-3"))).ToJson();
        foreach (var (limit, value) in new[] { ("max_creations", 10), ("max_reactivations", 5), ("max_updates", 10) })
        {
            var edited = json.Replace($"\"{limit}\": {value}", $"\"{limit}\": 0", StringComparison.Ordinal);
            Assert.That(() => Sync.ApplyAsync(DirectoryPlan.FromJson(edited)), Throws.TypeOf<GuardTrippedException>(), limit);
            Assert.That(() => DirectoryPlan.FromJson(json.Replace($"\"{limit}\"", "\"nothing\"", StringComparison.Ordinal)), Throws.TypeOf<FormatException>().With.Message.Contains(limit));
        }
        Assert.That(Directory.Writes, Is.Empty);
    }

    [TestCase("MaxReactivations")]
    [TestCase("MaxUpdates")]
    public async Task UndoAsync_throws_when_a_limit_of_the_options_is_exceeded(string limit)
    {
        Directory.Add("Abbott", "HR-1", jobTitle: "Laborer");
        Directory.Add("Gone", "HR-2");
        var run = await RunAsync(Options(), new Person { OriginId = "HR-1", JobTitle = "Foreman" });
        var options = new UndoOptions();
        typeof(UndoOptions).GetProperty(limit)!.SetValue(options, 0);
        Assert.That(() => Sync.UndoAsync(run.Id!, options), Throws.TypeOf<GuardTrippedException>().With.Message.Contains(limit));
        Assert.That((await Sync.UndoAsync(run.Id!)).IsComplete);
    }

    private static Person[] People(PlanGuard guard, int active, int changes)
    {
        var people = Enumerable.Range(0, active).Select(i => Person($"Abbott{i}", $"HR-{i}")).ToList();
        switch (guard)
        {
            case PlanGuard.Creations:
                people.AddRange(Enumerable.Range(0, changes).Select(i => Person($"New{i}", $"NEW-{i}")));
                break;
            case PlanGuard.Reactivations:
                people.AddRange(Enumerable.Range(active, changes).Select(i => Person($"Abbott{i}", $"HR-{i}")));
                break;
            case PlanGuard.Updates:
                people.Take(changes).ToList().ForEach(person => person.JobTitle = "Foreman");
                break;
            default:
                people.Take(changes).ToList().ForEach(person => person.LastName = $"{person.LastName.Value}-Married");
                break;
        }
        return [.. people];
    }
}
