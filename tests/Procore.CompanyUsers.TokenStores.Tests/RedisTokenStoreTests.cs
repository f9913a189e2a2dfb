using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Procore.CompanyUsers.TokenStores.Tests;

internal sealed class RedisTokenStoreTests : StoreTests
{
    private RedisServer _server = null!;
    private ConnectionMultiplexer _connection = null!;

    protected override TestServer Server => _server;

    protected override string StoreName => nameof(RedisTokenStore);

    [OneTimeSetUp]
    public async Task Start_the_server()
    {
        _server = await RedisServer.CreateAsync();
        _connection = await _server.ConnectAsync();
    }

    [OneTimeTearDown]
    public async Task Stop_the_server()
    {
        if (_server is null)
            return;
        await _connection.DisposeAsync();
        await _server.DisposeAsync();
    }

    [TestCase("HSET", "version", "one", "payload", "rubbish-payload")]
    [TestCase("HSET", "version", "-1", "payload", "rubbish-payload")]
    [TestCase("HSET", "version", "1")]
    [TestCase("SET", "rubbish-payload")]
    public async Task ReadAsync_says_what_to_do_with_an_entry_the_store_did_not_write(string command, params string[] values)
    {
        var key = Guid.NewGuid().ToString();
        await _connection.GetDatabase().ExecuteAsync(command, [$"procore:tokens:{{{key}}}", .. values]);

        var failure = Assert.CatchAsync<InvalidDataException>(() => CreateStore().ReadAsync(key));

        Assert.That(failure.Message, Does.Contain($"procore:tokens:{{{key}}}").And.Contain("Delete the key").And.Not.Contain("rubbish-payload"));
    }

    [Test]
    public async Task AcquireAsync_lets_locks_expire_but_never_tokens()
    {
        var key = Guid.NewGuid().ToString();
        await using var lease = await CreateStore().AcquireAsync(key, TimeSpan.FromMinutes(2));
        await lease.TryWriteAsync(new StoredTokens(1, "payload"));

        var database = _connection.GetDatabase();

        Assert.That(await database.KeyTimeToLiveAsync($"procore:tokens:{{{key}}}"), Is.Null);
        Assert.That(await database.KeyTimeToLiveAsync($"procore:lease:{{{key}}}"), Is.GreaterThan(TimeSpan.FromMinutes(1)).And.LessThanOrEqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public async Task UseRedisTokenStore_uses_the_connection_of_the_container()
    {
        await Grant.CallAsync(Grant.Start(builder =>
        {
            builder.Services.AddSingleton<IConnectionMultiplexer>(_connection);
            builder.UseRedisTokenStore();
        }));

        Assert.That((await StoredAsync()).Version, Is.EqualTo(1));
    }

    protected override IProcoreTokenStore CreateStore() => new RedisTokenStore(_connection);

    protected override void UseStore(IHttpClientBuilder builder) => builder.UseRedisTokenStore(_connection);

    protected override async Task<(long Version, string Payload)> StoredAsync()
    {
        var entry = await _connection.GetDatabase().HashGetAsync(Entry(), ["version", "payload"]);
        return ((long)entry[0], entry[1].ToString());
    }

    protected override async Task ReplacePayloadAsync(string payload) => await _connection.GetDatabase().HashSetAsync(Entry(), "payload", payload);

    private RedisKey Entry() => _connection.GetServers().Single().Keys(pattern: $"procore:tokens:*{Grant.ClientId}*").Single();
}
