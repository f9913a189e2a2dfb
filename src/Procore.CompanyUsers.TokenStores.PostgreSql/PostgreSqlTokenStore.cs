using System.Data;
using System.Globalization;
using Npgsql;

namespace Procore.CompanyUsers.TokenStores;

/// <summary>
/// Keeps tokens in a table of a PostgreSQL database, for the programs of several machines.
/// </summary>
/// <remarks>
/// <para>
/// A lease is an advisory lock in a transaction. It ends with its connection, or after its duration if the holder's machine
/// disappears. A lease occupies one connection of the pool while it is held, and so does a caller that waits for one.
/// </para>
/// <para>
/// Needs PostgreSQL 11 or later, and the table that <see cref="CreateSchemaAsync" /> or <c>procore_tokens.sql</c> creates. A pooler
/// such as PgBouncer must keep a connection for the whole transaction. The tokens are plain text unless
/// <see cref="ProcoreOptions.TokenProtector" /> is set. Thread-safe.
/// </para>
/// </remarks>
public sealed class PostgreSqlTokenStore : IProcoreTokenStore
{
    private const string Select = "SELECT version, payload FROM procore_tokens WHERE key = @key";
    private const string Insert = "INSERT INTO procore_tokens (key, version, payload) VALUES (@key, @version, @payload) ON CONFLICT (key) DO NOTHING";
    private const string Update = "UPDATE procore_tokens SET version = @version, payload = @payload WHERE key = @key AND version = @version - 1";

    // The timeout makes the server release the lock when the holder's machine is gone and its connection still looks alive.
    private const string Lock = """
        SELECT set_config('idle_in_transaction_session_timeout', @duration, true),
               pg_advisory_xact_lock(hashtextextended('procore_tokens ' || @key, 0))
        """;

    private readonly NpgsqlDataSource _dataSource;

    /// <summary>
    /// Creates a store over a database. Opens no connection yet.
    /// </summary>
    /// <param name="dataSource">The database; the store doesn't dispose it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dataSource" /> is null.</exception>
    public PostgreSqlTokenStore(NpgsqlDataSource dataSource) => _dataSource = dataSource ?? throw new ArgumentNullException(nameof(dataSource));

    /// <summary>
    /// Creates the table <c>procore_tokens</c> in the first schema of the connection's search path, if it doesn't exist.
    /// </summary>
    /// <remarks>Runs <c>procore_tokens.sql</c>, which is in the package's folder <c>sql</c> too. Several programs may call this at once.</remarks>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the table exists.</returns>
    /// <exception cref="NpgsqlException">The database is unavailable, or its user may not create tables.</exception>
    public async Task CreateSchemaAsync(CancellationToken cancellationToken = default)
    {
        using var resource = typeof(PostgreSqlTokenStore).Assembly.GetManifestResourceStream("procore_tokens.sql")!;
        using var reader = new StreamReader(resource);
        var script = reader.ReadToEnd();
        await RunAsync(RunScriptAsync, cancellationToken).ConfigureAwait(false);

        async Task<int> RunScriptAsync(NpgsqlConnection connection)
        {
            using var command = new NpgsqlCommand(script, connection);
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    /// <exception cref="NpgsqlException">The database is unavailable.</exception>
    /// <exception cref="InvalidOperationException">The table doesn't exist.</exception>
    public Task<StoredTokens?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        _ = key ?? throw new ArgumentNullException(nameof(key));
        return RunAsync(connection => ReadAsync(connection, key, cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="NpgsqlException">The database is unavailable.</exception>
    public async Task<IProcoreTokenLease> AcquireAsync(string key, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        _ = key ?? throw new ArgumentNullException(nameof(key));
        var connection = await _dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Read committed: another isolation level would show what was stored before the wait for the lock.
#if NET
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
#else
            var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
#endif
            // No command timeout: the caller decides how long to wait for another holder, and cancels.
            using var command = new NpgsqlCommand(Lock, connection, transaction) { CommandTimeout = 0 };
            command.Parameters.AddWithValue("key", key);
            command.Parameters.AddWithValue("duration", ((int)Math.Min(Math.Max(1, Math.Ceiling(duration.TotalMilliseconds)), int.MaxValue)).ToString(CultureInfo.InvariantCulture));
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return new Lease(this, connection, transaction, key);
        }
        catch
        {
            // Ends the transaction too, and with it a lock that was granted while the caller cancelled.
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken)
    {
        var connection = await _dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await run(connection).ConfigureAwait(false);
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<StoredTokens?> ReadAsync(NpgsqlConnection connection, string key, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(Select, connection);
        command.Parameters.AddWithValue("key", key);
        try
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    return null;
                return reader.GetInt64(0) is > 0 and var version
                    ? new StoredTokens(version, reader.GetString(1))
                    : throw new InvalidDataException("The table procore_tokens has a row for this account that this store didn't write: its version isn't positive. Delete the row, and have the user authorize the app again.");
            }
            finally
            {
                await reader.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw MissingTable(exception);
        }
    }

    private static async Task<bool> WriteAsync(NpgsqlConnection connection, string key, StoredTokens tokens, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(tokens.Version == 1 ? Insert : Update, connection);
        command.Parameters.AddWithValue("key", key);
        command.Parameters.AddWithValue("version", tokens.Version);
        command.Parameters.AddWithValue("payload", tokens.Payload);
        try
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw MissingTable(exception);
        }
    }

    private static InvalidOperationException MissingTable(PostgresException exception) =>
        new("The table procore_tokens doesn't exist in the search path. Call PostgreSqlTokenStore.CreateSchemaAsync once, or run procore_tokens.sql.", exception);

    private sealed class Lease(PostgreSqlTokenStore store, NpgsqlConnection connection, NpgsqlTransaction transaction, string key) : IProcoreTokenLease
    {
        private bool _isCommitted;

        public Task<StoredTokens?> ReadAsync(CancellationToken cancellationToken = default) =>
            RunAsync(current => PostgreSqlTokenStore.ReadAsync(current, key, cancellationToken), cancellationToken);

        public Task<bool> TryWriteAsync(StoredTokens tokens, CancellationToken cancellationToken = default)
        {
            _ = tokens ?? throw new ArgumentNullException(nameof(tokens));
            return RunAsync(WriteAsync, cancellationToken);

            async Task<bool> WriteAsync(NpgsqlConnection current)
            {
                if (!await PostgreSqlTokenStore.WriteAsync(current, key, tokens, cancellationToken).ConfigureAwait(false))
                    return false;
                if (current == connection && !_isCommitted)
                {
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                    _isCommitted = true;
                }
                return true;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        /// <summary>Uses the lease's connection, or another one when that has ended: the version protects the tokens, not the lock.</summary>
        private async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken)
        {
            if (connection.State == ConnectionState.Open)
            {
                try
                {
                    return await run(connection).ConfigureAwait(false);
                }
                catch (NpgsqlException) when (connection.State != ConnectionState.Open)
                {
                    // The server has restarted, or the lease is over.
                }
            }
            return await store.RunAsync(run, cancellationToken).ConfigureAwait(false);
        }
    }
}
