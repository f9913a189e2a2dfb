using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.DirectorySync.Tests;

internal sealed class ApplyTests : SyncTest
{
    [Test]
    public async Task ApplyAsync_sends_only_differences_and_reports_each_outcome()
    {
        var link = Directory.Add("Link", jobTitle: "Foreman");
        var update = Directory.Add("Update", "HR-2", jobTitle: "Laborer");
        Directory.Add("Same", "HR-3");
        var back = Directory.Add("Return", isActive: false);
        var gone = Directory.Add("Gone", "HR-9");
        var person = Person("Update", "HR-2");
        person.JobTitle = "Foreman";
        var progress = new ProgressLog<DirectoryProgress>();

        var plan = await PlanAsync(Person("Link", "HR-1"), person, Person("Same", "HR-3"), Person("Return", "HR-4"), Person("New", "HR-5"));
        var run = await Sync.ApplyAsync(plan, progress);

        Assert.That(run.IsComplete);
        Assert.That(run.Outcomes.Select(outcome => outcome.Change), Is.EqualTo(plan.Changes));
        Assert.That(Directory.Writes.Select(write => $"{write.Method} {write.Path[write.Path.IndexOf("/users", StringComparison.Ordinal)..]} {write.Body}"), Is.EqualTo(new[]
        {
            $"PATCH /users/inactive/{back.Id} ",
            $$"""PATCH /users/sync {"updates":[{"id":{{back.Id}},"origin_id":"HR-4"}]}""",
            $$"""PATCH /users/sync {"updates":[{"id":{{link.Id}},"origin_id":"HR-1"},{"id":{{update.Id}},"job_title":"Foreman"}]}""",
            """PATCH /users/sync {"updates":[{"email_address":"new@bluestone.example","first_name":"Ada","is_employee":true,"last_name":"New","origin_id":"HR-5"}]}""",
            $$$"""PATCH /users/{{{gone.Id}}} {"user":{"is_active":false}}""",
        }));
        Assert.That(run.Outcomes.Single(outcome => outcome.Change.Kind == ChangeKind.Create).UserId, Is.EqualTo(Directory.Single("new@bluestone.example").Id));
        Assert.That((progress.Reports[^1].Changes, progress.Reports[^1].Settled, progress.Reports[^1].Made), Is.EqualTo((5, 5, 5)));
    }

    [Test]
    public async Task ApplyAsync_sends_nothing_when_the_plan_is_empty()
    {
        Directory.Add("Same", "HR-3");
        var plan = await PlanAsync(Person("Same", "HR-3"));
        var before = Directory.Fake.Requests.Count;
        var run = await Sync.ApplyAsync(plan);
        Assert.That(run.Id, Is.Null);
        Assert.That(Directory.Fake.Requests, Has.Count.EqualTo(before));
        Assert.That(await Journal.ListRunsAsync(), Is.Empty);
    }

    [Test]
    public async Task ApplyAsync_does_not_change_users_that_changed_since_the_plan()
    {
        var user = Directory.Add("Abbott", "HR-1");
        var gone = Directory.Add("Gone", "HR-9");
        var plan = await PlanAsync(new Person { OriginId = "HR-1", JobTitle = "Foreman" }, Person("New", "HR-5"));
        await Directory.Users.UpdateAsync(user.Id, new CompanyUserChanges { City = "Austin" });
        await Directory.Users.UpdateAsync(gone.Id, new CompanyUserChanges { City = "Austin" });

        var run = await Sync.ApplyAsync(plan);

        Assert.That(run.Outcomes.Select(outcome => (outcome.Change.Kind, outcome.Status)), Is.EqualTo(new[]
        {
            (ChangeKind.Create, ChangeStatus.Done), (ChangeKind.Update, ChangeStatus.Stale), (ChangeKind.Deactivate, ChangeStatus.Stale),
        }));
        Assert.That(run.Outcomes[1].Errors.Single().Message, Does.Contain("was changed"));
        Assert.That(Directory.User(user.Id).JobTitle, Is.Null);
        Assert.That(Directory.User(gone.Id).IsActive);
    }

