namespace Procore.DirectorySync;

/// <summary>How many users a plan may change, per kind.</summary>
internal sealed record PlanLimits
{
    public int Creations { get; init; }

    public int Reactivations { get; init; }

    public int Updates { get; init; }

    public int Deactivations { get; init; }

    /// <summary>Null for the default, which depends on how many users were matched.</summary>
    public int? IdentityChanges { get; init; }

    /// <summary>Null for any number.</summary>
    public int? Changes { get; init; }

    /// <summary>Null if the plan has no changes of project memberships.</summary>
    public MembershipLimits? Memberships { get; init; }

    public static PlanLimits Of(DirectorySyncOptions options, int inScope) => new()
    {
        Creations = options.MaxCreations ?? Math.Max(10, Percent(5, inScope)),
        Reactivations = options.MaxReactivations ?? Math.Max(5, Percent(1, inScope)),
        Updates = options.MaxUpdates ?? Math.Max(10, Percent(10, inScope)),
        Deactivations = options.MaxDeactivations ?? Math.Min(50, Percent(5, inScope)),
        IdentityChanges = options.MaxIdentityChanges,
        Changes = options.MaxChanges,
    };

    /// <summary>For an undo: a run may have changed many users of a small directory, and the usual share isn't known.</summary>
    public static PlanLimits OfUndo(UndoOptions options, int active) => new()
    {
        Creations = 0,
        Reactivations = options.MaxReactivations ?? Math.Max(10, Percent(5, active)),
        Updates = options.MaxUpdates ?? Math.Max(10, Percent(10, active)),
        Deactivations = options.MaxDeactivations ?? Math.Max(10, Percent(5, active)),
        IdentityChanges = int.MaxValue,
    };

    /// <summary>
    /// The larger of 5 and 1 % of the matched users, but no more than half of them and at least 2: a column that is shifted
    /// changes nearly all of them, however few they are.
    /// </summary>
    public int IdentityChangesOf(int matched) => IdentityChanges ?? Math.Min(Math.Max(5, Percent(1, matched)), Math.Max(2, matched / 2));

    private static int Percent(int percent, int count) => (int)((long)count * percent / 100);
}
