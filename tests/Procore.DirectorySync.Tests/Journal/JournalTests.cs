namespace Procore.DirectorySync.Tests;

internal sealed class JournalTests : SyncTest
{
    [Test]
    public async Task ReadRunAsync_returns_the_time_and_the_result_of_a_run()
    {
        Directory.Add("Abbott", "HR-1");
        var run = await RunAsync(Options(), new Person { OriginId = "HR-1", JobTitle = "Foreman" }, Person("New", "HR-2"));
        var undo = await Sync.UndoAsync(run.Id!);

        var (first, second) = (await Journal.ReadRunAsync(run.Id!), await Journal.ReadRunAsync(undo.Id!));

        Assert.That((first.Id, first.CompanyId, first.ApiHost, first.UndoneRun), Is.EqualTo((run.Id, Directory.Company.Id, "api.procore.com", (string?)null)));
        Assert.That((first.StartedAt, first.EndedAt), Is.EqualTo((Directory.Clock.GetUtcNow(), (DateTimeOffset?)Directory.Clock.GetUtcNow())));
        Assert.That((first.Changes, first.Sent, first.Done, first.IsInterrupted), Is.EqualTo((2, 2, 2, false)));
        Assert.That(second.UndoneRun, Is.EqualTo(run.Id));
        Assert.That(first.ToString(), Is.EqualTo($"{run.Id}: 2 of 2 changes made"));
    }

    [Test]
    public async Task PlanUndoAsync_previews_and_ApplyAsync_undoes()
    {
        var user = Directory.Add("Abbott", "HR-1", jobTitle: "Laborer");
        var run = await RunAsync(Options(), new Person { OriginId = "HR-1", JobTitle = "Foreman" }, Person("New", "HR-2"));
        var writes = Directory.Writes.Count;

        var plan = await Sync.PlanUndoAsync(run.Id!);

        Assert.That((plan.Updates.Count, plan.Deactivations.Count), Is.EqualTo((1, 1)));
        Assert.That(Directory.Writes, Has.Count.EqualTo(writes));
        Assert.That(plan.Warnings, Is.Empty);
        var undo = await Sync.ApplyAsync(DirectoryPlan.FromJson(plan.ToJson()));
        Assert.That(undo.IsComplete);
        Assert.That(Directory.User(user.Id).JobTitle, Is.EqualTo("Laborer"));
        Assert.That((await Journal.ReadRunAsync(undo.Id!)).UndoneRun, Is.EqualTo(run.Id));
    }

    [Test]
    public async Task UndoAsync_throws_when_the_undo_exceeds_its_limits()
    {
        var options = Options();
        options.MaxCreations = 11;
        var run = await RunAsync(options, [.. Enumerable.Range(0, 11).Select(i => Person($"New{i}", $"HR-{i}"))]);
        var tripped = Assert.ThrowsAsync<GuardTrippedException>(() => Sync.UndoAsync(run.Id!))!;
        Assert.That((tripped.Guard, tripped.Count, tripped.Limit), Is.EqualTo((PlanGuard.Deactivations, 11, 10)));
        Assert.That(Directory.Company.Users.Count(user => user.IsActive), Is.EqualTo(12));
        Assert.That((await Sync.UndoAsync(run.Id!, new UndoOptions { MaxDeactivations = 11 })).IsComplete);
        Assert.That(() => Sync.UndoAsync(run.Id!, new UndoOptions { MaxUpdates = -1 }), Throws.ArgumentException);
    }

    [Test]
    public async Task UndoAsync_is_incomplete_when_the_journal_is_truncated()
    {
        var options = Options();
        options.BatchSize = 1;
        var run = await RunAsync(options, Person("New1", "HR-1"), Person("New2", "HR-2"));
        var path = Path.Combine(JournalFolder, run.Id + ".jsonl");
        await File.WriteAllLinesAsync(path, (await File.ReadAllLinesAsync(path)).Take(3));

        var undo = await Sync.UndoAsync(run.Id!);

        Assert.That(undo.Outcomes, Has.Count.EqualTo(1));
        Assert.That(undo.IsComplete, Is.False);
        Assert.That((await Journal.ReadRunAsync(run.Id!)).IsInterrupted);
        Assert.That((await Journal.ReadRunAsync(run.Id!)).EndedAt, Is.Null);
    }

