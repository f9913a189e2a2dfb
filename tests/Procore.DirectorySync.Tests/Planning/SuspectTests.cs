namespace Procore.DirectorySync.Tests;

/// <summary>Which users an unusable person may be, and what happens to them and to the other missing users.</summary>
internal sealed class SuspectTests : SyncTest
{
    private const string Broken = "hire_date isn't a date.";

    [TestCaseSource(nameof(UnusablePeople))]
    public async Task PlanAsync_keeps_missing_users_unless_the_keys_show_a_new_person(Person person, bool byEmployeeId, bool byEmailAddress, bool isAnyone)
    {
        Directory.Add("Gone", "HR-9");
        var options = Options();
        (options.MatchByEmployeeId, options.MatchByEmailAddress) = (byEmployeeId, byEmailAddress);

        var plan = await PlanAsync(options, person, Person("New", "HR-3"));

        Assert.That((plan.Deactivations.Count, plan.Warnings.Count), Is.EqualTo(isAnyone ? (0, 1) : (1, 0)));
    }

    [TestCase(nameof(DirectorySync.Person.EmployeeId), false, true, false)]
    [TestCase(nameof(DirectorySync.Person.EmployeeId), true, false, true)]
    [TestCase(nameof(DirectorySync.Person.EmailAddress), true, false, false)]
    [TestCase(nameof(DirectorySync.Person.EmailAddress), false, true, true)]
    [TestCase(nameof(DirectorySync.Person.JobTitle), true, true, false)]
    public async Task PlanAsync_checks_a_field_that_is_never_sent_only_as_a_key(string field, bool byEmployeeId, bool byEmailAddress, bool isChecked)
    {
        var user = Directory.Add("Abbott", "HR-1");
        var options = Options();
        (options.MatchByEmployeeId, options.MatchByEmailAddress) = (byEmployeeId, byEmailAddress);
        options.FieldPolicies[field] = FieldPolicy.Never;
        var person = field switch
        {
            nameof(DirectorySync.Person.EmployeeId) => new Person { OriginId = "HR-1", EmployeeId = "#N/A" },
            nameof(DirectorySync.Person.EmailAddress) => new Person { OriginId = "HR-1", EmailAddress = "#N/A" },
            _ => new Person { OriginId = "HR-1", JobTitle = "#N/A" },
        };

        var plan = await PlanAsync(options, person);

        Assert.That(plan.Conflicts.Select(conflict => conflict.Reason), isChecked ? Is.EqualTo(new[] { ConflictReason.Unusable }) : Is.Empty);
        Assert.That(plan.Unchanged, isChecked ? Is.Empty : Is.EqualTo(new[] { user.Id }));
    }

    [Test]
    public async Task PlanAsync_keeps_the_user_with_the_id_of_a_bad_row()
    {
        var user = Directory.Add("Abbott", "HR-1");

        var plan = await PlanAsync(new Person { Id = user.Id, Problem = Broken });

        Assert.That(plan.Conflicts.Single().Users.Select(suspect => suspect.UserId), Is.EqualTo(new long?[] { user.Id }));
        Assert.That(plan.Deactivations, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_keeps_all_users_with_the_name_of_a_bad_row_and_lists_20()
    {
        for (var i = 0; i < 22; i++)
            Directory.Company.AddUser(new FakeUser { FirstName = "Ada", LastName = "Cole", EmailAddress = $"cole{i}@bluestone.example", IsEmployee = true });

        var plan = await PlanAsync(new Person { OriginId = "#REF!", FirstName = "Ada", LastName = "Cole" });

        Assert.That(plan.Conflicts.Single().Users.Select(user => user.UserId).Distinct().Count(), Is.EqualTo(20));
        Assert.That(plan.Deactivations, Is.Empty);
        Assert.That(plan.Warnings, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_changes_no_user_that_has_a_key_of_a_bad_row()
    {
        var user = Directory.Add("Abbott", "HR-1", employeeId: "E1");
        var good = new Person { OriginId = "HR-1", JobTitle = "Foreman" };

        var plan = await PlanAsync(new Person { EmployeeId = "E1", Problem = Broken }, good);

        Assert.That(plan.Conflicts.Select(conflict => (conflict.Reason, conflict.Users.Single().UserId)), Is.EqualTo(new[] { (ConflictReason.Unusable, (long?)user.Id), (ConflictReason.SamePerson, user.Id) }));
        Assert.That(plan.IsEmpty);
    }

    [Test]
    public async Task PlanAsync_changes_a_user_that_shares_only_its_name_with_a_bad_row()
    {
        var user = Directory.Add("Abbott", "HR-1");
        var good = new Person { OriginId = "HR-1", JobTitle = "Foreman" };

        var plan = await PlanAsync(new Person { OriginId = "#REF!", FirstName = "Ada", LastName = "Abbott" }, good);

        Assert.That(plan.Updates.Select(change => change.Person.UserId), Is.EqualTo(new long?[] { user.Id }));
        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.Unusable));
    }

    [Test]
    public async Task PlanAsync_warns_of_no_kept_users_when_none_is_missing()
    {
        Directory.Add("Abbott", "HR-1");

        var plan = await PlanAsync(new Person { OriginId = "#N/A", LastName = "Married" }, Person("Abbott", "HR-1"));

        Assert.That(plan.Warnings, Is.Empty);
    }

    private static IEnumerable<TestCaseData> UnusablePeople()
    {
        yield return Case("no key", new Person { Problem = Broken }, isAnyone: true);
        yield return Case("id", new Person { Id = 17, Problem = Broken }, isAnyone: false);
        yield return Case("id 0", new Person { Id = 0 }, isAnyone: true);
        yield return Case("negative id", new Person { Id = -1 }, isAnyone: true);
        yield return Case("origin id", new Person { OriginId = "HR-1", Problem = Broken }, isAnyone: false);
        yield return Case("employee id", new Person { EmployeeId = "E1", Problem = Broken }, isAnyone: true);
        yield return Case("employee id as a key", new Person { EmployeeId = "E1", Problem = Broken }, isAnyone: false, byEmployeeId: true);
        yield return Case("broken employee id", new Person { OriginId = "HR-1", EmployeeId = "#N/A" }, isAnyone: false);
        yield return Case("broken employee id as a key", new Person { OriginId = "HR-1", EmployeeId = "#N/A" }, isAnyone: true, byEmployeeId: true);
        yield return Case("address", new Person { EmailAddress = "a@b.example", Problem = Broken }, isAnyone: true);
        yield return Case("address as a key", new Person { EmailAddress = "a@b.example", Problem = Broken }, isAnyone: false, byEmailAddress: true);
        yield return Case("broken address", new Person { OriginId = "HR-1", EmailAddress = "#N/A" }, isAnyone: false);
        yield return Case("broken address as a key", new Person { OriginId = "HR-1", EmailAddress = "#N/A" }, isAnyone: true, byEmailAddress: true);
        yield return Case("all keys", new Person { OriginId = "HR-1", EmployeeId = "E1", EmailAddress = "a@b.example", Problem = Broken }, isAnyone: false, byEmployeeId: true, byEmailAddress: true);

        static TestCaseData Case(string name, Person person, bool isAnyone, bool byEmployeeId = false, bool byEmailAddress = false) =>
            new TestCaseData(person, byEmployeeId, byEmailAddress, isAnyone).SetArgDisplayNames(name);
    }
}
