using Microsoft.Extensions.DependencyInjection;
using Procore.CompanyUsers.Testing;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.TokenStores.Tests.Journal;

/// <summary>What holds for every journal, wherever its records are.</summary>
internal abstract class JournalTests
{
    private readonly FakeProcore _procore = new();
    private ServiceProvider _services = null!;

    protected FakeCompany Company { get; private set; } = null!;

    protected PeopleSync Sync => new(Users, Records);

    /// <summary>The test's journal, opened as another program does.</summary>
    protected abstract DirectoryJournal Records { get; }

    protected ICompanyUsers Users => _services.GetRequiredService<ICompanyUsers>();

    /// <summary>What an exception calls the store.</summary>
    protected abstract string StoreName { get; }

    [SetUp]
    public void Begin()
    {
        Company = _procore.AddCompany("Bluestone Builders");
        _services = Serve(Company);
    }

    [TearDown]
    public async Task End() => await _services.DisposeAsync();

    [Test]
    public async Task UndoAsync_restores_what_another_machine_has_changed()
    {
        var run = await RunAsync("Abbott", "Brandt");

        var undo = await Sync.UndoAsync(run.Id!);

        Assert.That(Company.Users.Where(user => user.OriginId is not null).Select(user => user.IsActive), Is.EqualTo(new[] { false, false }));
        Assert.That(await Records.ListRunsAsync(), Is.EquivalentTo(new[] { run.Id, undo.Id }));
        var (first, second) = (await Records.ReadRunAsync(run.Id!), await Records.ReadRunAsync(undo.Id!));
        Assert.That((first.CompanyId, first.ApiHost, first.UndoneRun), Is.EqualTo((Company.Id, "api.procore.com", (string?)null)));
        Assert.That((first.Changes, first.Sent, first.Done, first.IsInterrupted, first.EndedAt is null), Is.EqualTo((2, 2, 2, false, false)));
        Assert.That(second.UndoneRun, Is.EqualTo(run.Id));
    }

    [Test]
    public async Task UndoAsync_is_incomplete_without_the_last_record()
    {
        var run = await RunAsync("Abbott", "Brandt");
        await RemoveLastRecordAsync(run.Id!);

        var undo = await Sync.UndoAsync(run.Id!);

        Assert.That(undo.IsComplete, Is.False);
        Assert.That(undo.Outcomes, Has.Count.EqualTo(2));
        Assert.That((await Records.ReadRunAsync(run.Id!)).EndedAt, Is.Null);
    }

    [Test]
    public async Task UndoAsync_names_the_store_when_a_record_is_damaged()
    {
        var run = await RunAsync("Abbott");
        await DamageAsync(run.Id!, "{\"ahead\":[{\"kind\":\"Update\",\"person\":{\"name\":\"Ada Abbott\"}}]}");
        var before = Company.TakeSnapshot();

        var failure = Assert.ThrowsAsync<ProcoreException>(() => Sync.UndoAsync(run.Id!));

        Assert.That(failure.Message, Does.Contain(StoreName));
        Assert.That(failure.InnerException, Is.TypeOf<FormatException>());
        Assert.That(failure.ToString(), Does.Not.Contain("Ada Abbott"));
        Assert.That(Company.TakeSnapshot().ChangesSince(before), Is.Empty);
        Assert.That(() => Records.ReadRunAsync(run.Id!), Throws.TypeOf<ProcoreException>());
    }

    [Test]
    public async Task UndoAsync_refuses_a_run_of_another_company()
    {
        var run = await RunAsync("Abbott");
        await using var other = Serve(_procore.AddCompany("Granite Builders"));
        var sync = new PeopleSync(other.GetRequiredService<ICompanyUsers>(), Records);

        Assert.That(() => sync.UndoAsync(run.Id!), Throws.InvalidOperationException.With.Message.Contains($"company {Company.Id} at "));
    }

