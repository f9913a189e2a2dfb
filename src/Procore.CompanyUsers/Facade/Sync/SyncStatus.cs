namespace Procore.CompanyUsers;

/// <summary>
/// What became of an item of a sync.
/// </summary>
public enum SyncStatus
{
    /// <summary>The user was created or updated; Procore doesn't say which.</summary>
    Saved,

    /// <summary>Procore refused the item, for the reasons given.</summary>
    Refused,

    /// <summary>The item can't be right, or fights with an earlier one over the same id or origin id, and wasn't sent.</summary>
    NotSent,

    /// <summary>The item was sent and Procore's answer doesn't mention it: whether it was applied isn't known.</summary>
    Unmentioned,
}
