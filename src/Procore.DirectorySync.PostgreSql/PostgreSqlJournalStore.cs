using Npgsql;

namespace Procore.DirectorySync;

/// <summary>
/// Keeps a company's journal in two tables of a PostgreSQL database, for runs on several machines.
/// </summary>
/// <remarks>
/// <para>
/// A run holds a connection of the pool, and with it an advisory lock. The lock ends with the connection. A run whose connection
/// ends, because the server restarts, is interrupted before its next batch.
/// </para>
/// <para>
/// Needs PostgreSQL 11 or later, and the tables that <see cref="CreateSchemaAsync" /> or <c>procore_journal.sql</c> creates. A pooler
/// such as PgBouncer must keep a connection for the whole session. The records hold personal data in plain text; tables that
/// PUBLIC can access are refused. Thread-safe.
/// </para>
/// </remarks>
public sealed class PostgreSqlJournalStore : IJournalStore
{
    private const string ArePublic = """
        SELECT count(*) FROM unnest(ARRAY['procore_journals', 'procore_journal_records']) AS name
        WHERE has_table_privilege('public', name, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
           OR has_any_column_privilege('public', name, 'SELECT, INSERT, UPDATE')
        """;

    private const string Lock = "SELECT pg_try_advisory_lock(hashtextextended('procore_journal ' || @journal, 0))";

    // A server that is configured for speed confirms records that it hasn't written to its disk yet.
    private const string Hold = """
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
        INSERT INTO procore_journals (journal, holder) VALUES (@journal, @holder) ON CONFLICT (journal) DO UPDATE SET holder = excluded.holder
        """;

    private const string Release = """
        UPDATE procore_journals SET holder = NULL WHERE journal = @journal;
        SELECT pg_advisory_unlock(hashtextextended('procore_journal ' || @journal, 0))
        """;

    private const string Exchange = """
        WITH kept AS (SELECT problems FROM procore_journals WHERE journal = @journal)
        INSERT INTO procore_journals (journal, problems) VALUES (@journal, @problems) ON CONFLICT (journal) DO UPDATE SET problems = excluded.problems
        RETURNING (SELECT problems FROM kept)
        """;

    private readonly NpgsqlDataSource _dataSource;
    private readonly string _journal;
    private readonly TimeSpan _timeout;

