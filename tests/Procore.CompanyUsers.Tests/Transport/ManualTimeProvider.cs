namespace Procore.CompanyUsers.Tests;

/// <summary>A clock that stands still until a test moves it; timers fire as it passes them.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    /// <summary>Timers beyond it, such as the limit of an attempt that is set to a day, aren't what a call waits for.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(2);

    /// <summary>In real time, so that a test that would hang fails instead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const int MostSteps = 20_000;

    private readonly object _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TaskCompletionSource _changed = NewSignal();

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return Now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time) => AdvanceTo(GetUtcNow() + time);

    /// <summary>
    /// Moves on from timer to timer until all calls have ended, however they end. As long as one of them isn't waiting for
    /// the clock it is on its way, and the clock stands still.
    /// </summary>
    public async Task AdvanceUntilAsync(params Task[] calls)
    {
        for (var steps = 0; ; steps++)
        {
            var open = calls.Where(call => !call.IsCompleted).ToList();
            if (open.Count == 0)
                return;
            if (steps > MostSteps)
                throw new TimeoutException("A call waits and waits.");
            List<DateTimeOffset?> dues;
            Task changed;
            lock (_gate)
            {
                dues = [.. _timers.Where(timer => timer.Due <= Now + Horizon).Select(timer => timer.Due)];
                changed = _changed.Task;
            }
            if (dues.Count >= open.Count)
                AdvanceTo(dues.Min()!.Value);
            else
                await Task.WhenAny([.. open, changed]).WaitAsync(Patience);
        }
    }

    private void AdvanceTo(DateTimeOffset time)
    {
        while (true)
        {
            ManualTimer? next;
            lock (_gate)
            {
                next = _timers.Where(timer => timer.Due <= time).MinBy(timer => timer.Due);
                if (next is null)
                {
                    Now = time > Now ? time : Now;
                    return;
                }
                Now = next.Due > Now ? next.Due!.Value : Now;
                _timers.Remove(next);
            }
            next.Fire();
        }
    }

    private void Set(ManualTimer timer, DateTimeOffset? due)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _timers.Remove(timer);
            timer.Due = due;
            if (due is not null)
                _timers.Add(timer);
            changed = _changed;
            _changed = NewSignal();
        }
        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class ManualTimer(ManualTimeProvider clock, Action callback) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan)
                throw new NotSupportedException("The transport has no use for a timer that repeats.");
            clock.Set(this, dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime);
            return true;
        }

        public void Dispose() => clock.Set(this, null);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
