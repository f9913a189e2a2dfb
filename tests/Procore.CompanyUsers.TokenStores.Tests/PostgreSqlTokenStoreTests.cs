using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.TokenStores.Tests;

internal sealed class PostgreSqlTokenStoreTests : StoreTests
{
    private PostgreSqlServer _server = null!;
    private NpgsqlDataSource _database = null!;

    protected override TestServer Server => _server;

    protected override string StoreName => nameof(PostgreSqlTokenStore);

    [OneTimeSetUp]
    public async Task Start_the_server()
    {
        _server = await PostgreSqlServer.CreateAsync();
        _database = _server.Connect();
        await new PostgreSqlTokenStore(_database).CreateSchemaAsync();
    }

    [OneTimeTearDown]
    public async Task Stop_the_server()
    {
        if (_server is null)
            return;
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task CreateSchemaAsync_may_run_in_several_programs_at_once()
    {
        await ExecuteAsync("CREATE SCHEMA at_once");
        await using var database = _server.Connect("Search Path=at_once");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new PostgreSqlTokenStore(database).CreateSchemaAsync()));

        await TokenStoreCases.All[1].RunAsync(() => new PostgreSqlTokenStore(database));
    }

    [Test]
    public async Task ReadAsync_says_how_to_create_a_missing_table()
    {
        await ExecuteAsync("CREATE SCHEMA without_table");
        await using var database = _server.Connect("Search Path=without_table");

        var failure = Assert.CatchAsync<ProcoreException>(() => Grant.CallAsync(Grant.Start(builder => builder.UsePostgreSqlTokenStore(database))));

        Assert.That(failure.Message, Does.Contain(StoreName));
        Assert.That(failure.InnerException!.Message, Does.Contain("CreateSchemaAsync"));
        Assert.That(Grant.Redemptions, Is.Zero);
    }

    [Test]
    public async Task TryWriteAsync_works_at_any_default_isolation_level()
    {
        await using var database = _server.Connect("Options=-c default_transaction_isolation=serializable");

        await TokenStoreCases.All.Single(storeCase => storeCase.Name == "Concurrent programs lose nothing").RunAsync(() => new PostgreSqlTokenStore(database));
    }

    [Test]
    public async Task ReadAsync_says_what_to_do_with_a_row_that_the_store_did_not_write()
    {
        await ExecuteAsync("INSERT INTO procore_tokens VALUES ('foreign', 0, 'rubbish-payload')");

        var failure = Assert.CatchAsync<InvalidDataException>(() => CreateStore().ReadAsync("foreign"));

        Assert.That(failure.Message, Does.Contain("Delete the row").And.Not.Contain("rubbish-payload"));
    }

    [Test]
    public async Task AcquireAsync_returns_a_lease_that_outlives_its_connection()
    {
        var store = CreateStore();
        var key = Guid.NewGuid().ToString();
        await using var lease = await store.AcquireAsync(key, TimeSpan.FromMinutes(2));
        await ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()");

        var isWritten = await lease.TryWriteAsync(new StoredTokens(1, "precious"));

        Assert.That(isWritten, Is.True);
        Assert.That((await lease.ReadAsync())!.Payload, Is.EqualTo("precious"));
        await using var next = await store.AcquireAsync(key, TimeSpan.FromMinutes(2)).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Test]
    public async Task UsePostgreSqlTokenStore_uses_the_data_source_of_the_container()
    {
        await Grant.CallAsync(Grant.Start(builder =>
        {
            builder.Services.AddSingleton(_database);
            builder.UsePostgreSqlTokenStore();
        }));

        Assert.That((await StoredAsync()).Version, Is.EqualTo(1));
    }

    protected override IProcoreTokenStore CreateStore() => new PostgreSqlTokenStore(_database);

    protected override void UseStore(IHttpClientBuilder builder) => builder.UsePostgreSqlTokenStore(_database);

    protected override async Task<(long Version, string Payload)> StoredAsync()
    {
        await using var command = _database.CreateCommand("SELECT version, payload FROM procore_tokens WHERE key LIKE '%' || $1 || '%'");
        command.Parameters.AddWithValue(Grant.ClientId);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.That(await reader.ReadAsync(), Is.True);
        return (reader.GetInt64(0), reader.GetString(1));
    }

    protected override async Task ReplacePayloadAsync(string payload)
    {
        await using var command = _database.CreateCommand("UPDATE procore_tokens SET payload = $2 WHERE key LIKE '%' || $1 || '%'");
        command.Parameters.AddWithValue(Grant.ClientId);
        command.Parameters.AddWithValue(payload);
        Assert.That(await command.ExecuteNonQueryAsync(), Is.EqualTo(1));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
