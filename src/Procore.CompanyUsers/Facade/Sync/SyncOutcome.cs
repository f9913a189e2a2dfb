using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// The outcome of one item of a sync.
/// </summary>
public sealed class SyncOutcome
{
    internal SyncOutcome(long position, CompanyUserSyncItem item, SyncStatus status, CompanyUser? user, IReadOnlyList<ProcoreErrorMessage> errors)
    {
        Position = position;
        Item = item;
        Status = status;
        User = user;
        Errors = errors;
    }

    /// <summary>
    /// The item's position among the items given, from 0.
    /// </summary>
    public long Position { get; }

    /// <summary>
    /// The item.
    /// </summary>
    public CompanyUserSyncItem Item { get; }

    /// <summary>
    /// The status of the item.
    /// </summary>
    public SyncStatus Status { get; }

    /// <summary>
    /// The user as stored now; null unless <see cref="Status" /> is <see cref="SyncStatus.Saved" />, <see cref="SyncStatus.SavedExceptIsActive" /> or <see cref="SyncStatus.SavedExceptAvatar" />.
    /// </summary>
    public CompanyUser? User { get; }

    /// <summary>
    /// The reasons why the item or a part of it wasn't saved, each with the field that it is about, if any; in Procore's words if Procore refused the item. Empty if all of it was saved.
    /// </summary>
    public IReadOnlyList<ProcoreErrorMessage> Errors { get; }

    /// <summary>
    /// Returns the position, the status and the user's id, without personal data.
    /// </summary>
    /// <returns>Such as <c>Item 0: Saved (CompanyUser 42)</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"Item {Position}: {Status} ({(JsonModel?)User ?? Item})");
}
