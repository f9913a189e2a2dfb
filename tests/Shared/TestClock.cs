using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Procore.Tests.Shared;

/// <summary>A <see cref="FakeTimeProvider"/> that moves on by itself: past each wait as it begins, or from timer to timer until calls have ended.</summary>
public sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>Timers beyond it, such as an attempt's time limit of a day, aren't what a call waits for.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(2);

    /// <summary>In real time: a test that would hang fails instead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int MostSteps = 20_000;

    private readonly object _gate = new();
    private readonly ConcurrentQueue<TimeSpan> _waits = [];
    private readonly ConcurrentQueue<ITimer> _attempts = [];
    private readonly Dictionary<SeenTimer, DateTimeOffset> _dues = [];
    private TaskCompletionSource _changed = NewSignal();

    public TestClock() : this(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Whether a wait ends as soon as it begins, and moves the clock on. Attempts then time out by <see cref="ExpireAttempts"/> only.</summary>
    public bool SkipsWaits { get; init; }

    /// <summary>The length of the timer that limits an attempt. The default is that of the library.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    public DateTimeOffset Now => GetUtcNow();

    /// <summary>The waits that were skipped, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!SkipsWaits)
            return CreateSeenTimer(callback, state, dueTime, period);
        if (dueTime == Timeout.InfiniteTimeSpan)
            return base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == AttemptTimeout)
        {
            var attempt = base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
            _attempts.Enqueue(attempt);
            return attempt;
        }

        _waits.Enqueue(dueTime);
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Advance(dueTime);
        return timer;
    }

    /// <summary>Times out every attempt that is under way.</summary>
    public void ExpireAttempts()
    {
        while (_attempts.TryDequeue(out var attempt))
            attempt.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Moves on from timer to timer until all calls have ended, however they end. While a call isn't waiting for the clock, the clock stands still.</summary>
    public async Task AdvanceUntilAsync(params Task[] calls)
    {
        for (var steps = 0; ; steps++)
        {
            var open = calls.Where(call => !call.IsCompleted).ToList();
            if (open.Count == 0)
                return;
            if (steps > MostSteps)
                throw new TimeoutException("A call waits and waits.");
            List<KeyValuePair<SeenTimer, DateTimeOffset>> dues;
            Task changed;
            lock (_gate)
            {
                dues = [.. _dues.Where(timer => timer.Value <= Now + Horizon)];
                changed = _changed.Task;
            }
            if (dues.Count < open.Count)
                await Task.WhenAny([.. open, changed]).WaitAsync(Patience);
            else if (dues.Min(timer => timer.Value) is var next && next > Now)
                SetUtcNow(next);
            else
                // The clock moved on while another thread started this timer, so that it would fire too late.
                dues.MinBy(timer => timer.Value).Key.Fire();
        }
    }

    private SeenTimer CreateSeenTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SeenTimer(this);
        timer.Inner = base.CreateTimer(_ => { Set(timer, Timeout.InfiniteTimeSpan); callback(state); }, null, Timeout.InfiniteTimeSpan, period);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(SeenTimer timer, TimeSpan dueTime)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _dues.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
                _dues.Add(timer, Now + dueTime);
            changed = _changed;
            _changed = NewSignal();
        }
        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class SeenTimer(TestClock clock) : ITimer
    {
        public ITimer Inner { get; set; } = null!;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return Inner.Change(dueTime, period);
        }

        public void Fire()
        {
            clock.Set(this, Timeout.InfiniteTimeSpan);
            Inner.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            clock.Set(this, Timeout.InfiniteTimeSpan);
            Inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
