using System.Text.Json;
using Medallion.Threading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using Procore.CompanyUsers;
using Procore.DirectorySync;
using Quartz;

namespace Procore.Samples.ClusteredSync;

/// <summary>Syncs the tenant whose name is the job's.</summary>
[DisallowConcurrentExecution]
internal sealed partial class TenantSync(
    IProcoreClientFactory factory, NpgsqlDataSource database, IDistributedLockProvider locks, IConfiguration configuration, ILogger<TenantSync> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var tenant = context.JobDetail.Key.Name;
        var settings = configuration.GetRequiredSection($"Tenants:{tenant}");
        // The refresh token is redeemed once; its successors are in the token store.
        var client = factory.Create(tenant, new ProcoreCredentials { RefreshToken = settings["RefreshToken"] });
        var journal = new DirectoryJournal(new PostgreSqlJournalStore(database, tenant));
        // Quartz starts a run once; the lock also keeps a machine out that Quartz has given up although it still runs.
        var sync = new PeopleSync(client.Company(settings.GetValue<long>("CompanyId")).Users, journal, locks);
        var options = new DirectorySyncOptions(DirectoryScope.Employees);
        configuration.GetSection("Sync").Bind(options);

        var plan = await sync.PlanAsync(ReadAsync(settings["File"] ?? $"{tenant}.json"), options, cancellationToken);
        var run = await sync.ApplyAsync(plan, null, cancellationToken);
        foreach (var problem in await journal.NoteProblemsAsync(run.Problems, cancellationToken))
            NewProblem(tenant, problem);
        Synced(tenant, run);
    }

    private static async IAsyncEnumerable<Person> ReadAsync(string path)
    {
        using var file = File.OpenRead(path);
        await foreach (var employee in JsonSerializer.DeserializeAsyncEnumerable<Employee>(file, JsonSerializerOptions.Web))
            yield return new Person { OriginId = employee!.Id, FirstName = employee.FirstName, LastName = employee.LastName, EmailAddress = employee.EmailAddress, JobTitle = employee.JobTitle };
    }

    [LoggerMessage(LogLevel.Information, "Synced {Tenant}: {Run}")]
    private partial void Synced(string tenant, DirectoryRun run);

    [LoggerMessage(LogLevel.Warning, "New problem of {Tenant}: {Problem}")]
    private partial void NewProblem(string tenant, DirectoryProblem problem);

    private sealed record Employee(string Id, string FirstName, string LastName, string EmailAddress, string? JobTitle);
}
