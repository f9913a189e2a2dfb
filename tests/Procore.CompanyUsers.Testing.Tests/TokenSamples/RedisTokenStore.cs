using StackExchange.Redis;

namespace Procore.CompanyUsers.Testing.Tests.TokenSamples;

public sealed class RedisTokenStore(IDatabase redis) : IProcoreTokenStore
{
    // One step: compare, and set if what is stored has the version before.
    private const string Write = """
        local stored = redis.call('HGET', KEYS[1], 'version')
        if tonumber(stored or '0') + 1 ~= tonumber(ARGV[1]) then return 0 end
        redis.call('HSET', KEYS[1], 'version', ARGV[1], 'payload', ARGV[2])
        return 1
        """;

    // One step as well: LockReleaseAsync compares here, and leaves the lock where Redis is slow to tell what to compare with.
    private const string Release = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
        """;

    public async Task<StoredTokens?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        var entry = await redis.HashGetAsync(Entry(key), ["version", "payload"]);
        return entry[0].IsNull ? null : new StoredTokens((long)entry[0], entry[1].ToString());
    }

    public async Task<IProcoreTokenLease> AcquireAsync(string key, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        var owner = Guid.NewGuid().ToString("N");
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            while (!await redis.LockTakeAsync(Lock(key), owner, duration))
                await Task.Delay(Random.Shared.Next(50, 150), cancellationToken);
            return new Lease(this, redis, key, owner);
        }
        catch
        {
            // It may have been taken, and the answer lost.
            await redis.ScriptEvaluateAsync(Release, [Lock(key)], [owner], CommandFlags.FireAndForget);
            throw;
        }
    }

    // The braces keep both on one node of a cluster.
    private static RedisKey Entry(string key) => $"procore:tokens:{{{key}}}";

    private static RedisKey Lock(string key) => $"procore:lease:{{{key}}}";

    private sealed class Lease(RedisTokenStore store, IDatabase redis, string key, string owner) : IProcoreTokenLease
    {
        public Task<StoredTokens?> ReadAsync(CancellationToken cancellationToken = default) => store.ReadAsync(key, cancellationToken);

        public async Task<bool> TryWriteAsync(StoredTokens tokens, CancellationToken cancellationToken = default) =>
            (long)await redis.ScriptEvaluateAsync(Write, [Entry(key)], [tokens.Version, tokens.Payload]) == 1;

        // Gives it back only if it is still ours.
        public async ValueTask DisposeAsync() => await redis.ScriptEvaluateAsync(Release, [Lock(key)], [owner]);
    }
}
