namespace Procore.CompanyUsers.ContractTests.Transport;

/// <summary>Waits as long as it is told for an attempt, and for nothing else.</summary>
internal sealed class HastyTimeProvider(TimeSpan attemptTimeout) : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == attemptTimeout || dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
