namespace Procore.DirectorySync.Tests;

/// <summary>The default limits by the number of users in scope.</summary>
internal sealed class PlanLimitsTests
{
    [TestCase(0, 10, 5, 10, 0)]
    [TestCase(19, 10, 5, 10, 0)]
    [TestCase(20, 10, 5, 10, 1)]
    [TestCase(109, 10, 5, 10, 5)]
    [TestCase(110, 10, 5, 11, 5)]
    [TestCase(219, 10, 5, 21, 10)]
    [TestCase(220, 11, 5, 22, 11)]
    [TestCase(599, 29, 5, 59, 29)]
    [TestCase(600, 30, 6, 60, 30)]
    [TestCase(999, 49, 9, 99, 49)]
    [TestCase(1000, 50, 10, 100, 50)]
    [TestCase(2000, 100, 20, 200, 50)]
    [TestCase(300_000_000, 15_000_000, 3_000_000, 30_000_000, 50)]
    public void Of_depends_on_the_number_of_users_in_scope(int inScope, int creations, int reactivations, int updates, int deactivations)
    {
        var limits = PlanLimits.Of(new DirectorySyncOptions(DirectoryScope.Employees), inScope);

        Assert.That((limits.Creations, limits.Reactivations, limits.Updates, limits.Deactivations), Is.EqualTo((creations, reactivations, updates, deactivations)));
        Assert.That((limits.IdentityChanges, limits.Changes), Is.EqualTo(((int?)null, (int?)null)));
    }

    [Test]
    public void Of_takes_each_limit_of_the_options()
    {
        var options = new DirectorySyncOptions(DirectoryScope.Employees) { MaxCreations = 1, MaxReactivations = 2, MaxUpdates = 3, MaxDeactivations = 4, MaxIdentityChanges = 0, MaxChanges = 6 };

        Assert.That(
            PlanLimits.Of(options, 10_000),
            Is.EqualTo(new PlanLimits { Creations = 1, Reactivations = 2, Updates = 3, Deactivations = 4, IdentityChanges = 0, Changes = 6 }));
    }

    [TestCase(0, 10, 10, 10)]
    [TestCase(109, 10, 10, 10)]
    [TestCase(110, 10, 11, 10)]
    [TestCase(219, 10, 21, 10)]
    [TestCase(220, 11, 22, 11)]
    [TestCase(2000, 100, 200, 100)]
    public void OfUndo_depends_on_the_number_of_active_users(int active, int reactivations, int updates, int deactivations) =>
        Assert.That(
            PlanLimits.OfUndo(new UndoOptions(), active),
            Is.EqualTo(new PlanLimits { Creations = 0, Reactivations = reactivations, Updates = updates, Deactivations = deactivations, IdentityChanges = int.MaxValue }));

    [Test]
    public void OfUndo_takes_each_limit_of_the_options() =>
        Assert.That(
            PlanLimits.OfUndo(new UndoOptions { MaxReactivations = 1, MaxUpdates = 2, MaxDeactivations = 3 }, 10_000),
            Is.EqualTo(new PlanLimits { Reactivations = 1, Updates = 2, Deactivations = 3, IdentityChanges = int.MaxValue }));

    [TestCase(0, 2)]
    [TestCase(3, 2)]
    [TestCase(5, 2)]
    [TestCase(6, 3)]
    [TestCase(9, 4)]
    [TestCase(10, 5)]
    [TestCase(11, 5)]
    [TestCase(599, 5)]
    [TestCase(600, 6)]
    [TestCase(12_000, 120)]
    public void IdentityChangesOf_depends_on_the_number_of_matched_users(int matched, int expected)
    {
        Assert.That(new PlanLimits().IdentityChangesOf(matched), Is.EqualTo(expected));
        Assert.That(new PlanLimits { IdentityChanges = 1 }.IdentityChangesOf(matched), Is.EqualTo(1));
    }
}
