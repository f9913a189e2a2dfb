namespace Procore.DirectorySync;

/// <summary>
/// A limit of a plan, and how near the plan comes to it.
/// </summary>
public sealed class GuardState
{
    internal GuardState(PlanGuard guard, string? field, int count, int limit)
    {
        Guard = guard;
        Field = field;
        Count = count;
        Limit = limit;
    }

    /// <summary>
    /// The guard.
    /// </summary>
    public PlanGuard Guard { get; }

    /// <summary>
    /// For <see cref="PlanGuard.Identity" />, Procore's name of the field, such as <c>last_name</c>; otherwise null.
    /// </summary>
    public string? Field { get; }

    /// <summary>
    /// The number of users that the plan changes in this way.
    /// </summary>
    public int Count { get; }

    /// <summary>
    /// The number of users that it may change in this way.
    /// </summary>
    public int Limit { get; }

    /// <summary>
    /// Whether the plan exceeds the limit.
    /// </summary>
    public bool IsTripped => Count > Limit;

    /// <summary>
    /// The guard and its figures.
    /// </summary>
    /// <returns>Such as <c>Deactivations: 3 of 50</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Guard}{(Field is null ? "" : $" ({Field})")}: {Count} of {Limit}");
}
