namespace Procore.DirectorySync.Tests;

/// <summary>A company, and a sync of it with a journal of its own.</summary>
internal abstract class SyncTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected SyncTest()
    {
        JournalFolder = _folder.PathOf("journal");
        Journal = new DirectoryJournal(JournalFolder);
        Sync = new PeopleSync(Directory.Users, Journal, Directory.Clock);
    }

    protected TestDirectory Directory { get; } = new();

    protected string JournalFolder { get; }

    protected DirectoryJournal Journal { get; }

    protected PeopleSync Sync { get; }

    public void Dispose()
    {
        Directory.Dispose();
        _folder.Dispose();
    }

    /// <summary>Everybody, by origin id and e-mail address, with room for as many deactivations as a test makes.</summary>
    protected static DirectorySyncOptions Options(DirectoryScope? scope = null) =>
        new(scope ?? DirectoryScope.Everybody) { MatchByEmailAddress = true, MaxDeactivations = 1000 };

    /// <summary>The skipped people of the source, without users that it doesn't have, such as the account that signs in.</summary>
    protected static IReadOnlyList<SkippedPerson> SkippedOf(DirectoryPlan plan) => [.. plan.Skipped.Where(skipped => skipped.Person.Position is not null)];

    protected static Person Person(string lastName, string? originId = null) => new()
    {
        OriginId = originId,
        FirstName = "Ada",
        LastName = lastName,
        EmailAddress = $"{lastName}@bluestone.example".ToLowerInvariant(),
        IsEmployee = true,
    };

    protected Task<DirectoryPlan> PlanAsync(DirectorySyncOptions options, params Person[] people) => Sync.PlanAsync(people.ToAsyncEnumerable(), options);

    protected Task<DirectoryPlan> PlanAsync(params Person[] people) => PlanAsync(Options(), people);

    protected async Task<DirectoryRun> RunAsync(DirectorySyncOptions options, params Person[] people) => await Sync.ApplyAsync(await PlanAsync(options, people));
}
