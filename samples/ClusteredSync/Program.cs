// Makes the directories of many tenants match their files. Start it on several machines: each tenant's sync runs on one of them, and another
// one takes over if a machine fails: dotnet run --project samples/ClusteredSync
// Configuration: ConnectionStrings:Sync is a PostgreSQL database; ConnectionStrings:Tokens is a Redis server for the tokens, and without it
// they are in PostgreSQL too; Keys is a shared folder for the keys that encrypt tokens; Schedule is a cron expression of Quartz; Tenants:NAME
// has CompanyId, File and RefreshToken; Sync has properties of DirectorySyncOptions.
using Medallion.Threading;
using Medallion.Threading.Postgres;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Procore.CompanyUsers;
using Procore.CompanyUsers.TokenStores;
using Procore.DirectorySync;
using Procore.Samples.ClusteredSync;
using Quartz;
using StackExchange.Redis;

var builder = Host.CreateApplicationBuilder(args);
var configuration = builder.Configuration;
var connectionString = configuration.GetConnectionString("Sync") ?? throw new InvalidOperationException("Set ConnectionStrings:Sync to the connection string of a PostgreSQL database.");
await using var database = NpgsqlDataSource.Create(connectionString);
await using var redis = configuration.GetConnectionString("Tokens") is { } tokens ? await ConnectionMultiplexer.ConnectAsync(tokens) : null;
if (redis is null)
    await new PostgreSqlTokenStore(database).CreateSchemaAsync();
await PostgreSqlJournalStore.CreateSchemaAsync(database);

builder.Services.AddSingleton(database);
builder.Services.AddSingleton<IDistributedLockProvider>(new PostgresDistributedSynchronizationProvider(database));
builder.Services.AddDataProtection().SetApplicationName("clustered-sync").PersistKeysToFileSystem(new DirectoryInfo(configuration["Keys"] ?? "keys"));
var procore = builder.Services.AddProcoreClientFactory(options => configuration.GetSection("Procore").Bind(options));
(redis is null ? procore.UsePostgreSqlTokenStore(database) : procore.UseRedisTokenStore(redis)).EncryptTokens();
builder.Services.AddQuartz(quartz =>
{
    quartz.UsePersistentStore(store =>
    {
        store.UsePostgres(NpgsqlFactory.Instance, connectionString);
        store.ProvisionSchema();
        store.UseClustering(cluster => configuration.GetSection("Cluster").Bind(cluster));
    });
    foreach (var tenant in configuration.GetSection("Tenants").GetChildren())
    {
        // Recovery: if this machine fails in the middle of a run, another one starts it again at once.
        quartz.ScheduleJob<TenantSync>(
            trigger => trigger.WithIdentity(tenant.Key).WithCronSchedule(configuration["Schedule"] ?? "0 0 2 * * ?"),
            job => job.WithIdentity(tenant.Key).RequestRecovery());
    }
});
// A stopping program ends its runs between two batches; the next run continues.
builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);

await builder.Build().RunAsync();
