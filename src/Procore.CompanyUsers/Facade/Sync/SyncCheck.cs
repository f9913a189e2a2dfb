using Procore.CompanyUsers.Models;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>Checks an item before it is sent.</summary>
internal static class SyncCheck
{
    /// <returns>The error; null if there is none.</returns>
    public static ProcoreErrorMessage? Of(CompanyUserSyncItem item)
    {
        if (item.Id.Or(null) <= 0)
            return new ProcoreErrorMessage("id", "The id must be positive. Use Procore's id, or leave it out.");
        if (item.Check() is { } unwritable)
            return new ProcoreErrorMessage(null, unwritable);
        if (BrokenText(item) is { } broken)
            return broken;
        if (item.Avatar is { } avatar && WrongWith(avatar) is { } wrong)
            return new ProcoreErrorMessage(SyncPictures.Field, wrong);
        if (item.Id.IsSet && item.Id.Or(null) is null && item.OriginId.Or(null) is null)
            return new ProcoreErrorMessage("id", "The id is set to null, so Procore would create a user. To create a user, leave the id out.");
        if (item.OriginId.IsSet && item.OriginId.Or(null) is null && item.Id.Or(null) is null)
            return new ProcoreErrorMessage("origin_id", "The origin id is set to null, so Procore would create a user each time. To create a user, leave the origin id out.");
        if (item.OriginId.Or(null) is { } originId && string.IsNullOrWhiteSpace(originId))
            return new ProcoreErrorMessage("origin_id", "The origin id is blank, so Procore would create a user. Leave it out, or set your own id.");
        if (item.OriginId.Or(null) is { } spaced && spaced.Trim().Length != spaced.Length)
            return new ProcoreErrorMessage("origin_id", "The origin id starts or ends with white space, which Procore may remove. Trim it.");
        if (item.LastName is { IsSet: true } lastName && string.IsNullOrWhiteSpace(lastName.Value))
            return new ProcoreErrorMessage("last_name", "The last name is required. Leave it out to keep the current one.");
        if (item.EmailAddress is { IsSet: true } emailAddress && string.IsNullOrWhiteSpace(emailAddress.Value))
            return new ProcoreErrorMessage("email_address", "The e-mail address is required. Leave it out to keep the current one.");
        if (item.Id.Or(null) is not null || item.OriginId.Or(null) is not null)
            return null;
        if (!item.LastName.IsSet)
            return new ProcoreErrorMessage("last_name", "An item without an id and an origin id creates a user, so it needs a last name.");
        return item.EmailAddress.IsSet
            ? null
            : new ProcoreErrorMessage("email_address", "An item without an id and an origin id creates a user, so it needs an e-mail address.");
    }

    /// <summary>Half of a surrogate pair can't be sent; without this check it would fail the request with every other item.</summary>
    private static ProcoreErrorMessage? BrokenText(CompanyUserSyncItem item)
    {
        foreach (var field in CompanyUserSyncItem.Fields)
        {
            if (item.TryGetValue(field.Name, out var value) && JsonText.IndexOfLoneSurrogate(value as string) is >= 0 and var index)
                return new ProcoreErrorMessage(field.Name, FormattableString.Invariant($"The text isn't valid Unicode: half of a surrogate pair is missing at index {index}."));
        }
        return null;
    }

    /// <summary>A picture waits until its item was saved, and may have to be sent again.</summary>
    private static string? WrongWith(Avatar avatar)
    {
        if (!avatar.Content.CanRead)
            return "The picture's stream is closed. Use an open stream for each item; a sync closes it after sending the picture.";
        if (!avatar.Content.CanSeek)
            return "The picture's stream can be read only once. Use a stream that can seek, such as a file or a MemoryStream.";
        return avatar.Content.Position < avatar.Content.Length ? null : "The picture is empty from its stream's current position on.";
    }
}