    [Test]
    public async Task ApplyAsync_refuses_a_second_run_and_names_the_first()
    {
        var (first, second) = (Sync, Sync);
        var (firstPlan, secondPlan) = (await PlanAsync(first, "Abbott"), await PlanAsync(second, "Brandt"));
        IOException? refusal = null;

        await first.ApplyAsync(firstPlan, new ProgressLog<DirectoryProgress>(_ => refusal ??= Assert.ThrowsAsync<IOException>(() => second.ApplyAsync(secondPlan))));

        Assert.That(refusal!.Message, Does.Contain($"process {Environment.ProcessId} on {Environment.MachineName}, since ").And.Contain("Nothing was sent"));
        Assert.That((await second.ApplyAsync(secondPlan)).IsComplete, Is.True, "the lock is released at the end");
    }

    [TestCase("20261124T020000Z-3f2a91")]
    [TestCase("../other")]
    [TestCase("a\0b")]
    [TestCase("")]
    public void ReadRunAsync_refuses_a_run_that_does_not_exist(string run) =>
        Assert.That(() => Records.ReadRunAsync(run), Throws.ArgumentException.With.Message.Contains("no such run"));

    [Test]
    public async Task NoteProblemsAsync_distinguishes_new_problems_from_known_ones()
    {
        var problems = (await Sync.PlanAsync([new Person { OriginId = "HR-1", LastName = "Abbott" }, new Person { OriginId = "HR-2", LastName = "Brandt" }], Options())).Problems;
        Assert.That(problems, Has.Count.EqualTo(2));

        Assert.That(await Records.NoteProblemsAsync([problems[0]]), Has.Count.EqualTo(1));
        Assert.That((await Records.NoteProblemsAsync(problems)).Single().Key, Is.EqualTo(problems[1].Key));
        Assert.That(await Records.NoteProblemsAsync(problems), Is.Empty);
        Assert.That(await Records.NoteProblemsAsync([]), Is.Empty);
        Assert.That(await Records.NoteProblemsAsync(problems), Has.Count.EqualTo(2), "solved, and back again");
    }

    [Test]
    public async Task ApplyAsync_sends_nothing_when_others_can_access_the_journal()
    {
        var run = await RunAsync("Abbott");
        var plan = await PlanAsync(Sync, "Brandt");
        await ShareAsync();
        var before = Company.TakeSnapshot();

        Assert.That(() => Sync.ApplyAsync(plan), Throws.TypeOf<UnauthorizedAccessException>());
        Assert.That(() => Sync.UndoAsync(run.Id!), Throws.TypeOf<UnauthorizedAccessException>());
        Assert.That(() => Records.NoteProblemsAsync([]), Throws.TypeOf<UnauthorizedAccessException>());
        Assert.That(Company.TakeSnapshot().ChangesSince(before), Is.Empty);
    }

    protected static Task<DirectoryPlan> PlanAsync(PeopleSync sync, params string[] names) => sync.PlanAsync(
        names.Select(name => new Person { OriginId = name, FirstName = "Ada", LastName = name, EmailAddress = $"{name}@bluestone.example", IsEmployee = true }), Options());

    protected async Task<DirectoryRun> RunAsync(params string[] names)
    {
        var sync = Sync;
        return await sync.ApplyAsync(await PlanAsync(sync, names));
    }

    protected abstract Task RemoveLastRecordAsync(string run);

    /// <summary>Replaces the second record of a run.</summary>
    protected abstract Task DamageAsync(string run, string record);

    /// <summary>Lets others access the journal.</summary>
    protected abstract Task ShareAsync();

    private static DirectorySyncOptions Options() => new(DirectoryScope.Everybody) { DeactivateMissing = false, BatchSize = 1 };

    private ServiceProvider Serve(FakeCompany company)
    {
        var account = company.AddUser("Nightly", "Service", $"service@{company.Id}.example");
        var services = new ServiceCollection();
        services.AddProcore(o => (o.AccessToken, o.CompanyId) = (_procore.IssueToken(TimeSpan.FromDays(1), account.EmailAddress), company.Id)).UseFakeProcore(_procore);
        return services.BuildServiceProvider();
    }
}