    [Test]
    public async Task ApplyAsync_sees_changes_within_the_same_second_by_value()
    {
        var user = Directory.Add("Abbott", "HR-1", jobTitle: "Laborer");
        await Directory.Users.UpdateAsync(user.Id, new CompanyUserChanges { City = "Austin" });
        var plan = await PlanAsync(new Person { OriginId = "HR-1", JobTitle = "Foreman" });
        await Directory.Users.UpdateAsync(user.Id, new CompanyUserChanges { JobTitle = "Owner" });
        var run = await Sync.ApplyAsync(plan);
        Assert.That(run.Outcomes.Single().Status, Is.EqualTo(ChangeStatus.Stale));
        Assert.That(Directory.User(user.Id).JobTitle, Is.EqualTo("Owner"));
    }

    [Test]
    public async Task ApplyAsync_reports_already_done_when_a_plan_is_applied_twice()
    {
        Directory.Add("Link");
        Directory.Add("Return", isActive: false);
        Directory.Add("Gone", "HR-9");
        var newcomer = Person("New", "HR-5");
        newcomer.AddToNewProjects = true;
        var plan = await PlanAsync(Person("Link", "HR-1"), Person("Return", "HR-4"), newcomer, Person("Unlinked"));
        await Sync.ApplyAsync(plan);
        var (state, writes) = (Directory.State(), Directory.Writes.Count);
        Directory.Clock.Advance(TimeSpan.FromMinutes(1));

        var run = await Sync.ApplyAsync(plan);

        Assert.That(run.Outcomes.Select(outcome => outcome.Status), Is.All.EqualTo(ChangeStatus.AlreadyDone));
        Assert.That(Directory.State(), Is.EqualTo(state));
        Assert.That(Directory.Writes, Has.Count.EqualTo(writes));
    }

    [Test]
    public async Task ApplyAsync_does_not_create_a_user_that_exists_by_now()
    {
        var plan = await PlanAsync(Person("Abbott", "HR-1"), Person("Brandt", "HR-2"), Person("Cole"));
        Directory.Add("Abbott", "HR-1", jobTitle: "Owner", isEmployee: false);
        Directory.Add("Brandt");
        Directory.Add("Cole", isEmployee: false);
        var run = await Sync.ApplyAsync(plan);
        Assert.That(run.Outcomes.Select(outcome => outcome.Status), Is.All.EqualTo(ChangeStatus.Stale));
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public async Task ApplyAsync_creates_users_without_origin_id_one_by_one()
    {
        var run = await RunAsync(Options(), Person("Abbott"), Person("Brandt"));
        Assert.That(run.IsComplete);
        Assert.That(Directory.Writes.Select(write => write.Method), Is.All.EqualTo(HttpMethod.Post));
        Assert.That((await PlanAsync(Person("Abbott"), Person("Brandt"))).IsEmpty);
    }

    [Test]
    public async Task ApplyAsync_creates_and_updates_for_fields_that_sync_lacks()
    {
        var person = Person("Abbott", "HR-1");
        (person.BidContact, person.AddToNewProjects) = (true, true);

        Assert.That((await RunAsync(Options(), person)).IsComplete);

        var user = Directory.Single("abbott@bluestone.example");
        Assert.That((user.BidContact, user.AddToNewProjects, user.OriginId), Is.EqualTo(((bool?)true, (bool?)true, "HR-1")));
        Assert.That(Directory.Writes.Select(write => write.Method), Is.EqualTo(new[] { HttpMethod.Post, HttpMethod.Patch }));
        Assert.That((await PlanAsync(person)).IsEmpty);
    }

    [Test]
    public async Task ApplyAsync_reports_refusals_and_goes_on_with_the_others()
    {
        var user = Directory.Add("Abbott", "HR-1");
        var back = Directory.Add("Return", "HR-2", isActive: false);
        var gone = Directory.Add("Gone", "HR-9");
        var wrong = new Person { OriginId = "HR-1", CountryCode = "Texas" };
        var newcomer = Person("New");
        newcomer.CountryCode = "Texas";
        Directory.Fake.FailNext(FakeFault.Answer(403, """{"errors":"Not you."}"""), when: request => request.Path.EndsWith($"/{gone.Id}", StringComparison.Ordinal));
        var returning = new Person { OriginId = "HR-2", StateCode = "Texas" };

        var run = await RunAsync(Options(), wrong, returning, newcomer, Person("Other", "HR-5"));

        Assert.That(run.IsComplete, Is.False);
        var byKind = run.Outcomes.ToDictionary(outcome => outcome.Change.Person.ToString());
        Assert.That(byKind.Values.Select(outcome => outcome.Status), Is.EquivalentTo(new[] { ChangeStatus.Refused, ChangeStatus.Refused, ChangeStatus.Refused, ChangeStatus.Refused, ChangeStatus.Done }));
        Assert.That(byKind[$"user {user.Id} (origin id HR-1)"].Errors.Single().Field, Is.EqualTo("country_code"));
        Assert.That(byKind[$"user {back.Id} (origin id HR-2)"].Errors.Single().Field, Is.EqualTo("state_code"));
        Assert.That(byKind[$"user {gone.Id} (origin id HR-9)"].Errors.Single().Message, Is.EqualTo("Not you."));
        Assert.That(byKind["person 2"].Errors.Single().Field, Is.EqualTo("country_code"));
    }

    [Test]
    public async Task ApplyAsync_accounts_for_every_change_when_a_request_fails()
    {
        var gone = Directory.Add("Gone", "HR-9");
        Directory.Add("Gone2", "HR-8");
        Directory.Hook.BeforeAnswering = (request, response) =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith($"/{gone.Id}", StringComparison.Ordinal))
                response.StatusCode = HttpStatusCode.InternalServerError;
            return Task.CompletedTask;
        };

