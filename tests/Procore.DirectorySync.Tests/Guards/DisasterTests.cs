namespace Procore.DirectorySync.Tests;

/// <summary>
/// What happens by default when HR's file is wrong: the table in docs/directory-sync.md. A company of 1,200 employees and 100
/// leavers, all linked; the job runs with the scope of employees and no limits set.
/// </summary>
internal sealed class DisasterTests : SyncTest
{
    private const int Active = 1200;
    private const int Left = 100;

    [Test]
    public Task PlanAsync_trips_when_half_of_the_file_is_missing() => TripsAsync(PlanGuard.Deactivations, [.. Everyone().Take(Active / 2)]);

    [Test]
    public Task PlanAsync_trips_when_the_file_has_a_header_only() => TripsAsync(PlanGuard.EmptySource, []);

    /// <summary>The export is still being written when the job reads it, so that its last rows are missing.</summary>
    [Test]
    public Task PlanAsync_trips_when_the_file_is_being_written() => TripsAsync(PlanGuard.Deactivations, [.. Everyone().Take(Active - 61)]);

    /// <summary>Of last week's file, ten newcomers are missing and five leavers are still there: within every limit.</summary>
    [Test]
    public async Task PlanAsync_plans_the_differences_of_last_weeks_file()
    {
        var plan = await PlanNightAsync([.. Everyone().Skip(10), .. Leavers().Take(5)]);
        Assert.That((plan.Deactivations.Count, plan.Reactivations.Count, plan.Changes.Count), Is.EqualTo((10, 5, 15)));
    }

    [Test]
    public Task PlanAsync_trips_when_the_file_is_a_year_old() => TripsAsync(PlanGuard.Deactivations, [.. Everyone().Skip(150), .. Leavers()]);

    [Test]
    public Task PlanAsync_trips_when_all_rows_are_active() => TripsAsync(PlanGuard.Reactivations, [.. Everyone(), .. Leavers()]);

    [Test]
    public async Task PlanAsync_trips_when_first_and_last_names_are_swapped()
    {
        var people = Everyone();
        foreach (var person in people)
            (person.FirstName, person.LastName) = (person.LastName, person.FirstName);
        var tripped = await TripsAsync(PlanGuard.Updates, people);
        Assert.That(tripped.Message, Does.Contain("first_name and last_name look swapped"));
    }

    [Test]
    public async Task PlanAsync_trips_when_one_column_is_sorted()
    {
        var people = Everyone();
        var names = people.Select(person => person.LastName.Value).OrderDescending(StringComparer.Ordinal).ToList();
        foreach (var (person, name) in people.Zip(names))
            person.LastName = name;
        var tripped = await TripsAsync(PlanGuard.Updates, people);
        Assert.That(tripped.Plan.Guards.Where(guard => guard is { Guard: PlanGuard.Identity, IsTripped: true }).Select(guard => guard.Field), Is.EqualTo(new[] { "last_name" }));
        Assert.That(tripped.Message, Does.Contain("the column last_name looks shifted"));
    }

    [Test]
    public Task PlanAsync_trips_when_job_titles_are_cleared()
    {
        var people = Everyone();
        foreach (var person in people)
            person.JobTitle = null;
        return TripsAsync(PlanGuard.Updates, people);
    }

    [Test]
    public Task PlanAsync_trips_when_employee_ids_are_shuffled() => TripsAsync(PlanGuard.Updates, Shifted((person, other) => person.EmployeeId = other.EmployeeId), "employee_id");

    [Test]
    public Task PlanAsync_trips_when_origin_ids_are_shuffled() => TripsAsync(PlanGuard.Updates, Shifted((person, other) => person.OriginId = other.OriginId), "last_name");

    /// <summary>The addresses are the only key of this company, so with a new domain everybody is new.</summary>
    [Test]
    public Task PlanAsync_trips_when_the_mail_domain_changes()
    {
        var people = Everyone();
        foreach (var person in people)
            (person.OriginId, person.EmployeeId, person.EmailAddress) = ($"NEW-{person.OriginId.Value}", default, person.EmailAddress.Value!.Replace("bluestone", "granite", StringComparison.Ordinal));
        return TripsAsync(PlanGuard.Deactivations, people, also: PlanGuard.Creations);
    }

    [Test]
    public Task PlanAsync_trips_when_the_file_is_of_another_company()
    {
        var people = Everyone();
        foreach (var person in people)
            (person.OriginId, person.EmployeeId, person.EmailAddress) = ($"X-{person.OriginId.Value}", $"X{person.EmployeeId.Value}", $"x-{person.EmailAddress.Value}");
        return TripsAsync(PlanGuard.Deactivations, people, also: PlanGuard.Creations);
    }

