using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// What became of one item of a sync.
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
    /// The item's place among those given, from 0.
    /// </summary>
    public long Position { get; }

    /// <summary>
    /// The item.
    /// </summary>
    public CompanyUserSyncItem Item { get; }

    /// <summary>
    /// What became of it.
    /// </summary>
    public SyncStatus Status { get; }

    /// <summary>
    /// The user as Procore keeps it now; null unless <see cref="Status" /> is <see cref="SyncStatus.Saved" /> or <see cref="SyncStatus.SavedExceptIsActive" />.
    /// </summary>
    public CompanyUser? User { get; }

    /// <summary>
    /// Why it failed, each reason with its field if it is about one: in Procore's words where it was refused. Empty where it was saved.
    /// </summary>
    public IReadOnlyList<ProcoreErrorMessage> Errors { get; }

    /// <summary>
    /// Gives the position, the status and the user's id, without personal data.
    /// </summary>
    /// <returns>Such as <c>Item 0: Saved (CompanyUser 42)</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"Item {Position}: {Status} ({(JsonModel?)User ?? Item})");
}
