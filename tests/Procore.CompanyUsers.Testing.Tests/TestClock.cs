namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>A clock that moves only when it is told to, and then lets those go on whose time has come.</summary>
internal sealed class TestClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Whoever waits for less than a minute waits for nothing: the time has come at once.</summary>
    public bool IsHasty { get; init; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan time)
    {
        List<Alarm> due;
        lock (_gate)
        {
            _now += time;
            due = _alarms.FindAll(alarm => alarm.DueAt <= _now);
            _alarms.RemoveAll(due.Contains);
        }
        foreach (var alarm in due)
            alarm.Ring();
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        if (IsHasty && dueTime >= TimeSpan.Zero && dueTime < TimeSpan.FromMinutes(1))
            Advance(dueTime);
        return alarm;
    }

    private sealed class Alarm(TestClock clock, Action callback) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; }

        public void Ring() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                DueAt = clock._now + dueTime;
                clock._alarms.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
