using Medallion.Threading;
using Medallion.Threading.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Procore.CompanyUsers.Testing;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.TokenStores.Tests;

/// <summary>Runs of one company on several machines, which share a PostgreSQL.</summary>
internal sealed class DirectoryLockTests
{
    private readonly FakeProcore _procore = new();
    private PostgreSqlServer _server = null!;
    private NpgsqlDataSource _database = null!;
    private FakeCompany _company = null!;
    private ServiceProvider _services = null!;
    private TemporaryFolder _folders = null!;

    [OneTimeSetUp]
    public async Task Start_the_server()
    {
        _server = await PostgreSqlServer.CreateAsync();
        _database = _server.Connect();
    }

    [OneTimeTearDown]
    public async Task Stop_the_server()
    {
        if (_server is null)
            return;
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    [SetUp]
    public void Begin()
    {
        _company = _procore.AddCompany("Bluestone Builders");
        var account = _company.AddUser("Nightly", "Service", "service@bluestone.example");
        var services = new ServiceCollection();
        services.AddProcore(o => (o.AccessToken, o.CompanyId) = (_procore.IssueToken(TimeSpan.FromDays(1), account.EmailAddress), _company.Id)).UseFakeProcore(_procore);
        _services = services.BuildServiceProvider();
        _folders = new TemporaryFolder();
    }

    [TearDown]
    public async Task End()
    {
        await _services.DisposeAsync();
        _folders.Dispose();
    }

    [TestCase("shared", "shared", true)]
    [TestCase("first", "second", false)]
    public async Task ApplyAsync_refuses_to_start_while_another_machine_runs(string firstFolder, string secondFolder, bool isHolderKnown)
    {
        var (first, second) = (Sync(firstFolder), Sync(secondFolder));
        var (firstPlan, secondPlan) = (await PlanAsync(first, "Abbott"), await PlanAsync(second, "Brandt"));
        IOException? refusal = null;

        await first.ApplyAsync(firstPlan, new ProgressLog<DirectoryProgress>(_ => refusal ??= Assert.CatchAsync<IOException>(() => second.ApplyAsync(secondPlan))));

        Assert.That(refusal!.Message, Does.Contain($"company {_company.Id} at ").And.Contain("Nothing was sent"));
        Assert.That(refusal.Message, isHolderKnown ? Does.Contain($"process {Environment.ProcessId} on {Environment.MachineName}, since ") : Does.Contain("its journal is elsewhere"));
        Assert.That(_company.Users.Select(user => user.LastName), Is.EqualTo(new[] { "Service", "Abbott" }));
        Assert.That((await second.ApplyAsync(secondPlan)).IsComplete, Is.True, "the lock is released at the end");
    }

    [Test]
    public async Task ApplyAsync_stops_when_its_lock_is_lost()
    {
        var sync = Sync("first");
        var plan = await PlanAsync(sync, [.. Enumerable.Range(0, 1200).Select(i => $"Person{i}")]);

        var failure = Assert.CatchAsync<DirectoryRunInterruptedException>(() => sync.ApplyAsync(plan, new ProgressLog<DirectoryProgress>(_ => EndTheLock())));

        Assert.That(_company.Users, Has.Count.LessThan(1200));
        Assert.That(failure, Is.Not.Null);

        void EndTheLock()
        {
            using var command = _database.CreateCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
            command.ExecuteNonQuery();
            // The client learns of it on a thread of its own, which has the time of the next batch.
            _procore.FailNext(FakeFault.LateAnswer(TimeSpan.FromSeconds(2)));
        }
    }

    [Test]
    public async Task ApplyAsync_sends_nothing_when_the_lock_is_unavailable()
    {
        var sync = new PeopleSync(Users, new DirectoryJournal(_folders.PathOf("any")), new PostgresDistributedSynchronizationProvider("Host=127.0.0.1;Port=1;Username=nobody;Timeout=1"));
        var plan = await PlanAsync(sync, "Abbott");

        var failure = Assert.CatchAsync<IOException>(() => sync.ApplyAsync(plan));

        Assert.That(failure.Message, Does.Contain("PostgresDistributedSynchronizationProvider").And.Contain("Nothing was sent"));
        Assert.That(_company.Users, Has.Count.EqualTo(1), "the account");
    }

    private ICompanyUsers Users => _services.GetRequiredService<ICompanyUsers>();

    private PeopleSync Sync(string folder) =>
        new(Users, new DirectoryJournal(_folders.PathOf(folder)), new PostgresDistributedSynchronizationProvider(_database));

    private static Task<DirectoryPlan> PlanAsync(PeopleSync sync, params string[] names) => sync.PlanAsync(
        names.Select(name => new Person { OriginId = name, FirstName = "Ada", LastName = name, EmailAddress = $"{name}@bluestone.example", IsEmployee = true }),
        new DirectorySyncOptions(DirectoryScope.Everybody) { MaxCreations = 10_000, DeactivateMissing = false });
}
