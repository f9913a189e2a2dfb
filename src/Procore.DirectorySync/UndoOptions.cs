namespace Procore.DirectorySync;

/// <summary>
/// Limits of an undo.
/// </summary>
public sealed class UndoOptions
{
    /// <summary>
    /// The number of users that may be deactivated, which are those that the run created or reactivated. Null, the default, is 10
    /// or 5 % of the company's active users, whichever is more.
    /// </summary>
    public int? MaxDeactivations { get; set; }

    /// <summary>
    /// The number of users that may be reactivated, which are those that the run deactivated. Null, the default, is 10 or 5 % of
    /// the company's active users, whichever is more.
    /// </summary>
    public int? MaxReactivations { get; set; }

    /// <summary>
    /// The number of users that may get their old values back. Null, the default, is 10 or 10 % of the company's active users,
    /// whichever is more.
    /// </summary>
    public int? MaxUpdates { get; set; }

    /// <summary>
    /// The number of project memberships that may be added; those that may be changed or removed are each counted separately
    /// against the same number. Null, the default, is 50.
    /// </summary>
    public int? MaxProjectChanges { get; set; }
}
