namespace Procore.DirectorySync;

/// <summary>How many project memberships a plan may change, per kind.</summary>
internal sealed record MembershipLimits(int Additions, int Changes, int Removals)
{
    /// <summary>For an undo: the number of memberships in scope isn't known then.</summary>
    private const int UsualUndo = 50;

    public static MembershipLimits Of(StaffingOptions options, int inScope) => new(
        options.MaxAdditions ?? Math.Max(10, Percent(5, inScope)),
        options.MaxProjectChanges ?? Math.Max(10, Percent(5, inScope)),
        options.MaxRemovals ?? Math.Min(50, Percent(5, inScope)));

    public static MembershipLimits OfUndo(UndoOptions options)
    {
        var limit = options.MaxProjectChanges ?? UsualUndo;
        return new MembershipLimits(limit, limit, limit);
    }

    private static int Percent(int percent, int count) => (int)((long)count * percent / 100);
}
