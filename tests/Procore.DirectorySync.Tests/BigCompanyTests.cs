namespace Procore.DirectorySync.Tests;

/// <summary>
/// 12,000 people without origin ids: 11,660 who are in the HR file and active, 40 who are in it and have left before, 100
/// employees who aren't in it, and 200 people of other firms, who are out of scope. The file has 200 more.
/// </summary>
[NonParallelizable]
internal sealed class BigCompanyTests : SyncTest
{
    private const int Known = 11_700;
    private const int Returning = 40;
    private const int Gone = 100;
    private const int OfOtherFirms = 200;
    private const int New = 200;

    [Test]
    public async Task PlanAsync_links_12000_people_and_is_empty_the_next_night()
    {
        Seed(Directory);
        var plan = await Sync.PlanAsync(File(), ScopeOfTheNight());
        Assert.That(
            plan.ToString(),
            Is.EqualTo("200 creates, 11660 links, 0 updates, 40 reactivations, 100 deactivations; 0 unchanged, 0 skipped, 0 conflicts"));
        Assert.That(Directory.Fake.Requests, Has.Count.EqualTo(1 + 13), "the account, and 12,001 people in pages of 1,000");

        var run = await Sync.ApplyAsync(plan);

        Assert.That(run.IsComplete);
        Assert.That(Directory.Company.Users, Has.Count.EqualTo(1 + 12_000 + New));
        Assert.That(Directory.Company.Users.Count(user => user.OriginId is not null), Is.EqualTo(Known + New));
        Assert.That(Directory.Company.Users.Select(user => user.EmailAddress).Distinct(StringComparer.OrdinalIgnoreCase).Count(), Is.EqualTo(1 + 12_000 + New));
        Assert.That(Directory.Company.Users.Count(user => !user.IsActive), Is.EqualTo(Gone));
        Assert.That(Directory.Writes, Has.Count.EqualTo(Returning + 1 + 24 + 1 + Gone), "returns, their links, links, newcomers, leavers");
        TestContext.Out.WriteLine($"{Directory.Fake.Requests.Count} requests, {Directory.Writes.Count} of them write.");

        var writes = Directory.Writes.Count;
        var second = await Sync.PlanAsync(File(), ScopeOfTheNight());
        await Sync.ApplyAsync(second);
        Assert.That(second.IsEmpty);
        Assert.That(second.Unchanged, Has.Count.EqualTo(Known + New));
        Assert.That(Directory.Writes, Has.Count.EqualTo(writes));

        var tripped = Assert.ThrowsAsync<GuardTrippedException>(() => Sync.PlanAsync(File().Take((Known + New) / 2), ScopeOfTheNight()))!;
        Assert.That(tripped.Count, Is.EqualTo((Known + New) / 2));
        Assert.That(Directory.Writes, Has.Count.EqualTo(writes));
    }

    [Test]
    public async Task ApplyAsync_creates_no_user_twice_after_it_was_killed()
    {
        Seed(Directory);
        var death = new TaskCompletionSource();
        var syncs = 0;
        Directory.Hook.BeforeAnswering = (request, _) =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/sync", StringComparison.Ordinal) && ++syncs == 26)
                death.SetResult();
            return death.Task.IsCompleted ? new TaskCompletionSource().Task : Task.CompletedTask;
        };
        var plan = await Sync.PlanAsync(File(), ScopeOfTheNight());
        _ = Sync.ApplyAsync(plan);
        await death.Task;
        Directory.Hook.BeforeAnswering = null;
        Assert.That(Directory.Company.Users, Has.Count.EqualTo(1 + 12_000 + New), "the newcomers are there, and no answer said so");

        using var folder = new TemporaryFolder();
        var next = new PeopleSync(Directory.Users, new DirectoryJournal(folder.Path), Directory.Clock);
        var rest = await next.PlanAsync(File(), ScopeOfTheNight());
        Assert.That(rest.ToString(), Does.StartWith("0 creates, 0 links, 0 updates, 0 reactivations, 100 deactivations; 11900 unchanged"));
        Assert.That((await next.ApplyAsync(rest)).IsComplete);

        using var whole = new TestDirectory();
        Seed(whole);
        using var wholeFolder = new TemporaryFolder();
        var unkilled = new PeopleSync(whole.Users, new DirectoryJournal(wholeFolder.Path), whole.Clock);
        await unkilled.ApplyAsync(await unkilled.PlanAsync(File(), ScopeOfTheNight()));
        Assert.That(Directory.State().SequenceEqual(whole.State()));
    }

    private static void Seed(TestDirectory directory)
    {
        var before = directory.Clock.GetUtcNow().AddDays(-30);
        for (var i = 0; i < Known + Gone + OfOtherFirms; i++)
        {
            directory.Company.AddUser(new FakeUser
            {
                FirstName = $"First{i}",
                LastName = $"Last{i}",
                EmailAddress = $"person{i}@bluestone.example",
                JobTitle = "Laborer",
                IsActive = i >= Returning,
                IsEmployee = i < Known + Gone,
                UpdatedAt = before,
            });
        }
    }

    private static DirectorySyncOptions ScopeOfTheNight() => new(DirectoryScope.Employees) { MatchByEmailAddress = true, MaxDeactivations = Gone };

    private static IAsyncEnumerable<Person> File() => Enumerable.Range(0, Known).Concat(Enumerable.Range(100_000, New)).Select(i => new Person
    {
        OriginId = $"HR-{i}",
        FirstName = $"First{i}",
        LastName = $"Last{i}",
        EmailAddress = $"PERSON{i}@Bluestone.Example",
        JobTitle = "Laborer",
        IsEmployee = true,
    }).ToAsyncEnumerable();
}
