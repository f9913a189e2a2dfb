using Npgsql;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.TokenStores.Tests.Journal;

internal sealed class PostgreSqlJournalTests : JournalTests
{
    private PostgreSqlServer _server = null!;
    private NpgsqlDataSource _database = null!;
    private string _journal = "";
    private string _schema = "";

    protected override DirectoryJournal Records => new(new PostgreSqlJournalStore(_database, _journal));

    protected override string StoreName => $"PostgreSqlJournalStore {_journal}";

    [OneTimeSetUp]
    public async Task Start_the_server() => _server = await PostgreSqlServer.CreateAsync();

    [OneTimeTearDown]
    public async Task Stop_the_server()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [SetUp]
    public async Task Create_tables()
    {
        _journal = $"journal-{Guid.NewGuid():N}";
        _schema = $"schema_{Guid.NewGuid():N}";
        _database = _server.Connect($"Search Path={_schema}");
        await ExecuteAsync($"CREATE SCHEMA {_schema}");
        await PostgreSqlJournalStore.CreateSchemaAsync(_database);
    }

    [TearDown]
    public async Task Close_connections() => await _database.DisposeAsync();

    [Test]
    public async Task CreateSchemaAsync_may_run_in_several_programs_at_once()
    {
        await ExecuteAsync("DROP TABLE procore_journals, procore_journal_records");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostgreSqlJournalStore.CreateSchemaAsync(_database)));

        Assert.That((await RunAsync("Abbott")).IsComplete, Is.True);
    }

    [Test]
    public async Task ApplyAsync_says_how_to_create_missing_tables()
    {
        var plan = await PlanAsync(Sync, "Abbott");
        await ExecuteAsync("DROP TABLE procore_journal_records");

        var failure = Assert.ThrowsAsync<ProcoreException>(() => Sync.ApplyAsync(plan));

        Assert.That(failure.Message, Does.Contain(StoreName));
        Assert.That(failure.InnerException!.Message, Does.Contain("CreateSchemaAsync"));
        Assert.That(Company.Users, Has.Count.EqualTo(1), "the account");
    }

    [Test]
    public async Task ReadRunAsync_notices_a_missing_record()
    {
        var run = await RunAsync("Abbott", "Brandt");
        await ExecuteAsync("DELETE FROM procore_journal_records WHERE number = 2");

        var failure = Assert.ThrowsAsync<ProcoreException>(() => Records.ReadRunAsync(run.Id!));

        Assert.That(failure.Message, Does.Contain(StoreName).And.Contain("lacks record 2"));
    }

    [Test]
    public async Task ListRunsAsync_lists_the_runs_of_one_journal()
    {
        await RunAsync("Abbott");

        Assert.That(await new DirectoryJournal(new PostgreSqlJournalStore(_database, "another company")).ListRunsAsync(), Is.Empty);
    }

    [Test]
    public async Task ApplyAsync_sends_nothing_when_the_server_is_down()
    {
        var sync = Sync;
        var plan = await PlanAsync(sync, "Abbott");
        await _server.StopAsync();
        try
        {
            var failure = Assert.ThrowsAsync<ProcoreException>(() => sync.ApplyAsync(plan));

            Assert.That(failure.Message, Does.Contain(StoreName));
            Assert.That(Company.Users, Has.Count.EqualTo(1), "the account");
        }
        finally
        {
            await _server.StartAsync();
        }
    }

    [Test]
    public async Task ApplyAsync_sends_nothing_when_the_server_hangs()
    {
        await using var database = _server.Connect($"Search Path={_schema};Timeout=2");
        var sync = new PeopleSync(Users, new DirectoryJournal(new PostgreSqlJournalStore(database, _journal, TimeSpan.FromSeconds(1))));
        var plan = await PlanAsync(sync, "Abbott");
        _server.Freeze();
        try
        {
            var failure = Assert.ThrowsAsync<ProcoreException>(() => sync.ApplyAsync(plan));

            Assert.That(failure.Message, Does.Contain(StoreName));
            Assert.That(failure.InnerException, Is.TypeOf<TimeoutException>().With.Message.Contains("within 1 second."));
            Assert.That(Company.Users, Has.Count.EqualTo(1), "the account");
        }
        finally
        {
            _server.Thaw();
        }
    }

    [Test]
    public async Task ApplyAsync_stops_when_the_server_restarts_and_continues_later()
    {
        var sync = Sync;
        var plan = await PlanAsync(sync, "Abbott", "Brandt", "Cole");
        var restarts = 0;

        var interrupted = Assert.ThrowsAsync<DirectoryRunInterruptedException>(() => sync.ApplyAsync(plan, new ProgressLog<DirectoryProgress>(_ =>
        {
            if (restarts++ == 0)
                RestartAsync().GetAwaiter().GetResult();
        })));
        var next = await RunAsync("Abbott", "Brandt", "Cole");

        Assert.That(interrupted.InnerException, Is.TypeOf<ProcoreException>().With.Message.Contains(StoreName));
        Assert.That(next.IsComplete, Is.True);
        Assert.That(Company.Users.Select(user => user.OriginId).OfType<string>(), Is.EquivalentTo(new[] { "Abbott", "Brandt", "Cole" }));

        async Task RestartAsync()
        {
            await _server.StopAsync();
            await _server.StartAsync();
        }
    }

    [TestCase("", 10)]
    [TestCase("bluestone", 0)]
    public void Constructor_refuses_values_that_cannot_work(string journal, int seconds) =>
        Assert.That(() => new PostgreSqlJournalStore(_database, journal, TimeSpan.FromSeconds(seconds)), Throws.InstanceOf<ArgumentException>());

    protected override Task RemoveLastRecordAsync(string run) =>
        ExecuteAsync($"DELETE FROM procore_journal_records WHERE run = '{run}' AND number = (SELECT max(number) FROM procore_journal_records WHERE run = '{run}')");

    protected override Task DamageAsync(string run, string record) =>
        ExecuteAsync($"UPDATE procore_journal_records SET record = '{record}' WHERE run = '{run}' AND number = 1");

    protected override Task ShareAsync() => ExecuteAsync("GRANT SELECT (record) ON procore_journal_records TO PUBLIC");

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
