namespace Procore.CompanyUsers;

/// <summary>
/// The status of an item of a sync.
/// </summary>
public enum SyncStatus
{
    /// <summary>The user was created or updated; Procore doesn't say which.</summary>
    Saved,

    /// <summary>
    /// The user was created or updated, but <c>is_active</c> is not what the item asked for: Procore may ignore it on sync. Call
    /// <see cref="ICompanyUsers.DeactivateAsync" /> or <see cref="ICompanyUsers.ReactivateAsync" />. If the picture is missing too,
    /// <see cref="SyncOutcome.Errors" /> says so.
    /// </summary>
    SavedExceptIsActive,

    /// <summary>
    /// The user was created or updated, but the picture wasn't sent, was refused, or may not have arrived; <see cref="SyncOutcome.Errors" />
    /// says which. Call <see cref="ICompanyUsers.UpdateAsync" /> with the picture.
    /// </summary>
    SavedExceptAvatar,

    /// <summary>Procore refused the item, for the reasons in <see cref="SyncOutcome.Errors" />.</summary>
    Refused,

    /// <summary>The item is invalid, or has the id or origin id of an earlier item, and wasn't sent.</summary>
    NotSent,

    /// <summary>The item was sent, but Procore's response doesn't mention it or can't be read: it may have been applied.</summary>
    Unmentioned,
}
