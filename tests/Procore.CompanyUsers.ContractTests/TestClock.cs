namespace Procore.CompanyUsers.ContractTests;

/// <summary>A clock that stands still until somebody waits: then the time has come at once.</summary>
public sealed class TestClock : TimeProvider
{
    private static readonly TimeSpan AttemptTimeout = new ProcoreOptions().AttemptTimeout;

    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>What was waited for, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
                return [.. _waits];
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public void Advance(TimeSpan time)
    {
        lock (_gate)
            _now += time;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        // The time limit of an attempt never comes: answers take no time here.
        if (dueTime == AttemptTimeout)
            return new ElapsedTimer();
        lock (_gate)
        {
            _now += dueTime;
            _waits.Add(dueTime);
        }
        callback(state);
        return new ElapsedTimer();
    }

    private sealed class ElapsedTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
