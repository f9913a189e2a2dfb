namespace Procore.DirectorySync.Tests;

/// <summary>Users that no run has linked and that aren't employees, such as the service accounts of other apps.</summary>
internal sealed class UnlinkedTests : SyncTest
{
    [Test]
    public async Task PlanAsync_keeps_service_accounts_of_other_apps()
    {
        var account = Directory.Company.AddUser("Other App", "Service", "dmsa-1@apps.example");
        Directory.Add("Abbott", "HR-1");

        var plan = await PlanAsync(Person("Abbott", "HR-1"));

        Assert.That(plan.Deactivations, Is.Empty);
        Assert.That(plan.Unlinked.Single().UserId, Is.EqualTo(account.Id));
        Assert.That(plan.IsComplete, Is.False);
        Assert.That(plan.ToString(), Does.EndWith("1 unlinked"));
        Assert.That(DirectoryPlan.FromJson(plan.ToJson()).Unlinked.Single().UserId, Is.EqualTo(account.Id));
    }

    [TestCase(true, 1, true)]
    [TestCase(false, 0, true)]
    public async Task PlanAsync_treats_unlinked_users_as_DeactivateUnlinked_says(bool deactivates, int deactivations, bool isComplete)
    {
        Directory.Company.AddUser("Other App", "Service", "dmsa-1@apps.example");
        Directory.Add("Abbott", "HR-1");
        var options = Options();
        options.DeactivateUnlinked = deactivates;
        var plan = await PlanAsync(options, Person("Abbott", "HR-1"));
        Assert.That((plan.Deactivations.Count, plan.IsComplete), Is.EqualTo((deactivations, isComplete)));
    }

    [Test]
    public async Task PlanAsync_deactivates_linked_users_and_employees_that_are_missing()
    {
        var linked = Directory.Add("Linked", "HR-9", isEmployee: false);
        var employee = Directory.Add("Employee");
        var plan = await PlanAsync(Person("New", "HR-1"));
        Assert.That(plan.Deactivations.Select(change => change.Person.UserId), Is.EquivalentTo(new long?[] { linked.Id, employee.Id }));
        Assert.That(plan.Unlinked, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_lists_the_account_and_protected_users_that_the_source_lacks()
    {
        var kept = Directory.Add("Abbott");
        var options = Options();
        options.ProtectedIds.Add(kept.Id);
        options.ProtectedIds.Add(4711);

        var plan = await PlanAsync(options, Person("Brandt", "HR-2"));
        options.DeactivateMissing = false;
        var keeping = await PlanAsync(options, Person("Brandt", "HR-2"));

        Assert.That(plan.Skipped.Select(skipped => (skipped.Person.UserId, skipped.Reason)), Is.EquivalentTo(new[] { ((long?)Directory.Account.Id, SkipReason.CallingAccount), (kept.Id, SkipReason.Protected) }));
        Assert.That((plan.IsComplete, plan.ToString()), Is.EqualTo((true, "1 create, 0 links, 0 updates, 0 reactivations, 0 deactivations; 0 unchanged, 2 skipped, 0 conflicts")));
        Assert.That(plan.Warnings, Is.EqualTo(["4711 is given as a protected user, but the directory has no user with this id. Check the id."]));
        Assert.That(keeping.Skipped, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_warns_of_vendors_of_the_scope_without_users()
    {
        var vendor = Directory.Company.AddVendor("Ridgeline");
        Directory.Company.AddUser(new FakeUser { LastName = "Abbott", EmailAddress = "abbott@ridgeline.example", VendorId = vendor.Id, OriginId = "HR-1" });

        var plan = await PlanAsync(Options(DirectoryScope.Vendors(4712, vendor.Id, 4711)), new Person { OriginId = "HR-1" });

        Assert.That(plan.Warnings, Is.EqualTo(new[]
        {
            "4711 is given as a vendor of the scope, but the directory has no user of this vendor. Check the id.",
            "4712 is given as a vendor of the scope, but the directory has no user of this vendor. Check the id.",
        }));
    }
}
