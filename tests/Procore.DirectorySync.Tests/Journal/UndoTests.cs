using Procore.Shared;

namespace Procore.DirectorySync.Tests;

internal sealed class UndoTests : SyncTest
{
    [Test]
    public async Task UndoAsync_restores_what_a_run_changed_and_can_be_undone()
    {
        Seed();
        var before = Directory.State();
        var run = await RunAsync(Options(), People());
        var after = Directory.State();
        Assert.That(run.IsComplete);

        var undo = await Sync.UndoAsync(run.Id!);

        Assert.That(undo.IsComplete);
        Assert.That(undo.Outcomes, Has.Count.EqualTo(run.Outcomes.Count));
        var created = Directory.State().Single(user => user.EmailAddress == "new@bluestone.example");
        Assert.That(created.IsActive, Is.False);
        Assert.That(Directory.State().Where(user => user != created), Is.EqualTo(before));

        var redo = await Sync.UndoAsync(undo.Id!);
        Assert.That(redo.IsComplete);
        Assert.That(Directory.State(), Is.EqualTo(after));
    }

    [Test]
    public async Task UndoAsync_does_nothing_when_repeated()
    {
        Seed();
        var run = await RunAsync(Options(), People());
        await Sync.UndoAsync(run.Id!);
        var (state, writes) = (Directory.State(), Directory.Writes.Count);
        var again = await Sync.UndoAsync(run.Id!);
        Assert.That(again.Id, Is.Null);
        Assert.That(again.Outcomes.Select(outcome => outcome.Status), Is.All.EqualTo(ChangeStatus.AlreadyDone));
        Assert.That((Directory.State(), Directory.Writes.Count), Is.EqualTo((state, writes)));
    }

    [Test]
    public async Task UndoAsync_does_not_change_users_that_changed_after_the_run()
    {
        Seed();
        var run = await RunAsync(Options(), People());
        var edited = Directory.Single("update@bluestone.example");
        await Directory.Users.UpdateAsync(edited.Id, new CompanyUserChanges { JobTitle = "Owner" });
        var created = Directory.Single("new@bluestone.example");
        await Directory.Users.UpdateAsync(created.Id, new CompanyUserChanges { LastName = "Married" });

        var undo = await Sync.UndoAsync(run.Id!);

        Assert.That(undo.Outcomes.Where(outcome => outcome.Status == ChangeStatus.Stale).Select(outcome => outcome.UserId), Is.EquivalentTo(new long?[] { edited.Id, created.Id }));
        Assert.That(Directory.User(edited.Id).JobTitle, Is.EqualTo("Owner"));
        Assert.That(Directory.User(created.Id).IsActive);
    }

    [Test]
    public async Task UndoAsync_follows_the_directory_when_the_journal_is_cut_off()
    {
        Seed();
        var before = Directory.State();
        var run = await RunAsync(Options(), People());
        var path = Path.Combine(JournalFolder, run.Id + ".jsonl");
        var lines = await File.ReadAllLinesAsync(path);
        await File.WriteAllTextAsync(path, string.Join("\n", lines.Where(line => line.StartsWith("{\"directory_journal\"", StringComparison.Ordinal) || line.StartsWith("{\"ahead\"", StringComparison.Ordinal))) + "\n{\"ahead\":[{\"kind\":");

        var undo = await Sync.UndoAsync(run.Id!);

        Assert.That(undo.Outcomes.Select(outcome => outcome.IsMade), Is.All.True);
        Assert.That(undo.IsComplete, Is.False, "the journal lacks its last record");
        Assert.That(undo.Plan.Warnings.Single(), Does.Contain("last record"));
        Assert.That(Directory.State().Where(user => user.EmailAddress != "new@bluestone.example"), Is.EqualTo(before));
        Assert.That(Directory.Single("new@bluestone.example").IsActive, Is.False);
    }

    [Test]
    public void UndoAsync_throws_when_the_journal_lacks_the_run()
    {
        Assert.That(() => Sync.UndoAsync("20261124T020000Z-000000"), Throws.ArgumentException);
        Assert.That(() => Sync.UndoAsync("../../etc/passwd"), Throws.ArgumentException);
        Assert.That(() => Sync.UndoAsync(""), Throws.ArgumentException);
        Assert.That(Directory.Fake.Requests, Is.Empty);
    }

    [TestCase("")]
    [TestCase("{}\n")]
    [TestCase("{\"directory_journal\":1}\n{\"ahead\":[{\"kind\":\"Update\"}]}\n")]
    [TestCase("{\"directory_journal\":1}\n{\"outcomes\":[{\"change\":3,\"status\":\"Done\"}]}\n")]
    [TestCase("{\"directory_journal\":1}\nnothing\n")]
    public void UndoAsync_throws_when_the_journal_is_damaged(string text)
    {
        System.IO.Directory.CreateDirectory(JournalFolder);
        using (var file = PrivateFiles.Create(Path.Combine(JournalFolder, "run.jsonl")))
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.That(() => Sync.UndoAsync("run"), Throws.TypeOf<ProcoreException>().With.Message.Contains(JournalFolder).And.InnerException.TypeOf<FormatException>());
        Assert.That(Directory.Fake.Requests, Is.Empty);
    }

    private void Seed()
    {
        Directory.Add("Link", jobTitle: "Laborer");
        Directory.Add("Update", "HR-2", jobTitle: "Laborer");
        Directory.Add("Return", isActive: false, jobTitle: "Laborer");
        Directory.Add("Gone", "HR-9");
        Directory.Add("Same", "HR-8");
    }

    private static Person[] People()
    {
        Person[] people = [Person("Link", "HR-1"), Person("Update", "HR-2"), Person("Return", "HR-3"), Person("New", "HR-4"), Person("Same", "HR-8")];
        foreach (var person in people.Take(4))
            (person.JobTitle, person.City) = ("Foreman", "Austin");
        people[3].AddToNewProjects = true;
        return people;
    }
}
