using System.Diagnostics;
using System.Globalization;
using Procore.CompanyUsers.Cli.Serve;
using Procore.CompanyUsers.Testing;

namespace Procore.Samples.Tests;

internal sealed class ClusteredSyncTests
{
    private const string SoakSeconds = "PROCORE_SOAK_SECONDS";

    /// <summary>Ends a test that waits for something that doesn't happen; no measure of speed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Test]
    public async Task ClusteredSync_continues_elsewhere_after_kill_9()
    {
        // Tokens that expire soon make both processes redeem refresh tokens all the time.
        var fake = new FakeProcore(new FakeProcoreOptions { AcceptAnyToken = false, TokenLifetime = TimeSpan.FromSeconds(2) });
        await using var cluster = await Cluster.StartAsync(fake, tenants: 3, "0/5 * * * * ?");
        cluster.WritePeople(24, "Foreman");
        // The second of three batches is saved, but its response doesn't arrive before the process is dead.
        var held = new TaskCompletionSource();
        var writes = 0;
        fake.FailNext(FakeFault.LateAnswer(TimeSpan.FromMinutes(20)), 1, request => IsWriteTo(cluster.Companies[0], request) && ++writes == 2 && held.TrySetResult());

        await using var first = cluster.StartProcess("--Sync:MaxCreations=24");
        await using var second = cluster.StartProcess("--Sync:MaxCreations=24");
        await WaitAsync(() => Task.FromResult(held.Task.IsCompleted), first, second);
        await WaitAsync(async () => await QueryAsync(cluster, "SELECT count(*)::text FROM qrtz_scheduler_state") == "2", first, second);
        var holder = int.Parse(await QueryAsync(cluster, "SELECT split_part(holder, ' ', 2) FROM procore_journals WHERE journal = 'tenant0'"), CultureInfo.InvariantCulture);
        var (victim, survivor) = holder == first.Id ? (first, second) : (second, first);
        Assert.That(holder, Is.EqualTo(victim.Id), "the journal names the process");
        await victim.KillAsync();
        await WaitAsync(() => Task.FromResult(survivor.Output.Contains("Synced tenant0", StringComparison.Ordinal)), first, second);
        await WaitAsync(() => Task.FromResult(cluster.Companies.All(company => Matches(company, 24, "Foreman"))), first, second);
        await survivor.KillAsync();

        var redemptions = (await cluster.StopProcoreAsync()).Where(line => line.Contains("/oauth/token", StringComparison.Ordinal)).ToList();
        AssertOnce(cluster, 24);
        Assert.That(redemptions, Is.All.EqualTo("POST /oauth/token 200"), "Procore refuses a refresh token that is redeemed twice");
        Assert.That(redemptions, Has.Count.GreaterThan(cluster.Companies.Count));
    }

    [Test]
    public async Task ClusteredSync_withstands_faults_and_restarts()
    {
        const int People = 12;
        if (!int.TryParse(Environment.GetEnvironmentVariable(SoakSeconds), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            Assert.Ignore("Skipped: this test runs for as long as you say: .ci/soak 240");
        var fake = new FakeProcore(new FakeProcoreOptions { AcceptAnyToken = false, TokenLifetime = TimeSpan.FromSeconds(5), MaxRequests = 0 });
        RandomFaults.AddTo(fake, percent: 3, seed: 1);
        await using var cluster = await Cluster.StartAsync(fake, tenants: 50, "0/10 * * * * ?", tokensInRedis: true);
        cluster.WritePeople(People, "Laborer");
        await using var first = cluster.StartProcess($"--Sync:MaxCreations={People}", $"--Sync:MaxUpdates={People}");
        await using var second = cluster.StartProcess($"--Sync:MaxCreations={People}", $"--Sync:MaxUpdates={People}");
        SampleProcess[] processes = [first, second];
        await WaitAsync(() => Task.FromResult(cluster.Companies.All(company => Matches(company, People, "Laborer"))), processes);

        var elapsed = Stopwatch.StartNew();
        var before = processes.Select(Usage.Of).ToList();
        for (var round = 0; round == 0 || elapsed.Elapsed.TotalSeconds < seconds; round++)
        {
            var jobTitle = $"Foreman {round}";
            cluster.WritePeople(People, jobTitle);
            await cluster.Server.StopAsync();
            await cluster.Tokens!.StopAsync();
            await cluster.Server.StartAsync();
            await cluster.Tokens.StartAsync();
            await WaitAsync(() => Task.FromResult(cluster.Companies.All(company => Matches(company, People, jobTitle))), processes);
            await TestContext.Progress.WriteLineAsync($"{elapsed.Elapsed.TotalSeconds:0} s, round {round}: {string.Join("; ", processes.Select(Usage.Of))}");
        }
        var after = processes.Select(Usage.Of).ToList();
        foreach (var process in processes)
            await process.KillAsync();

        AssertOnce(cluster, People);
        foreach (var (start, end) in before.Zip(after))
        {
            Assert.That(end.Descriptors, Is.LessThan(start.Descriptors + 60));
            Assert.That(end.Megabytes, Is.LessThan(2 * start.Megabytes));
        }
    }

    private static void AssertOnce(Cluster cluster, int people) => Assert.That(
        cluster.Companies.Select(company => company.Users.Select(user => user.OriginId).OfType<string>().Order(StringComparer.Ordinal)),
        Is.All.EqualTo(Enumerable.Range(0, people).Select(i => $"HR-{i:00}")),
        "each user once");

    private static bool IsWriteTo(FakeCompany company, FakeRequest request) =>
        request.Method != HttpMethod.Get && request.Path.Contains($"/companies/{company.Id}/", StringComparison.Ordinal);

    private static bool Matches(FakeCompany company, int people, string jobTitle) =>
        company.Users.Count(user => user.OriginId is not null && user.JobTitle == jobTitle) == people;

    private static async Task<string> QueryAsync(Cluster cluster, string sql)
    {
        await using var command = cluster.Database.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task WaitAsync(Func<Task<bool>> isDone, params SampleProcess[] processes)
    {
        for (var waiting = Stopwatch.StartNew(); !await isDone(); await Task.Delay(100))
            Assert.That(waiting.Elapsed, Is.LessThan(Patience), () => string.Join("\n\n", processes.Select(process => process.Output)));
    }

    private sealed record Usage(int Descriptors, long Megabytes)
    {
        public static Usage Of(SampleProcess process)
        {
            using var running = Process.GetProcessById(process.Id);
            return new Usage(Directory.GetFiles($"/proc/{process.Id}/fd").Length, running.WorkingSet64 / 1_048_576);
        }

        public override string ToString() => $"{Descriptors} descriptors, {Megabytes} MB";
    }
}
