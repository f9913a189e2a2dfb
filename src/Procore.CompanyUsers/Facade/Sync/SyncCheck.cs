using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>What can be told of an item before it is sent.</summary>
internal static class SyncCheck
{
    /// <returns>What is wrong; null where nothing is.</returns>
    public static ProcoreErrorMessage? Of(CompanyUserSyncItem item)
    {
        if (item.Id.Value <= 0)
            return new ProcoreErrorMessage("id", "An id is positive. Take it from Procore, or leave it out.");
        if (item.Check() is { } unwritable)
            return new ProcoreErrorMessage(null, unwritable);
        if (item.Id is { IsSet: true, Value: null } && item.OriginId.Value is null)
            return new ProcoreErrorMessage("id", "The id is set to null, so that Procore would create a user. Leave it out if that is meant.");
        if (item.OriginId is { IsSet: true, Value: null } && item.Id.Value is null)
            return new ProcoreErrorMessage("origin_id", "The origin id is set to null, so that Procore would create a user each time. Leave it out if that is meant.");
        if (item.OriginId.Value is { } originId && string.IsNullOrWhiteSpace(originId))
            return new ProcoreErrorMessage("origin_id", "The origin id is blank, which Procore would take for none and create a user. Leave it out, or give your own id.");
        if (item.OriginId.Value is { } spaced && spaced.Trim().Length != spaced.Length)
            return new ProcoreErrorMessage("origin_id", "The origin id begins or ends with white space, which Procore may drop. Trim it.");
        if (item.LastName is { IsSet: true } lastName && string.IsNullOrWhiteSpace(lastName.Value))
            return new ProcoreErrorMessage("last_name", "A user can't be without a last name. Leave it out to keep it.");
        if (item.EmailAddress is { IsSet: true } emailAddress && string.IsNullOrWhiteSpace(emailAddress.Value))
            return new ProcoreErrorMessage("email_address", "A user can't be without an e-mail address. Leave it out to keep it.");
        if (item.Id.Value is not null || item.OriginId.Value is not null)
            return null;
        if (!item.LastName.IsSet)
            return new ProcoreErrorMessage("last_name", "An item without an id and an origin id creates a user, who needs a last name.");
        return item.EmailAddress.IsSet
            ? null
            : new ProcoreErrorMessage("email_address", "An item without an id and an origin id creates a user, who needs an e-mail address.");
    }
}
