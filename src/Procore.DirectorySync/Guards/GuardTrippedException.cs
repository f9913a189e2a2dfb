namespace Procore.DirectorySync;

/// <summary>
/// A plan exceeds a limit. Nothing was sent.
/// </summary>
/// <remarks>
/// Look at <see cref="Plan" />. If it is right, plan again with a higher limit; applying this plan throws again.
/// </remarks>
public sealed class GuardTrippedException : Exception
{
    internal GuardTrippedException(GuardState state, DirectoryPlan plan, string message)
        : base(message)
    {
        State = state;
        Plan = plan;
    }

    /// <summary>
    /// The guard; the first of them if the plan exceeds several limits. <see cref="DirectoryPlan.Guards" /> has all of them.
    /// </summary>
    public PlanGuard Guard => State.Guard;

    /// <summary>
    /// The guard with its field and figures.
    /// </summary>
    public GuardState State { get; }

    /// <summary>
    /// The number of users that it allows. For <see cref="PlanGuard.EmptySource" />, the number that it requires, which is 1.
    /// </summary>
    public int Limit => State.Limit;

    /// <summary>
    /// The number of users that the plan changes in this way.
    /// </summary>
    public int Count => State.Count;

    /// <summary>
    /// The plan. It is empty for <see cref="PlanGuard.EmptySource" />, because nothing was read.
    /// </summary>
    public DirectoryPlan Plan { get; }
}
