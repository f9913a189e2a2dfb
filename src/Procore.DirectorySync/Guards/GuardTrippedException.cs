namespace Procore.DirectorySync;

/// <summary>
/// A plan does more than it may. Nothing was sent.
/// </summary>
/// <remarks>
/// Look at <see cref="Plan" />. If it is right, plan again with a higher limit; applying this one trips the guard again.
/// </remarks>
public sealed class GuardTrippedException : Exception
{
    internal GuardTrippedException(PlanGuard guard, int limit, int count, DirectoryPlan plan, string message)
        : base(message)
    {
        Guard = guard;
        Limit = limit;
        Count = count;
        Plan = plan;
    }

    /// <summary>
    /// Which guard.
    /// </summary>
    public PlanGuard Guard { get; }

    /// <summary>
    /// How many people it allows; for <see cref="PlanGuard.EmptySource" /> how many it asks for, which is 1.
    /// </summary>
    public int Limit { get; }

    /// <summary>
    /// How many people there are.
    /// </summary>
    public int Count { get; }

    /// <summary>
    /// The plan; empty for <see cref="PlanGuard.EmptySource" />, since nothing was read then.
    /// </summary>
    public DirectoryPlan Plan { get; }
}