        var plan = await PlanAsync(Person("New", "HR-5"));
        var run = await Sync.ApplyAsync(plan);

        Assert.That(run.IsComplete, Is.False);
        Assert.That(run.Outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { ChangeStatus.Done, ChangeStatus.InDoubt, ChangeStatus.Done }));
        Assert.That((await Sync.ApplyAsync(plan)).Outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { ChangeStatus.AlreadyDone, ChangeStatus.AlreadyDone, ChangeStatus.AlreadyDone }));
    }

    [Test]
    public async Task ApplyAsync_stops_when_cancelled()
    {
        for (var i = 0; i < 3; i++)
            Directory.Add($"Gone{i}");
        using var cancel = new CancellationTokenSource();
        Directory.Hook.BeforeAnswering = async (request, _) =>
        {
            if (request.Method == HttpMethod.Patch)
                await cancel.CancelAsync();
        };
        var plan = await PlanAsync(Person("New"));
        var interrupted = Assert.ThrowsAsync<DirectoryRunInterruptedException>(() => Sync.ApplyAsync(plan, null, cancel.Token))!;
        Assert.That(interrupted.InnerException, Is.InstanceOf<OperationCanceledException>());
        Assert.That(interrupted.Run.Outcomes.Count(outcome => outcome.Status == ChangeStatus.NotSent), Is.EqualTo(2));
    }

    [Test]
    public async Task ApplyAsync_leaves_nothing_in_doubt_when_progress_throws([Range(1, 7)] int reports)
    {
        Directory.Add("Link");
        Directory.Add("Gone", "HR-9");
        Directory.Add("Return", isActive: false);
        var newcomer = Person("New", "HR-2");
        newcomer.AddToNewProjects = true;
        var plan = await PlanAsync(Person("Link", "HR-1"), newcomer, Person("Return", "HR-3"), Person("Unlinked"));
        var left = reports;
        var interrupted = Assert.ThrowsAsync<DirectoryRunInterruptedException>(() => Sync.ApplyAsync(plan, new ProgressLog<DirectoryProgress>(_ => { if (--left == 0) throw new OperationCanceledException(); })))!;

        var state = Directory.State();
        foreach (var outcome in interrupted.Run.Outcomes)
        {
            var user = state.SingleOrDefault(user => user.EmailAddress == outcome.Change.Person.EmailAddress);
            var isHalf = outcome.Errors.Any(error => error.Message.Contains("in part", StringComparison.Ordinal));
            var isMade = outcome.Change.Kind switch
            {
                ChangeKind.Create when outcome.Change.Person.OriginId is null => user is not null,
                ChangeKind.Create or ChangeKind.Link => user?.OriginId is "HR-1" or "HR-2",
                ChangeKind.Reactivate => user!.OriginId == "HR-3",
                _ => !user!.IsActive,
            };
            Assert.That(outcome.Status, Is.EqualTo(isMade ? ChangeStatus.Done : isHalf ? ChangeStatus.InDoubt : ChangeStatus.NotSent), outcome.ToString());
        }
    }

    [Test]
    public async Task ApplyAsync_reads_the_directory_again_when_its_data_is_old()
    {
        var gone = Directory.Add("Gone", "HR-9");
        var plan = await PlanAsync(Person("New", "HR-5"));
        Directory.Hook.BeforeAnswering = async (request, _) =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("/sync", StringComparison.Ordinal))
                return;
            Directory.Hook.BeforeAnswering = null;
            await Directory.Users.UpdateAsync(gone.Id, new CompanyUserChanges { City = "Austin" });
            Directory.Clock.Advance(TimeSpan.FromMinutes(6));
        };
        var run = await Sync.ApplyAsync(plan);
        Assert.That(run.Outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[] { ChangeStatus.Done, ChangeStatus.Stale }));
        Assert.That(Directory.User(gone.Id).IsActive);
    }

    [Test]
    public async Task ApplyAsync_throws_when_another_run_has_the_journal()
    {
        Directory.Add("Gone", "HR-9");
        var plan = await PlanAsync(Person("New", "HR-5"));
        IOException? refused = null;
        Directory.Hook.BeforeSending = request =>
        {
            if (request.Method == HttpMethod.Patch && refused is null)
                refused = Assert.ThrowsAsync<IOException>(() => Sync.ApplyAsync(plan));
            return Task.CompletedTask;
        };
        Assert.That((await Sync.ApplyAsync(plan)).IsComplete);
        Assert.That(refused!.Message, Does.Contain("Another run"));
    }

    /// <summary>On two machines, say: each has read the directory before either has written.</summary>
    [Test]
    public async Task ApplyAsync_creates_no_user_twice_when_two_machines_run()
    {
        var people = new[] { Person("Abbott", "HR-1"), Person("Brandt", "HR-2"), Person("Cole"), Person("Dole") };
        var other = new PeopleSync(Directory.Users, new DirectoryJournal(Path.Combine(JournalFolder, "other")), Directory.Clock);
        var plan = await PlanAsync(people);
        var begun = false;
        Directory.Hook.BeforeSending = async request =>
        {
            if (request.Method == HttpMethod.Get || begun)
                return;
            begun = true;
            await other.ApplyAsync(plan);
        };
        await Sync.ApplyAsync(plan);
        Assert.That(Directory.Company.Users, Has.Count.EqualTo(5));
        Directory.Hook.BeforeSending = null;
        Assert.That((await PlanAsync(people)).IsEmpty);
    }

    [Test]
    public void ApplyAsync_sends_nothing_when_the_journal_is_unwritable()
    {
        System.IO.Directory.CreateDirectory(JournalFolder);
        var file = Path.Combine(JournalFolder, "file");
        File.WriteAllText(file, "");
        var sync = new PeopleSync(Directory.Users, new DirectoryJournal(Path.Combine(file, "folder")), Directory.Clock);
        Assert.That(async () => await sync.ApplyAsync(await PlanAsync(Person("New", "HR-5"))), Throws.InstanceOf<IOException>());
        Assert.That(Directory.Writes, Is.Empty);
    }

    [Test]
    public async Task ApplyAsync_writes_a_private_journal_ahead_of_each_batch()
    {
        var user = Directory.Add("Abbott", "HR-1", jobTitle: "Laborer");
        string? ahead = null;
        Directory.Hook.BeforeSending = request =>
        {
            if (request.Method == HttpMethod.Patch)
                ahead = string.Join("\n", System.IO.Directory.GetFiles(JournalFolder, "*.jsonl").SelectMany(ReadShared));
            return Task.CompletedTask;
        };
        var run = await RunAsync(Options(), new Person { OriginId = "HR-1", JobTitle = "Foreman" });

        var change = JObject.Parse(ahead!.Split('\n')[1])["ahead"]!.Single();
        Assert.That((long)change["person"]!["user_id"]!, Is.EqualTo(user.Id));
        Assert.That(change["fields"]!.Single().ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""{"field":"job_title","old":"Laborer","new":"Foreman"}"""));
        Assert.That(await Journal.ListRunsAsync(), Is.EqualTo(new[] { run.Id }));
        if (OperatingSystem.IsWindows())
            return;
        Assert.That(File.GetUnixFileMode(Path.Combine(JournalFolder, run.Id + ".jsonl")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(File.GetUnixFileMode(JournalFolder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    private static string[] ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
