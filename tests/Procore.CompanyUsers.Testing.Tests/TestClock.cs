using Microsoft.Extensions.Time.Testing;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>A clock that moves only when it is told to, and then lets those go on whose time has come.</summary>
internal sealed class TestClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero))
{
    /// <summary>Whoever waits for less than a minute waits for nothing: the time has come at once.</summary>
    public bool IsHasty { get; init; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (IsHasty && dueTime >= TimeSpan.Zero && dueTime < TimeSpan.FromMinutes(1))
            Advance(dueTime);
        return timer;
    }
}
