using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Decides whether a change can still be made as planned, by comparing it with the current user.</summary>
internal sealed class ChangeDecision
{
    private ChangeDecision(ChangeStatus? status, string? message, CompanyUser? user)
    {
        Status = status;
        Message = message;
        User = user;
    }

    /// <summary>Null if the change is to be made.</summary>
    public ChangeStatus? Status { get; }

    public string? Message { get; }

    /// <summary>The user that the change is about, or that was created in part.</summary>
    public CompanyUser? User { get; }

    public static ChangeDecision Of(DirectoryChange change, CurrentUsers current, long accountId)
    {
        if (change.Kind == ChangeKind.Create)
            return OfCreate(change, current);
        if (change.Person.UserId == accountId)
            return new ChangeDecision(ChangeStatus.NotSent, "This is the account that signs in, which is never changed.", null);
        return current.Find(change.Person.UserId!.Value) is { } user
            ? OfUser(change, user)
            : new ChangeDecision(ChangeStatus.Stale, "The directory no longer has a user with this id.", null);
    }

    private static ChangeDecision OfCreate(DirectoryChange change, CurrentUsers current)
    {
        var holder = current.FindAddressHolder(change);
        if (current.FindCreated(change) is not { } user)
        {
            if (holder is not null)
                return Stale("A user of the directory has this e-mail address now.", holder);
            return current.FindUnreadable(change) is { } unreadable ? Stale("Keys of a user, who may be this person, can't be read.", unreadable) : Go(null);
        }
        if (IncompleteCreate.IsMarked(user.OriginId))
            return Go(user);
        var areAllMade = change.Fields.All(field => IsUnknown(field, user) || IsMade(field, user));
        return areAllMade && user.IsActive == true ? Already(user) : Stale("A user with this origin id or e-mail address was created since the plan was made, and differs.", user);
    }

    private static ChangeDecision OfUser(DirectoryChange change, CompanyUser user)
    {
        var isActiveAsPlanned = user.IsActive == (change.Kind != ChangeKind.Reactivate);
        if (isActiveAsPlanned && user.UpdatedAt == change.UpdatedAt && change.Fields.All(field => IsUnmade(field, user)))
            return Go(user);
        var isActiveAsWanted = user.IsActive == (change.Kind != ChangeKind.Deactivate);
        if (isActiveAsWanted && change.Fields.All(field => IsMade(field, user)))
            return Already(user);
        // An earlier run reactivated the user before it was stopped, and the user wasn't edited since.
        return change.Kind == ChangeKind.Reactivate && isActiveAsWanted && change.Fields.All(field => IsUnmade(field, user) || IsMade(field, user))
            ? Go(user)
            : Stale("The user was changed since the plan was made.", user);
    }

    private static bool IsUnknown(FieldChange field, CompanyUser user) => !SyncField.Of(field.Name).IsGiven(user);

    private static bool IsUnmade(FieldChange field, CompanyUser user) =>
        !field.IsOldKnown || IsUnknown(field, user) || SyncField.Of(field.Name).IsAt(field, field.Old, user);

    private static bool IsMade(FieldChange field, CompanyUser user) => !IsUnknown(field, user) && SyncField.Of(field.Name).IsAt(field, field.New, user);

    private static ChangeDecision Go(CompanyUser? user) => new(null, null, user);

    private static ChangeDecision Already(CompanyUser user) => new(ChangeStatus.AlreadyDone, null, user);

    private static ChangeDecision Stale(string message, CompanyUser user) => new(ChangeStatus.Stale, message, user);
}
