namespace Procore.DirectorySync.Tests;

/// <summary>What a new user takes on from the scope.</summary>
internal sealed class NewUserTests : SyncTest
{
    [Test]
    public async Task PlanAsync_creates_an_employee_when_the_scope_is_employees()
    {
        Directory.Add("Abbott", "HR-1");
        var hire = Bare("Doe", "HR-2");
        hire.EmployeeId = "E17";
        var run = await RunAsync(Options(DirectoryScope.Employees), Person("Abbott", "HR-1"), hire);

        Assert.That(run.IsComplete, run.ToString());
        Assert.That((Directory.Single("doe@bluestone.example").IsEmployee, Directory.Single("doe@bluestone.example").EmployeeId), Is.EqualTo(((bool?)true, "E17")));
        Assert.That((await PlanAsync(Options(DirectoryScope.Employees), Person("Abbott", "HR-1"), hire)).IsEmpty);
    }

    [Test]
    public async Task PlanAsync_sets_the_vendor_when_the_scope_has_one()
    {
        var vendor = Directory.Company.AddVendor("Ridgeline Electric");
        var run = await RunAsync(Options(DirectoryScope.Vendors(vendor.Id)), Bare("Doe", "HR-2"));
        Assert.That(run.IsComplete, run.ToString());
        Assert.That(Directory.Single("doe@bluestone.example").VendorId, Is.EqualTo(vendor.Id));
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_the_scope_is_not_unique()
    {
        var (one, other) = (Directory.Company.AddVendor("Ridgeline"), Directory.Company.AddVendor("Summit"));
        foreach (var scope in new[] { DirectoryScope.Vendors(one.Id, other.Id), DirectoryScope.Employees.Or(DirectoryScope.Vendors(one.Id)) })
        {
            var plan = await PlanAsync(Options(scope), Bare("Doe", "HR-2"));
            Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.Unusable));
            Assert.That(plan.Conflicts.Single().Message, Does.Contain("VendorId"));
            Assert.That(plan.IsComplete, Is.False);
        }
    }

    [Test]
    public async Task PlanAsync_combines_the_fields_that_scopes_imply()
    {
        var vendor = Directory.Company.AddVendor("Ridgeline");
        var plan = await PlanAsync(Options(DirectoryScope.Employees.And(DirectoryScope.Vendors(vendor.Id)).And(DirectoryScope.OriginIdPrefix("HR-"))), Bare("Doe", "HR-2"));
        Assert.That(plan.Creates.Single().Fields.Select(field => (field.Name, field.New)), Is.SupersetOf(new[] { ("is_employee", (object?)true), ("vendor_id", vendor.Id) }));
    }

    [Test]
    public async Task PlanAsync_skips_a_person_that_the_source_excludes()
    {
        var vendor = Directory.Company.AddVendor("Ridgeline");
        var contractor = Bare("Doe", "HR-2");
        contractor.IsEmployee = false;
        var other = Bare("Roe", "X-1");
        Assert.That(await ReasonOfAsync(DirectoryScope.Employees, contractor), Is.EqualTo(SkipReason.OutOfScopeInSource));
        Assert.That(await ReasonOfAsync(DirectoryScope.OriginIdPrefix("HR-"), other), Is.EqualTo(SkipReason.OutOfScopeInSource));
        other.VendorId = vendor.Id;
        Assert.That(await ReasonOfAsync(DirectoryScope.Vendors(17), other), Is.EqualTo(SkipReason.OutOfScopeInSource));
    }

    [Test]
    public async Task PlanAsync_is_incomplete_when_a_skip_is_unexpected()
    {
        var plan = await PlanAsync(Options(DirectoryScope.OriginIdPrefix("HR-")), Bare("Doe", null));
        Assert.That(SkippedOf(plan).Single().Reason, Is.EqualTo(SkipReason.OutOfScope));
        Assert.That(plan.IsComplete, Is.False);
        Assert.That((await Sync.ApplyAsync(plan)).IsComplete, Is.False);
        Assert.That(plan.Problems.Single().Description, Does.StartWith("Skipped: OutOfScope: person 0"));
    }

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_a_policy_forbids_a_scopes_field()
    {
        var options = Options(DirectoryScope.Employees);
        options.FieldPolicies[nameof(DirectorySync.Person.IsEmployee)] = FieldPolicy.Never;
        Assert.That((await PlanAsync(options, Bare("Doe", "HR-2"))).Conflicts.Single().Message, Does.Contain("is_employee").And.Contain("FieldPolicies"));
    }

    [Test]
    public async Task PlanAsync_keeps_the_state_when_is_active_is_null()
    {
        var active = Directory.Add("Active", "HR-1");
        Directory.Add("Inactive", "HR-2", isActive: false);
        var people = new[] { Person("Active", "HR-1"), Person("Inactive", "HR-2"), Bare("New", "HR-3") };
        foreach (var person in people)
            person.IsActive = null;
        people[0].JobTitle = "Foreman";

        var plan = await PlanAsync(people);

        Assert.That(plan.Updates.Single().Person.UserId, Is.EqualTo(active.Id));
        Assert.That(SkippedOf(plan).Single().Reason, Is.EqualTo(SkipReason.Inactive));
        Assert.That((plan.Creates.Count, plan.Reactivations.Count, plan.Deactivations.Count), Is.EqualTo((1, 0, 0)));
        Assert.That(plan.IsComplete);
    }

    private static Person Bare(string lastName, string? originId) =>
        new() { OriginId = originId, FirstName = "Jane", LastName = lastName, EmailAddress = $"{lastName.ToLowerInvariant()}@bluestone.example" };

    private async Task<SkipReason> ReasonOfAsync(DirectoryScope scope, Person person)
    {
        var plan = await PlanAsync(Options(scope), person);
        Assert.That(plan.IsComplete);
        return SkippedOf(plan).Single().Reason;
    }
}
