namespace Procore.DirectorySync.Tests;

internal sealed class GuardTests : SyncTest
{
    [Test]
    public void PlanAsync_throws_before_any_request_when_the_source_is_empty()
    {
        Directory.Add("Abbott", "HR-1");
        var tripped = Assert.ThrowsAsync<GuardTrippedException>(() => PlanAsync())!;
        Assert.That(tripped.Guard, Is.EqualTo(PlanGuard.EmptySource));
        Assert.That(tripped.Plan.IsEmpty);
        Assert.That(Directory.Fake.Requests, Is.Empty);
    }

    [TestCase(100, 5, false)]
    [TestCase(100, 6, true)]
    [TestCase(2000, 50, false)]
    [TestCase(2000, 51, true)]
    [TestCase(19, 1, true)]
    public async Task PlanAsync_allows_50_or_5_percent_deactivations(int inScope, int gone, bool trips)
    {
        for (var i = 0; i < inScope; i++)
            Directory.Add($"Abbott{i}", $"HR-{i}");
        Directory.Add("Outside", isEmployee: false);
        Directory.Add("Left", isActive: false);
        var people = Enumerable.Range(gone, inScope - gone).Select(i => Person($"Abbott{i}", $"HR-{i}")).ToArray();
        var options = new DirectorySyncOptions(DirectoryScope.Employees);

        if (!trips)
        {
            Assert.That((await PlanAsync(options, people)).Deactivations, Has.Count.EqualTo(gone));
            return;
        }
        var tripped = Assert.ThrowsAsync<GuardTrippedException>(() => PlanAsync(options, people))!;
        Assert.That((tripped.Guard, tripped.Count, tripped.Limit), Is.EqualTo((PlanGuard.Deactivations, gone, Math.Min(50, inScope / 20))));
        Assert.That(tripped.Plan.Deactivations, Has.Count.EqualTo(gone));
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public void PlanAsync_throws_when_changes_exceed_MaxChanges()
    {
        var options = Options();
        options.MaxChanges = 2;
        Assert.That(() => PlanAsync(options, Person("A", "1"), Person("B", "2")), Throws.Nothing);
        var tripped = Assert.ThrowsAsync<GuardTrippedException>(() => PlanAsync(options, Person("A", "1"), Person("B", "2"), Person("C", "3")))!;
        Assert.That((tripped.Guard, tripped.Count, tripped.Limit), Is.EqualTo((PlanGuard.Changes, 3, 2)));
    }

    [Test]
    public void ApplyAsync_throws_when_the_plan_exceeds_its_limits()
    {
        Directory.Add("Abbott");
        var options = Options();
        options.MaxDeactivations = 0;
        var tripped = Assert.ThrowsAsync<GuardTrippedException>(() => PlanAsync(options, Person("Brandt", "HR-1")))!;
        Assert.That(() => Sync.ApplyAsync(DirectoryPlan.FromJson(tripped.Plan.ToJson())), Throws.TypeOf<GuardTrippedException>());
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_skips_users_out_of_scope()
    {
        var outside = Directory.Add("Abbott", isEmployee: false, jobTitle: "Owner");
        var inactive = Directory.Add("Brandt", "HR-2", isActive: false, isEmployee: false);
        var before = Directory.State();
        var people = new[] { Person("Abbott", "HR-1"), Person("Brandt", "HR-2"), new Person { OriginId = "HR-3", LastName = "Cole", EmailAddress = "cole@bluestone.example", IsEmployee = false } };

        var plan = await PlanAsync(Options(DirectoryScope.Employees), people);

        Assert.That(plan.IsEmpty);
        Assert.That(plan.Skipped.Select(skipped => skipped.Reason), Is.EqualTo(new[] { SkipReason.OutOfScope, SkipReason.OutOfScope, SkipReason.OutOfScopeInSource }));
        Assert.That(plan.IsComplete, Is.False);
        Assert.That(plan.Skipped.Select(skipped => skipped.Person.UserId), Is.EqualTo(new long?[] { outside.Id, inactive.Id, null }));
        await Sync.ApplyAsync(plan);
        Assert.That(Directory.State(), Is.EqualTo(before));
    }

    [Test]
    public async Task PlanAsync_deactivates_only_users_in_each_kind_of_scope()
    {
        var vendor = Directory.Company.AddVendor("Bluestone");
        var theirs = Directory.Company.AddUser(new FakeUser { LastName = "A", EmailAddress = "a@b.example", VendorId = vendor.Id, OriginId = "X-1" });
        var ours = Directory.Add("B", "HR-1");
        var named = Directory.Add("C", jobTitle: "Foreman");

        Assert.That(await DeactivatedAsync(DirectoryScope.Vendors(vendor.Id)), Is.EqualTo(new[] { theirs.Id }));
        Assert.That(await DeactivatedAsync(DirectoryScope.OriginIdPrefix("HR-")), Is.EqualTo(new[] { ours.Id }));
        Assert.That(await DeactivatedAsync(DirectoryScope.Where("foremen", user => user.JobTitle == "Foreman")), Is.EqualTo(new[] { named.Id }));
        Assert.That(await DeactivatedAsync(DirectoryScope.Vendors(vendor.Id).Or(DirectoryScope.OriginIdPrefix("HR-"))), Is.EqualTo(new[] { theirs.Id, ours.Id }));
        Assert.That(await DeactivatedAsync(DirectoryScope.Employees.And(DirectoryScope.OriginIdPrefix("X-"))), Is.Empty);
        Assert.That(await DeactivatedAsync(DirectoryScope.Everybody), Is.EqualTo(new[] { theirs.Id, ours.Id, named.Id }));
    }

    [Test]
    public async Task PlanAsync_creates_a_new_user_of_a_vendor_in_scope()
    {
        var vendor = Directory.Company.AddVendor("Bluestone");
        var person = Person("Abbott", "HR-1");
        person.VendorId = vendor.Id;
        Assert.That((await PlanAsync(Options(DirectoryScope.Vendors(vendor.Id)), person)).Creates, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task PlanAsync_skips_protected_users_and_the_calling_account()
    {
        var @protected = Directory.Add("Abbott", "HR-1");
        var left = Directory.Add("Brandt");
        var options = Options();
        options.ProtectedIds.Add(@protected.Id);
        options.ProtectedIds.Add(left.Id);

        var plan = await PlanAsync(options, new Person { OriginId = "HR-1", JobTitle = "Foreman" }, new Person { Id = Directory.Account.Id, IsActive = false });

        Assert.That(plan.IsEmpty);
        Assert.That(SkippedOf(plan).Select(skipped => skipped.Reason), Is.EqualTo(new[] { SkipReason.Protected, SkipReason.CallingAccount }));
    }

    [Test]
    public async Task ApplyAsync_does_not_touch_the_calling_account()
    {
        var other = Directory.Add("Abbott");
        var plan = await PlanAsync(Person("Brandt", "HR-1"));
        var json = plan.ToJson().Replace($"{other.Id}", $"{Directory.Account.Id}");
        var run = await Sync.ApplyAsync(DirectoryPlan.FromJson(json));
        Assert.That(run.Outcomes.Single(outcome => outcome.Change.Kind == ChangeKind.Deactivate).Status, Is.EqualTo(ChangeStatus.NotSent));
        Assert.That(Directory.User(Directory.Account.Id).IsActive);
    }

    [Test]
    public async Task ApplyAsync_throws_when_the_plan_is_of_another_company()
    {
        Directory.Add("Abbott");
        var plan = await PlanAsync(Person("Abbott", "HR-1"), Person("Brandt", "HR-2"));
        using var elsewhere = new OtherCompany();
        Assert.That(() => elsewhere.ApplyAsync(plan), Throws.InstanceOf<InvalidOperationException>().With.Message.Contains("another company"));
        Assert.That(elsewhere.Writes, Is.Zero);
    }

    [Test]
    public async Task ApplyAsync_throws_when_an_edited_plan_repeats_or_changes_protected()
    {
        var (one, other) = (Directory.Add("Abbott"), Directory.Add("Brandt"));
        var options = Options();
        options.ProtectedIds.Add(Directory.Add("Cole", isActive: false).Id);
        var plan = await PlanAsync(options, Person("Dole", "HR-1"));

        Assert.That(() => Sync.ApplyAsync(DirectoryPlan.FromJson(plan.ToJson().Replace($"{one.Id}", $"{other.Id}"))), Throws.ArgumentException.With.Message.Contains("twice"));
        Assert.That(() => Sync.ApplyAsync(DirectoryPlan.FromJson(plan.ToJson().Replace($"{one.Id}", $"{options.ProtectedIds.Single()}"))), Throws.ArgumentException.With.Message.Contains("protected"));
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public async Task ApplyAsync_throws_when_an_edited_plan_shows_another_user()
    {
        var (one, other) = (Directory.Add("Abbott"), Directory.Add("Brandt"));
        var plan = await PlanAsync(Person("Abbott"));
        var edited = DirectoryPlan.FromJson(plan.ToJson().Replace($"\"user_id\": {other.Id}", $"\"user_id\": {one.Id}", StringComparison.Ordinal));

        Assert.That(() => Sync.ApplyAsync(edited), Throws.ArgumentException.With.Message.Contains($"user {one.Id} has another name and e-mail address"));
        Assert.That(() => Sync.CheckAsync(edited), Throws.ArgumentException);
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public async Task ApplyAsync_throws_when_an_edited_plan_creates_a_user_twice()
    {
        var plan = await PlanAsync(Person("Dole", "HR-1"), Person("Ecker", "HR-2"));

        Assert.That(() => Sync.ApplyAsync(DirectoryPlan.FromJson(plan.ToJson().Replace("HR-2", "HR-1", StringComparison.Ordinal))), Throws.ArgumentException.With.Message.Contains("the same origin id twice, here and at changes[0]"));
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public void PlanAsync_throws_when_a_limit_is_negative()
    {
        Assert.That(() => PlanAsync(new DirectorySyncOptions(DirectoryScope.Everybody) { MaxDeactivations = -1 }, Person("A", "1")), Throws.ArgumentException);
        Assert.That(() => PlanAsync(new DirectorySyncOptions(DirectoryScope.Everybody) { MaxChanges = -1 }, Person("A", "1")), Throws.ArgumentException);
    }

    private async Task<long[]> DeactivatedAsync(DirectoryScope scope) =>
        [.. (await PlanAsync(new DirectorySyncOptions(scope) { MaxDeactivations = 9, MatchByEmailAddress = true }, new Person { OriginId = "HR-9" })).Deactivations.Select(change => change.Person.UserId!.Value)];

    private sealed class OtherCompany : SyncTest
    {
        public int Writes => Directory.Writes.Count;

        public Task<DirectoryRun> ApplyAsync(DirectoryPlan plan)
        {
            while (Directory.Company.Users.Count < 5)
                Directory.Company.AddUser(new FakeUser { Id = 17 + Directory.Company.Users.Count, LastName = "X", EmailAddress = $"x{Directory.Company.Users.Count}@c.example" });
            return Sync.ApplyAsync(plan);
        }
    }
}
