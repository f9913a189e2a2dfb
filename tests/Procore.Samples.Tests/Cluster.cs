using System.Text.Json;
using Npgsql;
using Procore.CompanyUsers.Cli.Serve;
using Procore.CompanyUsers.Testing;
using Procore.CompanyUsers.TokenStores.Tests;

namespace Procore.Samples.Tests;

/// <summary>A PostgreSQL and perhaps a Redis, a fake Procore behind a port, and the settings of processes that sync the companies with it.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _log = new();
    private readonly FakeServer _procore;
    private readonly List<string> _arguments = [];

    private Cluster(FakeProcore fake, IReadOnlyList<FakeCompany> companies, PostgreSqlServer server, RedisServer? tokens)
    {
        (Companies, Server, Tokens, Database) = (companies, server, tokens, server.Connect());
        _procore = new FakeServer(fake, steps: null, _log);
    }

    public IReadOnlyList<FakeCompany> Companies { get; }

    public PostgreSqlServer Server { get; }

    /// <summary>Has the tokens; null if they are in PostgreSQL.</summary>
    public RedisServer? Tokens { get; }

    public NpgsqlDataSource Database { get; }

    public Uri Address { get; private set; } = null!;

    /// <summary>Starts the servers; skips the test if one isn't installed.</summary>
    /// <param name="fake">Procore.</param>
    /// <param name="tenants">The number of companies.</param>
    /// <param name="schedule">When each company is synced, as a cron expression of Quartz.</param>
    /// <param name="tokensInRedis">Whether the processes keep their tokens in Redis.</param>
    public static async Task<Cluster> StartAsync(FakeProcore fake, int tenants, string schedule, bool tokensInRedis = false)
    {
        var companies = Enumerable.Range(0, tenants).Select(i => fake.AddCompany($"tenant{i}")).ToList();
        foreach (var company in companies)
            company.AddUser("Sync", "Account", "sync@example.com");
        var account = fake.AddAccount("app", "app-secret", "sync@example.com");
        var cluster = new Cluster(fake, companies, await PostgreSqlServer.CreateAsync(), tokensInRedis ? await RedisServer.CreateAsync() : null);
        cluster.Address = await cluster._procore.StartAsync(port: 0);
        cluster._arguments.AddRange(
        [
            $"--ConnectionStrings:Sync={cluster.Server.ConnectionString}",
            $"--Keys={cluster._folder.PathOf("keys")}",
            "--Procore:ClientId=app",
            "--Procore:ClientSecret=app-secret",
            $"--Schedule={schedule}",
            "--Cluster:CheckinInterval=00:00:01",
            "--Cluster:CheckinMisfireThreshold=00:00:05",
            "--Sync:BatchSize=8",
        ]);
        if (cluster.Tokens is { } redis)
            cluster._arguments.Add($"--ConnectionStrings:Tokens={redis.Configuration}");
        foreach (var (i, company) in companies.Index())
        {
            cluster._arguments.Add($"--Tenants:tenant{i}:CompanyId={company.Id}");
            cluster._arguments.Add($"--Tenants:tenant{i}:File={cluster._folder.PathOf("people.json")}");
            cluster._arguments.Add($"--Tenants:tenant{i}:RefreshToken={account.IssueRefreshToken()}");
        }
        return cluster;
    }

    /// <summary>Replaces the file that each company is to match.</summary>
    public void WritePeople(int count, string jobTitle)
    {
        var draft = _folder.PathOf("draft.json");
        File.WriteAllText(draft, JsonSerializer.Serialize(Enumerable.Range(0, count).Select(i => new { id = $"HR-{i:00}", firstName = "Ada", lastName = $"Abbott {i}", emailAddress = $"a{i}@example.com", jobTitle })));
        File.Move(draft, _folder.PathOf("people.json"), overwrite: true);
    }

    /// <summary>Starts one of the processes.</summary>
    public SampleProcess StartProcess(params string[] more) => SampleProcess.Start("ClusteredSync", Address, [.. _arguments, .. more]);

    /// <summary>Stops the fake Procore.</summary>
    /// <returns>A line for each request.</returns>
    public async Task<IReadOnlyList<string>> StopProcoreAsync()
    {
        await _procore.DisposeAsync();
        return [.. _log.ToString().Split('\n').Select(line => line.Trim())];
    }

    public async ValueTask DisposeAsync()
    {
        await _procore.DisposeAsync();
        await Database.DisposeAsync();
        if (Tokens is not null)
            await Tokens.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
