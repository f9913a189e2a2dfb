namespace Procore.DirectorySync;

/// <summary>
/// What stops a plan that does too much.
/// </summary>
public enum PlanGuard
{
    /// <summary>The source holds nobody, as a failed export does.</summary>
    EmptySource,

    /// <summary>More people would be deactivated than <see cref="DirectorySyncOptions.MaxDeactivations" />.</summary>
    Deactivations,

    /// <summary>More people would be changed than <see cref="DirectorySyncOptions.MaxChanges" />.</summary>
    Changes,
}