    [Test]
    public async Task PlanAsync_deactivates_50_missing_users() => Assert.That((await PlanNightAsync([.. Everyone().Skip(50)])).Deactivations, Has.Count.EqualTo(50));

    [Test]
    public Task PlanAsync_trips_when_51_users_are_missing() => TripsAsync(PlanGuard.Deactivations, [.. Everyone().Skip(51)]);

    /// <summary>The wrong-company guard of a small company, and a shifted column in it.</summary>
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(30)]
    public async Task PlanAsync_trips_on_swapped_names_in_small_companies(int size)
    {
        for (var i = 0; i < size; i++)
            Directory.Company.AddUser(UserOf(i));
        var people = Enumerable.Range(0, size).Select(PersonOf).ToArray();
        foreach (var person in people)
            (person.FirstName, person.LastName) = (person.LastName, person.FirstName);
        var tripped = Assert.ThrowsAsync<GuardTrippedException>(() => PlanAsync(new DirectorySyncOptions(DirectoryScope.Employees), people))!;
        Assert.That(tripped.Plan.Guards.Any(guard => guard is { Guard: PlanGuard.Identity, IsTripped: true }));
        await Task.CompletedTask;
    }

    [Test]
    public async Task PlanAsync_allows_a_marriage_and_a_first_run_with_its_limits()
    {
        for (var i = 0; i < 30; i++)
            Directory.Company.AddUser(UserOf(i) with { OriginId = null, JobTitle = null, EmployeeId = null });
        var people = Enumerable.Range(0, 30).Select(PersonOf).ToArray();
        var options = new DirectorySyncOptions(DirectoryScope.Employees) { MatchByEmailAddress = true };
        Assert.That(() => PlanAsync(options, people), Throws.TypeOf<GuardTrippedException>().With.Property("Guard").EqualTo(PlanGuard.Updates));
        options.MaxUpdates = 30;
        Assert.That((await Sync.ApplyAsync(await PlanAsync(options, people))).IsComplete);
        people[0].LastName = "Married";
        Assert.That((await PlanAsync(new DirectorySyncOptions(DirectoryScope.Employees), people)).Updates, Has.Count.EqualTo(1));
    }

    private static FakeUser UserOf(int i) => new()
    {
        FirstName = $"First{i}",
        LastName = $"Last{i}",
        EmailAddress = $"person{i}@bluestone.example",
        JobTitle = "Laborer",
        OriginId = $"HR-{i}",
        EmployeeId = $"E{i:D5}",
        IsEmployee = true,
        IsActive = i < Active,
        UpdatedAt = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero),
    };

    private static Person PersonOf(int i) => new()
    {
        OriginId = $"HR-{i}",
        EmployeeId = $"E{i:D5}",
        FirstName = $"First{i}",
        LastName = $"Last{i}",
        EmailAddress = $"person{i}@bluestone.example",
        JobTitle = "Laborer",
    };

    private static Person[] Everyone() => [.. Enumerable.Range(0, Active).Select(PersonOf)];

    private static IEnumerable<Person> Leavers() => Enumerable.Range(Active, Left).Select(PersonOf);

    private static Person[] Shifted(Action<Person, Person> take)
    {
        var (people, others) = (Everyone(), Everyone());
        for (var i = 0; i < people.Length; i++)
            take(people[i], others[(i + 1) % others.Length]);
        return people;
    }

    private Task<DirectoryPlan> PlanNightAsync(Person[] people)
    {
        for (var i = 0; i < Active + Left; i++)
            Directory.Company.AddUser(UserOf(i));
        return PlanAsync(new DirectorySyncOptions(DirectoryScope.Employees), people);
    }

    private Task<GuardTrippedException> TripsAsync(PlanGuard guard, Person[] people, string? field = null, PlanGuard? also = null)
    {
        var tripped = Assert.ThrowsAsync<GuardTrippedException>(() => PlanNightAsync(people))!;
        Assert.That(tripped.Guard, Is.EqualTo(guard), tripped.Message);
        Assert.That(Directory.Writes, Is.Empty);
        if (field is not null)
            Assert.That(tripped.Plan.Guards.Where(state => state is { Guard: PlanGuard.Identity, IsTripped: true }).Select(state => state.Field), Has.Member(field));
        if (also is not null)
            Assert.That(tripped.Plan.Guards.Where(state => state.IsTripped).Select(state => state.Guard), Has.Member(also));
        return Task.FromResult(tripped);
    }
}
