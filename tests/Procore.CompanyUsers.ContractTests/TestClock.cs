using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Procore.CompanyUsers.ContractTests;

/// <summary>A clock that stands still until somebody waits: then the time has come at once.</summary>
public sealed class TestClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero))
{
    private static readonly TimeSpan AttemptTimeout = new ProcoreOptions().Retry.AttemptTimeout;

    private readonly ConcurrentQueue<TimeSpan> _waits = [];

    /// <summary>What was waited for, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The time limit of an attempt never comes: answers take no time here.
        if (dueTime == AttemptTimeout)
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        _waits.Enqueue(dueTime);
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Advance(dueTime);
        return timer;
    }
}
