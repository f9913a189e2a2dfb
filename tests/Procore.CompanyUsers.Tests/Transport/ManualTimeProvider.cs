using Microsoft.Extensions.Time.Testing;

namespace Procore.CompanyUsers.Tests;

/// <summary>A clock that stands still until a test moves it; timers fire as it passes them.</summary>
internal sealed class ManualTimeProvider() : FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
{
    /// <summary>Timers beyond it, such as the limit of an attempt that is set to a day, aren't what a call waits for.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(2);

    /// <summary>In real time, so that a test that would hang fails instead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const int MostSteps = 20_000;

    private readonly object _gate = new();
    private readonly Dictionary<SeenTimer, DateTimeOffset> _dues = [];
    private TaskCompletionSource _changed = NewSignal();

    public DateTimeOffset Now => GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SeenTimer(this);
        timer.Inner = base.CreateTimer(_ => { Set(timer, Timeout.InfiniteTimeSpan); callback(state); }, null, Timeout.InfiniteTimeSpan, period);
        timer.Change(dueTime, period);
        return timer;
    }

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
            List<DateTimeOffset> dues;
            Task changed;
            lock (_gate)
            {
                dues = [.. _dues.Values.Where(due => due <= Now + Horizon)];
                changed = _changed.Task;
            }
            if (dues.Count >= open.Count)
                SetUtcNow(dues.Min() > Now ? dues.Min() : Now);
            else
                await Task.WhenAny([.. open, changed]).WaitAsync(Patience);
        }
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

    private sealed class SeenTimer(ManualTimeProvider clock) : ITimer
    {
        public ITimer Inner { get; set; } = null!;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return Inner.Change(dueTime, period);
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
