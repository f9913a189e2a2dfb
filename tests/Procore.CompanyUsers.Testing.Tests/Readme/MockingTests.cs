using Procore.CompanyUsers.Models;
using static Procore.CompanyUsers.CompanyUsersModelFactory;

namespace Procore.CompanyUsers.Testing.Tests.Readme;

/// <summary>The example of docs/testing.md for code that mocks <see cref="ICompanyUsers"/>.</summary>
internal sealed class MockingTests
{
    [Test]
    public async Task CompanyUsersModelFactory_builds_every_result()
    {
        var user = new CompanyUser { Id = 5_000_000_001, LastName = "Abbott", IsActive = true };      // what is set is given
        var page = CompanyUserPage([user], number: 1, total: 1);
        var item = new CompanyUserSyncItem { OriginId = "HR-1", JobTitle = "Foreman" };
        var saved = SyncOutcome(item, SyncStatus.Saved, user);
        var refused = SyncOutcome(item, SyncStatus.Refused, errors: new ProcoreErrorMessage("job_title", "is too long"));
        var member = new ProjectMember(userId: 5_000_000_001, projectId: 7_000_000_001);
        var locked = ProjectOutcome(member, ProjectChangeStatus.Refused, errors: new ProcoreErrorMessage(null, "is locked"));
        var doneAtOnce = BulkJob([locked]);
        var job = BulkJob("b7", BulkJobStatus(isComplete: false, total: 2, pending: 1), BulkJobStatus(isComplete: true, total: 2, failures: 1));

        Assert.That((user.IsGiven(nameof(CompanyUser.LastName)), user.IsGiven(nameof(CompanyUser.City))), Is.EqualTo((true, false)));
        Assert.That((page.Users.Single(), page.Number, page.Total, page.TotalChanged), Is.EqualTo((user, 1, (long?)1, false)));
        Assert.That((saved.Item, saved.Status, saved.User, saved.Position, saved.Errors.Count), Is.EqualTo((item, SyncStatus.Saved, user, 0L, 0)));
        Assert.That((refused.User, refused.Errors.Single().Field), Is.EqualTo(((CompanyUser?)null, "job_title")));
        Assert.That((locked.Member, locked.Errors.Single().Message), Is.EqualTo((member, "is locked")));
        Assert.That((doneAtOnce.Id, doneAtOnce.Outcomes.Single()), Is.EqualTo(((string?)null, locked)));
        Assert.That((await doneAtOnce.GetStatusAsync()).Failures, Is.EqualTo(1));
        Assert.That(job.Id, Is.EqualTo("b7"));
        Assert.That((await job.GetStatusAsync()).Pending, Is.EqualTo(1));
        Assert.That((await job.WaitAsync()).Failures, Is.EqualTo(1));
        Assert.That((await job.GetStatusAsync()).IsComplete, "the last status stays");
    }

    [Test]
    public async Task BulkJob_waits_by_the_given_clock()
    {
        var clock = new TestClock();
        var job = BulkJob("b7", clock, BulkJobStatus(isComplete: false), BulkJobStatus(isComplete: true));
        var end = job.WaitAsync();
        Assert.That(end.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That((await end).IsComplete);
    }

    [Test]
    public void CompanyUsersModelFactory_throws_for_missing_arguments()
    {
        Assert.That(() => CompanyUserPage(null!), Throws.ArgumentNullException);
        Assert.That(() => SyncOutcome(null!, SyncStatus.Saved), Throws.ArgumentNullException);
        Assert.That(() => ProjectOutcome(null!, ProjectChangeStatus.Applied), Throws.ArgumentNullException);
        Assert.That(() => BulkJob(""), Throws.ArgumentException);
        Assert.That(() => BulkJob("b7"), Throws.ArgumentException);
    }

    [Test]
    public void Example_is_in_the_documentation()
    {
        var here = File.ReadAllLines(RepositoryRoot.PathTo("tests/Procore.CompanyUsers.Testing.Tests/Readme/MockingTests.cs"));
        var example = here.SkipWhile(line => !line.TrimStart().StartsWith("var user", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0).Select(line => line.Trim()).ToList();
        var documented = File.ReadAllText(RepositoryRoot.PathTo("docs/testing.md")).ReplaceLineEndings("\n");
        Assert.That(example, Has.Count.GreaterThan(5));
        Assert.That(documented, Does.Contain(string.Join("\n", example)));
    }
}
