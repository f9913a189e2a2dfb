using Procore.Shared;

namespace Procore.DirectorySync.Tests;

/// <summary>A process that dies at a request: before it has reached Procore, or after it was done and before the answer came.</summary>
internal sealed class RestartTests
{
    public enum Moment
    {
        BeforeTheRequest,
        AfterTheRequest,
    }

    [Test]
    public async Task PlanAsync_ends_the_same_after_a_kill_at_any_request([Values] Moment moment) =>
        await KillAtEachRequestAsync(moment, (sync, _) => SyncAsync(sync));

    [Test]
    public async Task ApplyAsync_ends_the_same_after_a_kill_at_any_request([Values] Moment moment) =>
        await KillAtEachRequestAsync(moment, async (sync, plan) => await sync.ApplyAsync(plan ?? await sync.PlanAsync(People().ToAsyncEnumerable(), Options())));

    [Test]
    public async Task UndoAsync_restores_after_a_kill_at_any_request([Values] Moment moment)
    {
        using var untouched = Seeded();
        for (var at = 0; ; at++)
        {
            using var directory = Seeded();
            using var folder = new TemporaryFolder();
            var (hasEnded, _) = await RunAndDieAsync(directory, folder.Path, at, moment);
            // A process that is dead holds no lock: the copy is what the next one finds.
            using var copy = CopyJournals(folder);
            var sync = new PeopleSync(directory.Users, new DirectoryJournal(copy.Path), directory.Clock);
            foreach (var run in await new DirectoryJournal(copy.Path).ListRunsAsync())
                Assert.That((await sync.UndoAsync(run)).Outcomes.Select(outcome => outcome.IsMade), Is.All.True, $"killed at request {at}");
            var created = directory.State().ExceptBy(untouched.State().Select(user => user.EmailAddress), user => user.EmailAddress).ToList();
            Assert.That(created.Select(user => user.IsActive), Is.All.False, $"killed at request {at}");
            Assert.That(directory.State().Except(created), Is.EqualTo(untouched.State()), $"killed at request {at}");
            if (hasEnded)
                return;
        }
    }

    private static async Task KillAtEachRequestAsync(Moment moment, Func<PeopleSync, DirectoryPlan?, Task> runAgain)
    {
        using var whole = Seeded();
        using var wholeFolder = new TemporaryFolder();
        await SyncAsync(new PeopleSync(whole.Users, new DirectoryJournal(wholeFolder.Path), whole.Clock));
        var requests = whole.Fake.Requests.Count;
        for (var at = 0; at < requests; at++)
        {
            using var directory = Seeded();
            using var folder = new TemporaryFolder();
            var (hasEnded, plan) = await RunAndDieAsync(directory, folder.Path, at, moment);
            Assert.That(hasEnded, Is.False, $"killed at request {at}");
            directory.Clock.Advance(TimeSpan.FromMinutes(1));

            using var next = new TemporaryFolder();
            var sync = new PeopleSync(directory.Users, new DirectoryJournal(next.Path), directory.Clock);
            await runAgain(sync, plan);

            Assert.That(directory.State(), Is.EqualTo(whole.State()), $"killed at request {at} of {requests}");
            Assert.That((await sync.PlanAsync(People().ToAsyncEnumerable(), Options())).IsEmpty, $"killed at request {at} of {requests}");
        }
    }

    /// <summary>The request never comes back, so that nothing of the run goes on: no catch, no finally, no lock released.</summary>
    /// <summary>The journals as they are now: the run that died still holds its own open.</summary>
    private static TemporaryFolder CopyJournals(TemporaryFolder folder)
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(folder.Path, "*.jsonl"))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var target = PrivateFiles.Create(copy.PathOf(Path.GetFileName(file)));
            source.CopyTo(target);
        }
        return copy;
    }

    private static async Task<(bool HasEnded, DirectoryPlan? Plan)> RunAndDieAsync(TestDirectory directory, string folder, int at, Moment moment)
    {
        var death = new TaskCompletionSource();
        var count = 0;
        Task Die(Moment now)
        {
            if (now == moment && count++ == at)
                death.SetResult();
            return death.Task.IsCompleted ? new TaskCompletionSource().Task : Task.CompletedTask;
        }
        directory.Hook.BeforeSending = _ => Die(Moment.BeforeTheRequest);
        directory.Hook.BeforeAnswering = (_, _) => Die(Moment.AfterTheRequest);
        var sync = new PeopleSync(directory.Users, new DirectoryJournal(folder), directory.Clock);
        DirectoryPlan? plan = null;
        var run = Task.Run(async () =>
        {
            plan = await sync.PlanAsync(People().ToAsyncEnumerable(), Options());
            await sync.ApplyAsync(plan);
        });
        var ended = await Task.WhenAny(run, death.Task);
        (directory.Hook.BeforeSending, directory.Hook.BeforeAnswering) = (null, null);
        if (ended == run)
            await run;
        return (ended == run, plan);
    }

    private static async Task SyncAsync(PeopleSync sync)
    {
        var run = await sync.ApplyAsync(await sync.PlanAsync(People().ToAsyncEnumerable(), Options()));
        Assert.That(run.IsComplete, run.ToString());
    }

    private static DirectorySyncOptions Options() => new(DirectoryScope.Everybody) { MatchByEmailAddress = true, MaxDeactivations = 10 };

    private static TestDirectory Seeded()
    {
        var directory = new TestDirectory(pageSize: 3);
        directory.Add("Link1", jobTitle: "Laborer");
        directory.Add("Link2");
        directory.Add("Update", "HR-3", jobTitle: "Laborer");
        directory.Add("Return1", isActive: false);
        directory.Add("Return2", "HR-5", isActive: false, jobTitle: "Laborer");
        directory.Add("Same", "HR-6");
        directory.Add("Gone1", "HR-8");
        directory.Add("Gone2");
        return directory;
    }

    /// <summary>Everything that a run can do: links, updates, returns, and newcomers in each of the ways in which they are created.</summary>
    private static Person[] People() =>
    [
        PersonOf("Link1", "HR-1"),
        PersonOf("Link2", "HR-2"),
        PersonOf("Update", "HR-3"),
        PersonOf("Return1", "HR-4"),
        PersonOf("Return2", "HR-5"),
        new Person { OriginId = "HR-6" },
        PersonOf("New1", "HR-11"),
        PersonOf("New2", "HR-12", addToNewProjects: true),
        PersonOf("New3", "HR-13", bidContact: true),
        PersonOf("New4", "HR-14", addToNewProjects: true, bidContact: true),
        PersonOf("New5", null),
        PersonOf("New6", null, bidContact: true),
    ];

    private static Person PersonOf(string lastName, string? originId, bool? addToNewProjects = null, bool? bidContact = null) => new()
    {
        OriginId = originId,
        FirstName = "Ada",
        LastName = lastName,
        EmailAddress = $"{lastName}@bluestone.example".ToLowerInvariant(),
        JobTitle = "Foreman",
        AddToNewProjects = addToNewProjects is null ? default : addToNewProjects,
        BidContact = bidContact is null ? default : bidContact,
    };
}
