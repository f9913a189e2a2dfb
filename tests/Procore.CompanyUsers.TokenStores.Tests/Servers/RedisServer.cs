using System.Diagnostics;
using StackExchange.Redis;

namespace Procore.CompanyUsers.TokenStores.Tests;

internal sealed class RedisServer : TestServer
{
    private static readonly string? Server = Find("redis-server", ["/usr/bin", "/usr/local/bin"]);

    private RedisServer()
    {
    }

    public string Configuration => $"127.0.0.1:{Port},abortConnect=false,connectTimeout=2000,asyncTimeout=2000";

    protected override int StopSignal => 15;

    /// <summary>Starts an empty server; skips the test if Redis isn't installed.</summary>
    public static async Task<RedisServer> CreateAsync()
    {
        if (Server is null)
            Skip("Redis", "redis-server");
        var server = new RedisServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>Connects, and notices within a fraction of a second that the server is gone or back.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync() => ConnectionMultiplexer.ConnectAsync(Configuration, options =>
    {
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(100);
        options.ReconnectRetryPolicy = new LinearRetry(100);
    });

    protected override ProcessStartInfo Command() => Describe(
        Server!, "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", Folder, "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction");

    protected override async Task<bool> IsUpAsync()
    {
        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{Port},connectTimeout=500,connectRetry=0");
            return (await connection.GetDatabase().PingAsync()) >= TimeSpan.Zero;
        }
        catch (RedisException)
        {
            return false;
        }
    }
}