    [Test]
    public async Task PlanUndoAsync_never_takes_a_truncated_journal_for_a_complete_one()
    {
        Directory.Add("Gone", "HR-9");
        var options = Options();
        options.BatchSize = 1;
        var run = await RunAsync(options, Person("New1", "HR-1"), Person("N\u00FCw2", "HR-2"));
        var path = Path.Combine(JournalFolder, run.Id + ".jsonl");
        var bytes = await File.ReadAllBytesAsync(path);
        var whole = await Sync.PlanUndoAsync(run.Id!);
        Assert.That((whole.Changes.Count, whole.Warnings.Count), Is.EqualTo((3, 0)));

        // Each byte around the ends of lines, and every seventh one.
        foreach (var length in Enumerable.Range(0, bytes.Length).Where(i => i % 7 == 0 || bytes[i] == '\n' || bytes[Math.Max(0, i - 1)] == '\n'))
        {
            await File.WriteAllBytesAsync(path, bytes[..length]);
            try
            {
                var plan = await Sync.PlanUndoAsync(run.Id!);
                Assert.That(plan.Warnings, Has.Some.Contains("last record"), $"{length} of {bytes.Length} bytes");
            }
            catch (ProcoreException exception) when (exception.InnerException is FormatException)
            {
                // Not even the first record is whole.
            }
        }
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Permissions on Windows aren't modes.")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Journal_throws_when_others_can_access_its_folder_or_file()
    {
        Directory.Add("Abbott", "HR-1");
        var run = await RunAsync(Options(), new Person { OriginId = "HR-1", JobTitle = "Foreman" });
        var path = Path.Combine(JournalFolder, run.Id + ".jsonl");
        var writes = Directory.Writes.Count;
        var plan = await PlanAsync(Person("New", "HR-2"), new Person { OriginId = "HR-1" });

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        Assert.That(() => Sync.UndoAsync(run.Id!), Throws.TypeOf<UnauthorizedAccessException>().With.Message.Contains("chmod 600"));
        Assert.That(() => Journal.ReadRunAsync(run.Id!), Throws.TypeOf<UnauthorizedAccessException>());
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.That(() => Journal.ReadRunAsync(run.Id!), Throws.TypeOf<UnauthorizedAccessException>());
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(JournalFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherWrite);
        Assert.That(() => Sync.UndoAsync(run.Id!), Throws.TypeOf<UnauthorizedAccessException>());
        Assert.That(() => Sync.ApplyAsync(plan), Throws.TypeOf<UnauthorizedAccessException>());
        Assert.That(() => Journal.NoteProblemsAsync([]), Throws.TypeOf<UnauthorizedAccessException>());
        Assert.That(Directory.Writes, Has.Count.EqualTo(writes));
    }

    [Test]
    public async Task NoteProblemsAsync_distinguishes_new_problems_from_known_ones()
    {
        var crew = new Person { OriginId = "HR-1", LastName = "Abbott" };
        var first = await PlanAsync(crew);
        Assert.That(await Journal.NoteProblemsAsync(first.Problems), Has.Count.EqualTo(1));
        // The next night the row is elsewhere in the file, and there is another one.
        var second = await PlanAsync(new Person { OriginId = "HR-2", LastName = "Brandt" }, crew);
        Assert.That(second.Problems, Has.Count.EqualTo(2));
        Assert.That((await Journal.NoteProblemsAsync(second.Problems)).Single().Key, Is.EqualTo("Conflict Unusable origin id HR-2"));
        Assert.That(await Journal.NoteProblemsAsync(second.Problems), Is.Empty);
        // Solved, and back again.
        Assert.That(await Journal.NoteProblemsAsync([]), Is.Empty);
        Assert.That(await Journal.NoteProblemsAsync(first.Problems), Has.Count.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(JournalFolder, "problems.txt")), Does.Not.Contain("Abbott"));
    }

    [Test]
    public async Task Problems_hold_no_names_and_addresses()
    {
        var plan = await PlanAsync(new DirectorySyncOptions(DirectoryScope.Everybody), Person("Abbott"), new Person { FirstName = "Ada", LastName = "X" });
        Assert.That(string.Join("\n", plan.Problems.SelectMany(problem => new[] { problem.Key, problem.Description })), Does.Not.Contain("bbott").And.Not.Contain("@").And.Not.Contain("Ada"));
        Assert.That(plan.Problems.Select(problem => problem.Key), Is.Unique);
    }

    [Test]
    public async Task PlanDeactivationsAsync_and_PlanReactivationsAsync_write_the_journal()
    {
        var active = Directory.Add("Abbott", "HR-1");
        var inactive = Directory.Add("Brandt", isActive: false);
        var plan = await Sync.PlanDeactivationsAsync([active.Id, inactive.Id, Directory.Account.Id, 17]);
        Assert.That(plan.Deactivations.Single().Person.UserId, Is.EqualTo(active.Id));
        Assert.That(plan.Unchanged, Is.EqualTo(new[] { inactive.Id }));
        Assert.That(plan.Skipped.Single().Reason, Is.EqualTo(SkipReason.CallingAccount));
        Assert.That(plan.Conflicts.Single().Reason, Is.EqualTo(ConflictReason.UnknownId));
        var run = await Sync.ApplyAsync(plan);
        Assert.That(Directory.User(active.Id).IsActive, Is.False);

        Assert.That((await Sync.ApplyAsync(await Sync.PlanReactivationsAsync([inactive.Id]))).IsComplete);
        Assert.That(Directory.User(inactive.Id).IsActive);
        await Sync.UndoAsync(run.Id!);
        Assert.That(Directory.User(active.Id).IsActive);
        Assert.That(() => Sync.PlanDeactivationsAsync([]), Throws.ArgumentException);
        Assert.That(() => Sync.PlanReactivationsAsync([0]), Throws.ArgumentException);
    }
}
