namespace Procore.DirectorySync;

/// <summary>
/// The state of the nightly job. Registered by
/// <see cref="DirectorySyncServiceCollectionExtensions.AddDirectorySync(Microsoft.Extensions.DependencyInjection.IServiceCollection, Action{DirectorySyncJobOptions})" />. Thread-safe.
/// </summary>
public sealed class DirectorySyncStatus
{
    private readonly object _lock = new();
    private DateTimeOffset? _startedAt;
    private DateTimeOffset? _lastSuccess;
    private DateTimeOffset? _lastEnd;
    private DateTimeOffset? _nextRun;
    private string? _lastFailure;
    private int _problems;

    /// <summary>
    /// When the job started to wait for its first run; null before that.
    /// </summary>
    public DateTimeOffset? StartedAt => Read(() => _startedAt);

    /// <summary>
    /// When the last night that ended without an exception ended; null if there was none since the program started. A night that
    /// left problems counts.
    /// </summary>
    public DateTimeOffset? LastSuccess => Read(() => _lastSuccess);

    /// <summary>
    /// When the last night ended; null if there was none.
    /// </summary>
    public DateTimeOffset? LastEnd => Read(() => _lastEnd);

    /// <summary>
    /// When the next night starts; null while one runs and if the schedule has no further time.
    /// </summary>
    public DateTimeOffset? NextRun => Read(() => _nextRun);

    /// <summary>
    /// The type of the exception that ended the last night, such as <c>GuardTrippedException</c>; null if it succeeded.
    /// </summary>
    public string? LastFailure => Read(() => _lastFailure);

    /// <summary>
    /// The number of problems that the last night left.
    /// </summary>
    public int Problems => Read(() => _problems);

    internal void Waiting(DateTimeOffset now, DateTimeOffset? next)
    {
        lock (_lock)
            (_startedAt, _nextRun) = (_startedAt ?? now, next);
    }

    internal void Running()
    {
        lock (_lock)
            _nextRun = null;
    }

    internal void Ended(DateTimeOffset now, int problems, Exception? failure)
    {
        lock (_lock)
        {
            _lastEnd = now;
            _problems = problems;
            _lastFailure = failure?.GetType().Name;
            if (failure is null)
                _lastSuccess = now;
        }
    }

    private T Read<T>(Func<T> read)
    {
        lock (_lock)
            return read();
    }
}