    /// <summary>
    /// Creates a store for a company's journal. Opens no connection yet.
    /// </summary>
    /// <param name="dataSource">The database; the store doesn't dispose it.</param>
    /// <param name="journal">The name of the journal; one for each company.</param>
    /// <param name="timeout">The time limit of a call; 10 seconds by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dataSource" /> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="journal" /> is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout" /> isn't positive, or is more than a day.</exception>
    public PostgreSqlJournalStore(NpgsqlDataSource dataSource, string journal, TimeSpan? timeout = null)
    {
        _dataSource = dataSource ?? throw new ArgumentNullException(nameof(dataSource));
        _journal = string.IsNullOrWhiteSpace(journal) ? throw new ArgumentException("The journal has no name. Give it the name of the company.", nameof(journal)) : journal;
        _timeout = timeout ?? TimeSpan.FromSeconds(10);
        if (_timeout <= TimeSpan.Zero || _timeout > TimeSpan.FromDays(1))
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "The time limit isn't between zero and a day.");
    }

    /// <summary>
    /// Creates the tables <c>procore_journals</c> and <c>procore_journal_records</c> in the first schema of the connection's search
    /// path, if they don't exist.
    /// </summary>
    /// <remarks>Runs <c>procore_journal.sql</c>, which is in the package's folder <c>sql</c> too. Several programs may call this at once.</remarks>
    /// <param name="dataSource">The database.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the tables exist.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="dataSource" /> is null.</exception>
    /// <exception cref="NpgsqlException">The database is unavailable, or its user may not create tables.</exception>
    public static async Task CreateSchemaAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken = default)
    {
        _ = dataSource ?? throw new ArgumentNullException(nameof(dataSource));
        using var resource = typeof(PostgreSqlJournalStore).Assembly.GetManifestResourceStream("procore_journal.sql")!;
        using var reader = new StreamReader(resource);
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var command = new NpgsqlCommand(reader.ReadToEnd(), connection);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListRunsAsync(CancellationToken cancellationToken = default) => RunAsync<IReadOnlyList<string>>(
        async (connection, stop) =>
        {
            using var command = Command(connection, "SELECT DISTINCT run FROM procore_journal_records WHERE journal = @journal ORDER BY run");
            var runs = new List<string>();
            await ReadAsync(command, reader => runs.Add(reader.GetString(0)), stop).ConfigureAwait(false);
            return runs;
        },
        cancellationToken);

    /// <inheritdoc />
    /// <exception cref="UnauthorizedAccessException">PUBLIC can access the tables.</exception>
    public Task<IReadOnlyList<string>?> ReadRunAsync(string run, CancellationToken cancellationToken = default)
    {
        _ = run ?? throw new ArgumentNullException(nameof(run));
        // PostgreSQL has no text with this character.
        if (run.IndexOf('\0') >= 0)
            return Task.FromResult<IReadOnlyList<string>?>(null);
        return RunAsync<IReadOnlyList<string>?>(
            async (connection, stop) =>
            {
                using var command = Command(connection, "SELECT number, record FROM procore_journal_records WHERE journal = @journal AND run = @run ORDER BY number", ("run", run));
                var records = new List<string>();
                await ReadAsync(command, Add, stop).ConfigureAwait(false);
                return records.Count == 0 ? null : records;

                void Add(NpgsqlDataReader reader) => records.Add(reader.GetInt32(0) == records.Count
                    ? reader.GetString(1)
                    : throw new FormatException(FormattableString.Invariant($"The table procore_journal_records lacks record {records.Count} of the run.")));
            },
            cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="UnauthorizedAccessException">PUBLIC can access the tables.</exception>
    public Task<IReadOnlyList<string>> ExchangeProblemsAsync(IReadOnlyList<string> problems, CancellationToken cancellationToken = default)
    {
        _ = problems ?? throw new ArgumentNullException(nameof(problems));
        return RunAsync<IReadOnlyList<string>>(
            async (connection, stop) =>
            {
                using var command = Command(connection, Exchange, ("problems", string.Join("\n", problems)));
                return await command.ExecuteScalarAsync(stop).ConfigureAwait(false) is string kept ? kept.Split(['\n'], StringSplitOptions.RemoveEmptyEntries) : [];
            },
            cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="UnauthorizedAccessException">PUBLIC can access the tables.</exception>
    public Task<IJournalLease?> TryAcquireAsync(string holder, CancellationToken cancellationToken = default)
    {
        _ = holder ?? throw new ArgumentNullException(nameof(holder));
        return LimitAsync(TryAcquireAsync, cancellationToken);

        async Task<IJournalLease?> TryAcquireAsync(CancellationToken stop)
        {
            var connection = await OpenAsync(stop).ConfigureAwait(false);
            try
            {
                using (var command = Command(connection, Lock))
                {
                    if (await command.ExecuteScalarAsync(stop).ConfigureAwait(false) is not true)
                    {
                        await connection.DisposeAsync().ConfigureAwait(false);
                        return null;
                    }
                }
                using (var command = Command(connection, Hold, ("holder", holder)))
                    await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
                return new Lease(this, connection);
            }
            catch
            {
                await CloseAsync(connection).ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <inheritdoc />
    public Task<string?> ReadHolderAsync(CancellationToken cancellationToken = default) => RunAsync(
        async (connection, stop) =>
        {
            using var command = Command(connection, "SELECT holder FROM procore_journals WHERE journal = @journal");
            return await command.ExecuteScalarAsync(stop).ConfigureAwait(false) as string;
        },
        cancellationToken);

    /// <summary>
    /// Names the store and the journal.
    /// </summary>
    /// <returns>Such as <c>PostgreSqlJournalStore bluestone</c>.</returns>
    public override string ToString() => $"{nameof(PostgreSqlJournalStore)} {_journal}";

    private static async Task ReadAsync(NpgsqlCommand command, Action<NpgsqlDataReader> take, CancellationToken stop)
    {
        var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
        try
        {
            while (await reader.ReadAsync(stop).ConfigureAwait(false))
                take(reader);
        }
        finally
        {
            await reader.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends the connection, and with it the lock, instead of returning it to the pool.</summary>
    private static async Task CloseAsync(NpgsqlConnection connection)
    {
        NpgsqlConnection.ClearPool(connection);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string text, params (string Name, object Value)[] parameters)
    {
        var command = Limited(text, connection);
        command.Parameters.AddWithValue("journal", _journal);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    /// <summary>If the server hangs, a request to cancel doesn't arrive, and the command would go on until the time limit of the connection string.</summary>
    private NpgsqlCommand Limited(string text, NpgsqlConnection connection) =>
        new(text, connection) { CommandTimeout = (int)Math.Ceiling(_timeout.TotalSeconds) };

    private Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        return LimitAsync(RunAsync, cancellationToken);

        async Task<T> RunAsync(CancellationToken stop)
        {
            var connection = await OpenAsync(stop).ConfigureAwait(false);
            try
            {
                return await run(connection, stop).ConfigureAwait(false);
            }
            finally
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken stop)
    {
        var connection = await _dataSource.OpenConnectionAsync(stop).ConfigureAwait(false);
        try
        {
            using var command = Limited(ArePublic, connection);
            return await command.ExecuteScalarAsync(stop).ConfigureAwait(false) is 0L
                ? connection
                : throw new UnauthorizedAccessException($"The journal ({this}) holds personal data, but every user of the database can access its tables. REVOKE ALL ON procore_journals, procore_journal_records FROM PUBLIC.");
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw exception is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable }
                ? new InvalidOperationException("The tables procore_journals and procore_journal_records don't exist in the search path. Call PostgreSqlJournalStore.CreateSchemaAsync once, or run procore_journal.sql.", exception)
                : exception;
        }
    }

    private async Task<T> LimitAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            return await call(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(FormattableString.Invariant($"PostgreSQL didn't respond within {_timeout.TotalSeconds} {(_timeout.TotalSeconds == 1 ? "second" : "seconds")}."), exception);
        }
    }

    private sealed class Lease(PostgreSqlJournalStore store, NpgsqlConnection connection) : IJournalLease
    {
        private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

        /// <summary>Uses the connection that has the lock, so that a run that has lost it writes and sends nothing more.</summary>
        public async Task AppendAsync(string run, string record, CancellationToken cancellationToken = default)
        {
            _ = run ?? throw new ArgumentNullException(nameof(run));
            _ = record ?? throw new ArgumentNullException(nameof(record));
            var number = _counts.TryGetValue(run, out var count) ? count : 0;
            await store.LimitAsync(InsertAsync, cancellationToken).ConfigureAwait(false);
            _counts[run] = number + 1;

            async Task<int> InsertAsync(CancellationToken stop)
            {
                using var command = store.Command(
                    connection,
                    "INSERT INTO procore_journal_records (journal, run, number, record) VALUES (@journal, @run, @number, @record)",
                    ("run", run),
                    ("number", number),
                    ("record", record));
                return await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await store.LimitAsync(ReleaseAsync, CancellationToken.None).ConfigureAwait(false);
                await connection.DisposeAsync().ConfigureAwait(false);
            }
            catch
            {
                await CloseAsync(connection).ConfigureAwait(false);
                throw;
            }

            async Task<int> ReleaseAsync(CancellationToken stop)
            {
                // The pool resets a connection only when it is used again, so the lock is released here.
                using var command = store.Command(connection, Release);
                return await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
            }
        }
    }
}
