namespace Procore.DirectorySync;

/// <summary>
/// What stops a plan that changes too much.
/// </summary>
public enum PlanGuard
{
    /// <summary>The source has no people, as after a failed export.</summary>
    EmptySource,

    /// <summary>More users would be deactivated than <see cref="DirectorySyncOptions.MaxDeactivations" />.</summary>
    Deactivations,

    /// <summary>More users would be changed than <see cref="DirectorySyncOptions.MaxChanges" />.</summary>
    Changes,

    /// <summary>More users would be created than <see cref="DirectorySyncOptions.MaxCreations" />.</summary>
    Creations,

    /// <summary>More users would be reactivated than <see cref="DirectorySyncOptions.MaxReactivations" />.</summary>
    Reactivations,

    /// <summary>More users would be updated than <see cref="DirectorySyncOptions.MaxUpdates" />.</summary>
    Updates,

    /// <summary>
    /// More users would get another first name, last name, e-mail address or employee id than
    /// <see cref="DirectorySyncOptions.MaxIdentityChanges" />, as when a column of the source is shifted, sorted or swapped.
    /// </summary>
    Identity,

    /// <summary>More users would be added to projects than <see cref="StaffingOptions.MaxAdditions" />.</summary>
    Additions,

    /// <summary>More users would get another permission template or other roles on projects than <see cref="StaffingOptions.MaxProjectChanges" />.</summary>
    ProjectChanges,

    /// <summary>More users would be removed from projects than <see cref="StaffingOptions.MaxRemovals" />.</summary>
    Removals,
}
