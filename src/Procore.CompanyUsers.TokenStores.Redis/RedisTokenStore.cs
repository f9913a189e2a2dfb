using System.Collections.Concurrent;
using StackExchange.Redis;

namespace Procore.CompanyUsers.TokenStores;

/// <summary>
/// Keeps tokens in Redis, for the programs of several machines.
/// </summary>
/// <remarks>
/// <para>
/// Each account has a hash without an expiry, and while a lease is held a second key that expires after the lease's duration. Redis
/// compares the version and writes in one step, so a program whose lease has expired overwrites nothing.
/// </para>
/// <para>
/// Redis must not evict keys (<c>maxmemory-policy noeviction</c>) and should write each change to its disk (<c>appendonly yes</c>,
/// <c>appendfsync always</c>): a write that it acknowledges and then loses is a grant lost. The tokens are plain text unless
/// <see cref="ProcoreOptions.TokenProtector" /> is set. Thread-safe.
/// </para>
/// </remarks>
public sealed class RedisTokenStore : IProcoreTokenStore
{
    private const string Write = """
        local stored = redis.call('HGET', KEYS[1], 'version')
        if tonumber(stored or '0') + 1 ~= tonumber(ARGV[1]) then return 0 end
        redis.call('HSET', KEYS[1], 'version', ARGV[1], 'payload', ARGV[2])
        return 1
        """;

    // LockReleaseAsync compares in the client first, and so leaves the lock behind when Redis is slow.
    private const string Release = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly IDatabase _database;

    // Locks that couldn't be released because Redis was unavailable, by key: without them this program would wait for its own lock.
    private readonly ConcurrentDictionary<string, string> _unreleased = new(StringComparer.Ordinal);

    /// <summary>
    /// Creates a store over a connection.
    /// </summary>
    /// <param name="connection">The connection; the store doesn't dispose it.</param>
    /// <param name="database">The number of the database; by default the connection's own.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connection" /> is null.</exception>
    public RedisTokenStore(IConnectionMultiplexer connection, int database = -1) =>
        _database = (connection ?? throw new ArgumentNullException(nameof(connection))).GetDatabase(database);

    /// <inheritdoc />
    /// <exception cref="RedisException">Redis is unavailable.</exception>
    /// <exception cref="InvalidDataException">The entry isn't what a store wrote.</exception>
    public async Task<StoredTokens?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        _ = key ?? throw new ArgumentNullException(nameof(key));
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // A replica may be behind, and an old refresh token is of no use.
            var entry = await _database.HashGetAsync(Entry(key), ["version", "payload"], CommandFlags.DemandMaster).ConfigureAwait(false);
            if (entry[0].IsNull && entry[1].IsNull)
                return null;
            if (entry[0].TryParse(out long version) && version > 0 && !entry[1].IsNull)
                return new StoredTokens(version, entry[1].ToString());
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal))
        {
            // It isn't a hash.
        }
        throw new InvalidDataException($"Redis holds something under '{Entry(key)}' that this store didn't write. Delete the key, and have the user authorize the app again.");
    }

    /// <inheritdoc />
    /// <exception cref="RedisException">Redis is unavailable.</exception>
    public async Task<IProcoreTokenLease> AcquireAsync(string key, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        _ = key ?? throw new ArgumentNullException(nameof(key));
        cancellationToken.ThrowIfCancellationRequested();
        var owner = Guid.NewGuid().ToString("N");
        try
        {
            if (_unreleased.TryGetValue(key, out var left))
            {
                await ReleaseAsync(key, left).ConfigureAwait(false);
                _unreleased.TryRemove(key, out _);
            }
            while (!await _database.LockTakeAsync(Lock(key), owner, duration).ConfigureAwait(false))
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            return new Lease(this, key, owner);
        }
        catch
        {
            // Redis may have granted the lock although its response was lost.
            _database.ScriptEvaluate(Release, [Lock(key)], [owner], CommandFlags.FireAndForget);
            throw;
        }
    }

    private Task<RedisResult> ReleaseAsync(string key, string owner) => _database.ScriptEvaluateAsync(Release, [Lock(key)], [owner]);

    // The braces keep both keys on one node of a cluster.
    private static RedisKey Entry(string key) => $"procore:tokens:{{{key}}}";

    private static RedisKey Lock(string key) => $"procore:lease:{{{key}}}";

    private sealed class Lease(RedisTokenStore store, string key, string owner) : IProcoreTokenLease
    {
        public Task<StoredTokens?> ReadAsync(CancellationToken cancellationToken = default) => store.ReadAsync(key, cancellationToken);

        public async Task<bool> TryWriteAsync(StoredTokens tokens, CancellationToken cancellationToken = default)
        {
            _ = tokens ?? throw new ArgumentNullException(nameof(tokens));
            cancellationToken.ThrowIfCancellationRequested();
            return (long)await store._database.ScriptEvaluateAsync(Write, [Entry(key)], [tokens.Version, tokens.Payload]).ConfigureAwait(false) == 1;
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await store.ReleaseAsync(key, owner).ConfigureAwait(false);
            }
            catch (RedisException)
            {
                store._unreleased[key] = owner;
                throw;
            }
        }
    }
}
