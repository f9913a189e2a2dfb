using Npgsql;

namespace Procore.CompanyUsers.Testing.Tests.TokenSamples;

public sealed class SqlTokenStore(NpgsqlDataSource database) : IProcoreTokenStore
{
    private const string Select = "SELECT version, payload FROM procore_tokens WHERE key = @key";

    public async Task<StoredTokens?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await ReadAsync(connection, Select, key, cancellationToken);
    }

    public async Task<IProcoreTokenLease> AcquireAsync(string key, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await ExecuteAsync(connection, "INSERT INTO procore_tokens VALUES (@key, 0, '') ON CONFLICT DO NOTHING", key, cancellationToken);
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            // For as long as it takes: whoever waits has an end, and cancels.
            await ReadAsync(connection, Select + " FOR UPDATE", key, cancellationToken, timeout: 0);
            return new Lease(connection, transaction, key);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<StoredTokens?> ReadAsync(NpgsqlConnection connection, string sql, string key, CancellationToken cancellationToken, int timeout = 30)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = timeout, Parameters = { new("key", key) } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && reader.GetInt64(0) is > 0 and var version ? new StoredTokens(version, reader.GetString(1)) : null;
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, string key, CancellationToken cancellationToken, StoredTokens? tokens = null)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new("key", key) } };
        if (tokens is not null)
        {
            command.Parameters.AddWithValue("version", tokens.Version);
            command.Parameters.AddWithValue("payload", tokens.Payload);
        }
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed class Lease(NpgsqlConnection connection, NpgsqlTransaction transaction, string key) : IProcoreTokenLease
    {
        private bool _isCommitted;

        public Task<StoredTokens?> ReadAsync(CancellationToken cancellationToken = default) =>
            SqlTokenStore.ReadAsync(connection, Select, key, cancellationToken);

        public async Task<bool> TryWriteAsync(StoredTokens tokens, CancellationToken cancellationToken = default)
        {
            if (await ExecuteAsync(connection, "UPDATE procore_tokens SET version = @version, payload = @payload WHERE key = @key AND version = @version - 1", key, cancellationToken, tokens) == 0)
                return false;
            // Until it is committed, a crash would lose it. The lock ends with that, as a lease may once it was written under.
            if (!_isCommitted)
                await transaction.CommitAsync(cancellationToken);
            _isCommitted = true;
            return true;
        }

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
