namespace Procore.DirectorySync;

/// <summary>
/// Which memberships a staffing plan removes because the source doesn't have them.
/// </summary>
public enum StaffingScope
{
    /// <summary>The projects in the source: every active user on them who isn't in the source is removed.</summary>
    Projects,

    /// <summary>The people in the source: they are removed from every project that the source doesn't have for them.</summary>
    People,
}
