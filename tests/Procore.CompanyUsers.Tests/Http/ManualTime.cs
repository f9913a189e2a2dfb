using Microsoft.Extensions.Time.Testing;

namespace Procore.CompanyUsers.Tests;

/// <summary>A clock that stands still: what is waited for comes at once, and the clock with it, unless it is held.</summary>
internal sealed class ManualTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero))
{
    private static readonly TimeSpan AttemptTimeout = new ProcoreOptions().Retry.AttemptTimeout;

    private readonly List<TimeSpan> _waits = [];

    /// <summary>What was waited for, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits => _waits;

    public bool IsHeld { get; init; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The time limit of an attempt never comes: answers take no time here.
        if (dueTime == AttemptTimeout)
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        _waits.Add(dueTime);
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (!IsHeld)
            Advance(dueTime);
        return timer;
    }
}
