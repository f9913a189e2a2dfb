namespace Procore.CompanyUsers.Tests;

/// <summary>A clock that stands still: what is waited for comes at once, and the clock with it, unless it is held.</summary>
internal sealed class ManualTime : TimeProvider
{
    private static readonly TimeSpan AttemptTimeout = new ProcoreOptions().AttemptTimeout;

    private readonly List<TimeSpan> _waits = [];
    private TimeSpan _elapsed;

    /// <summary>What was waited for, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits => _waits;

    public bool IsHeld { get; init; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero) + _elapsed;

    /// <summary>Lets time pass that nobody waits for.</summary>
    public void Advance(TimeSpan time) => _elapsed += time;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The time limit of an attempt never comes: answers take no time here.
        if (dueTime == AttemptTimeout)
            return new StoppedTimer();
        _waits.Add(dueTime);
        if (!IsHeld)
        {
            Advance(dueTime);
            callback(state);
        }
        return new StoppedTimer();
    }

    private sealed class StoppedTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
