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
}
