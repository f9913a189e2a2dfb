using Microsoft.Extensions.Time.Testing;

namespace Procore.CompanyUsers.ContractTests.Transport;

/// <summary>Every wait ends at once, except the time limit of an attempt, which ends when the test calls <see cref="ExpireAttempts"/>.</summary>
internal sealed class AttemptClock(TimeSpan attemptTimeout) : FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero))
{
    public void ExpireAttempts() => Advance(attemptTimeout);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == attemptTimeout || dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
