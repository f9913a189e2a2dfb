namespace Procore.DirectorySync.Tests;

/// <summary>One bad row, or two rows of one person: only the people that they may mean are left alone.</summary>
internal sealed class BadRowTests : SyncTest
{
    [Test]
    public async Task PlanAsync_keeps_the_user_of_a_bad_row_and_plans_the_others()
    {
        var meant = Directory.Add("Abbott", "HR-1");
        var gone = Directory.Add("Gone", "HR-9");
        Directory.Add("Brandt", "HR-2");
        var bad = new Person { OriginId = "HR-1", Problem = "hire_date isn't a date." };
        var good = Person("Brandt", "HR-2");
        good.JobTitle = "Foreman";

        var plan = await PlanAsync(bad, good, Person("New", "HR-3"));

        Assert.That(plan.Conflicts.Single().Message, Is.EqualTo("hire_date isn't a date."));
        Assert.That(plan.Conflicts.Single().Users.Single().UserId, Is.EqualTo(meant.Id));
        Assert.That(plan.Deactivations.Single().Person.UserId, Is.EqualTo(gone.Id));
        Assert.That((plan.Updates.Count, plan.Creates.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task PlanAsync_keeps_users_that_a_bad_row_may_describe()
    {
        var byAddress = Directory.Add("Abbott", "HR-1");
        var byNumber = Directory.Add("Brandt", "HR-2", employeeId: "E2");
        var byName = Directory.Add("Cole", "HR-3");
        var plan = await PlanAsync(
            new Person { EmailAddress = "ABBOTT@bluestone.example", Problem = "Broken." },
            new Person { EmployeeId = "e2", Problem = "Broken." },
            new Person { OriginId = "#REF!", FirstName = "Ada", LastName = "COLE" },
            Person("New", "HR-4"));
        Assert.That(plan.Deactivations, Is.Empty);
        Assert.That(plan.Conflicts.SelectMany(conflict => conflict.Users).Select(user => user.UserId), Is.EquivalentTo(new long?[] { byAddress.Id, byNumber.Id, byName.Id }));
        Assert.That(plan.Warnings, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_refuses_an_entry_with_a_picture_which_a_plan_cannot_hold()
    {
        var meant = Directory.Add("Abbott", "HR-1");
        using var picture = new MemoryStream([1]);

        var plan = await PlanAsync(new Person { OriginId = "HR-1", JobTitle = "Foreman", Avatar = new Avatar(picture, "a.png", "image/png") });

        Assert.That(plan.Changes, Is.Empty);
        Assert.That(plan.Conflicts.Single().Message, Does.Contain("picture"));
        Assert.That(plan.Conflicts.Single().Users.Single().UserId, Is.EqualTo(meant.Id));
    }

    [Test]
    public async Task PlanAsync_deactivates_no_missing_user_when_a_bad_row_may_be_anyone()
    {
        Directory.Add("Abbott", "HR-1");
        var left = Directory.Add("Left", "HR-2");
        var plan = await PlanAsync(new Person { OriginId = "#N/A", LastName = "Married" }, new Person { OriginId = "HR-2", IsActive = false }, Person("New", "HR-3"));
        Assert.That(plan.Deactivations.Select(change => change.Person.UserId), Is.EqualTo(new long?[] { left.Id }), "the source says that one itself");
        Assert.That(plan.Warnings.Single(), Does.StartWith("1 of the users"));
        Assert.That(plan.Creates, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task PlanAsync_treats_a_bad_row_with_readable_keys_as_a_new_person()
    {
        var gone = Directory.Add("Gone", "HR-9");
        var plan = await PlanAsync(new Person { OriginId = "HR-1", LastName = "J?rgen" }, Person("New", "HR-3"));
        Assert.That(plan.Deactivations.Single().Person.UserId, Is.EqualTo(gone.Id));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task PlanAsync_uses_the_active_one_of_two_rows_of_one_person(bool activeFirst)
    {
        Directory.Add("Abbott", "HR-1", isActive: false);
        var (terminated, active) = (Person("Abbott", "HR-1"), Person("Abbott", "HR-1"));
        (terminated.IsActive, active.JobTitle) = (false, "Foreman");
        Person[] people = activeFirst ? [active, terminated] : [terminated, active];

        var plan = await PlanAsync(people);

        Assert.That(plan.Reactivations.Single().Fields.Single().New, Is.EqualTo("Foreman"));
        Assert.That(SkippedOf(plan).Single().Reason, Is.EqualTo(SkipReason.Superseded));
        Assert.That(SkippedOf(plan).Single().Person.Position, Is.EqualTo(activeFirst ? 1 : 0));
        Assert.That(plan.IsComplete);
    }

    [Test]
    public async Task PlanAsync_uses_the_active_row_when_two_keys_find_one_user()
    {
        Directory.Add("Abbott", "HR-1");
        var terminated = new Person { OriginId = "HR-1", IsActive = false };
        var plan = await PlanAsync(terminated, Person("Abbott"));
        Assert.That(plan.IsEmpty);
        Assert.That(SkippedOf(plan).Single().Reason, Is.EqualTo(SkipReason.Superseded));
    }

    [TestCase(false, "Abbott", true)]
    [TestCase(true, "Abbott", false)]
    [TestCase(false, "Brandt", false)]
    public async Task PlanAsync_drops_an_earlier_row_with_an_old_address(bool isActive, string lastName, bool isDropped)
    {
        var user = Directory.Add("Abbott", "HR-2");
        var earlier = new Person { OriginId = "HR-1", LastName = lastName, EmailAddress = user.EmailAddress, IsActive = isActive };
        var current = Person("Abbott", "HR-2");
        (current.EmailAddress, current.JobTitle) = ("new@bluestone.example", "Foreman");

        var plan = await PlanAsync(earlier, current);

        Assert.That(SkippedOf(plan).Select(skipped => (skipped.Reason, skipped.Person.Position)), isDropped ? Is.EqualTo(new[] { (SkipReason.Superseded, (long?)0) }) : Is.Empty);
        Assert.That(plan.Conflicts.Select(conflict => conflict.Reason), isDropped ? Is.Empty : Does.Contain(ConflictReason.OtherOriginId));
        Assert.That(plan.Updates, Has.Count.EqualTo(isDropped ? 1 : 0));
        Assert.That(plan.Deactivations, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_deactivates_once_when_both_rows_of_a_person_are_inactive()
    {
        var user = Directory.Add("Abbott", "HR-1");
        var (one, other) = (Person("Abbott", "HR-1"), Person("Abbott", "HR-1"));
        one.IsActive = other.IsActive = false;
        Assert.That((await PlanAsync(one, other)).Deactivations.Single().Person.UserId, Is.EqualTo(user.Id));
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_rows_with_one_key_have_other_names()
    {
        Directory.Add("Abbott", "HR-1");
        var (one, other) = (Person("Abbott", "HR-1"), Person("Brandt", "HR-1"));
        one.IsActive = false;
        Assert.That((await PlanAsync(one, other)).Conflicts.Single().Reason, Is.EqualTo(ConflictReason.SameKey));
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_the_inactive_row_has_a_user()
    {
        Directory.Add("Abbott", "HR-1");
        Directory.Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "abbott2@bluestone.example", OriginId = "HR-2", IsEmployee = true });
        var (one, other) = (Person("Abbott", "HR-1"), new Person { OriginId = "HR-2", LastName = "Abbott", EmailAddress = "abbott@bluestone.example" });
        one.IsActive = false;
        var plan = await PlanAsync(one, other);
        Assert.That(plan.IsEmpty);
        Assert.That(plan.Conflicts, Is.Not.Empty);
    }

    [TestCase(10, 9, 0)]
    [TestCase(11, 0, 1)]
    public async Task PlanAsync_takes_up_to_10_rows_for_one_person(int rows, int superseded, int conflicts)
    {
        Directory.Add("Abbott", "HR-1", jobTitle: "Laborer");
        Person[] people = [.. Enumerable.Range(0, rows).Select(row => new Person { OriginId = "HR-1", LastName = "Abbott", IsActive = row == 3 ? true : false, JobTitle = "Foreman" })];

        var plan = await PlanAsync(people);

        Assert.That((SkippedOf(plan).Count, plan.Conflicts.Count, plan.Updates.Count), Is.EqualTo((superseded, conflicts, 1 - conflicts)));
        Assert.That(SkippedOf(plan).Select(skipped => skipped.Person.Position), Does.Not.Contain(3));
    }

    [Test]
    public async Task PlanAsync_says_how_many_missing_users_a_bad_row_spares()
    {
        Directory.Add("Abbott", "HR-1");
        Directory.Add("Brandt", "HR-2");
        Person[] people = [new() { OriginId = "#N/A", LastName = "Married" }, Person("New", "HR-3")];

        Assert.That((await PlanAsync(people)).Warnings, Is.EqualTo(new[]
        {
            "2 of the users in scope aren't in the source and stay active, because the source has a person without a readable key who may be any of them. Correct that person.",
        }));
        var options = Options();
        options.DeactivateMissing = false;
        Assert.That((await PlanAsync(options, people)).Warnings, Is.Empty);
    }

    [TestCase("00E12", "E12", 0)]
    [TestCase("00123", "0123", 0)]
    [TestCase("00123", "1234", 0)]
    [TestCase("00120", "12", 0)]
    [TestCase("0", "0", 0)]
    [TestCase("00123", "123", 1)]
    public async Task PlanAsync_suspects_lost_zeros_of_an_employee_id(string actual, string wanted, int conflicts)
    {
        var user = Directory.Add("Abbott", "HR-1", employeeId: actual);

        var plan = await PlanAsync(new Person { OriginId = "HR-1", EmployeeId = wanted, LastName = "Abbott" });

        Assert.That(plan.Conflicts.Count(conflict => conflict.Reason == ConflictReason.LostZeros), Is.EqualTo(conflicts));
        if (conflicts == 1)
            Assert.That((plan.Conflicts.Single().Users.Single().UserId, plan.Conflicts.Single().Message), Is.EqualTo(((long?)user.Id, "employee_id seems to have lost its leading zeros: the directory has a user with the id that has them. Export the column as text, or set AllowLostZeros.")));
    }

    [TestCase(false, "123")]
    [TestCase(true, "00123")]
    public async Task PlanAsync_reports_a_conflict_when_leading_zeros_are_lost(bool isThere, string originId)
    {
        var user = Directory.Add("Abbott", "00123");
        if (isThere)
            Directory.Add("Brandt", "123");
        var plan = await PlanAsync(new Person { OriginId = "123", FirstName = "Ada", LastName = "Abbott" }, Person("New", "HR-3"));
        Assert.That(plan.Conflicts.Count(conflict => conflict.Reason == ConflictReason.LostZeros), Is.EqualTo(isThere ? 0 : 1));
        if (!isThere)
            Assert.That(plan.Conflicts.Single().Users.Single().UserId, Is.EqualTo(user.Id));

        var allowed = Options();
        allowed.AllowLostZeros = true;
        Assert.That((await PlanAsync(allowed, new Person { OriginId = originId, LastName = "Abbott", EmailAddress = "x@bluestone.example" })).Conflicts, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_takes_linear_time_when_thousands_of_people_share_a_key([Values("N/A", "1")] string employeeId)
    {
        const int Count = 4000;
        for (var i = 0; i < Count; i++)
            Directory.Add($"Abbott{i}", $"HR-{i}", employeeId: employeeId);
        var people = Enumerable.Range(0, Count).Select(i => new Person { OriginId = $"HR-{i}", EmployeeId = employeeId, LastName = $"Abbott{i}" }).ToArray();
        var options = Options();
        options.MatchByEmployeeId = true;
        var before = Environment.CpuUsage.UserTime;

        var plan = await PlanAsync(options, people);

        Assert.That(Environment.CpuUsage.UserTime - before, Is.LessThan(TimeSpan.FromSeconds(20)), "73 s when it was quadratic");
        Assert.That(plan.IsEmpty);
        Assert.That(plan.Conflicts.SelectMany(conflict => conflict.People).Count(), Is.EqualTo(Count));
    }
}
