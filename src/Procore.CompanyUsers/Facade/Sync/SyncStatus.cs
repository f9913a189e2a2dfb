namespace Procore.CompanyUsers;

/// <summary>
/// What became of an item of a sync.
/// </summary>
public enum SyncStatus
{
    /// <summary>The user was created or updated; Procore doesn't say which.</summary>
    Saved,

    /// <summary>
    /// The user was created or updated, but <c>is_active</c> is not what the item asked for: Procore may ignore it on sync. Call
    /// <see cref="ICompanyUsers.DeactivateAsync" /> or <see cref="ICompanyUsers.ReactivateAsync" />.
    /// </summary>
    SavedExceptIsActive,

    /// <summary>Procore refused the item, for the reasons given.</summary>
    Refused,

    /// <summary>The item can't be right, or fights with an earlier one over the same id or origin id, and wasn't sent.</summary>
    NotSent,

    /// <summary>The item was sent, and Procore's response doesn't mention it or can't be read: whether it was applied isn't known.</summary>
    Unmentioned,
}
