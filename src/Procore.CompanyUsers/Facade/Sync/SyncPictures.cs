using Procore.CompanyUsers.Models;
using Procore.Generated.Forms;

namespace Procore.CompanyUsers;

/// <summary>
/// Sends the pictures of saved items, one request each. A picture that Procore refuses concerns its item alone. Any other failure
/// would hit the next picture too, so it ends the run; the items keep their outcomes.
/// </summary>
internal sealed class SyncPictures(Func<long, Avatar, CancellationToken, Task<CompanyUser>> send)
{
    public const string Field = "avatar";

    /// <summary>The failure that ended the run; null if none did.</summary>
    public Exception? Failure { get; private set; }

    public async Task<IReadOnlyList<SyncOutcome>> SendAsync(IReadOnlyList<SyncOutcome> outcomes, CancellationToken cancellationToken)
    {
        var all = new List<SyncOutcome>(outcomes.Count);
        foreach (var outcome in outcomes)
        {
            all.Add(outcome is { User: { } user, Item.Avatar: { } avatar }
                ? await SendAsync(outcome, user, avatar, cancellationToken).ConfigureAwait(false)
                : outcome);
        }
        return all;
    }

    private async Task<SyncOutcome> SendAsync(SyncOutcome outcome, CompanyUser user, Avatar avatar, CancellationToken cancellationToken)
    {
        if (Failure is not null)
            return Without(outcome, "the picture wasn't sent, because the sync was interrupted");
        if (cancellationToken.IsCancellationRequested)
        {
            Failure = new OperationCanceledException(cancellationToken);
            return Without(outcome, "the picture wasn't sent, because the sync was canceled");
        }
        if (!IsOf(outcome.Item, user))
            return Without(outcome, "the picture wasn't sent, because the response about the item has none of its keys, so the user may be another one");
        try
        {
            var updated = await send(user.Id, avatar, cancellationToken).ConfigureAwait(false);
            if (updated.IsGiven(nameof(CompanyUser.Avatar)))
                user.Avatar = updated.Avatar;
            return outcome;
        }
        catch (Exception failure)
        {
            if (!IsAboutOne(failure))
                Failure = failure;
            return failure is ProcoreException { MayHaveBeenApplied: false }
                ? Without(outcome, "the picture wasn't", failure)
                : Without(outcome, "the picture may not have arrived", failure);
        }
    }

    /// <summary>Whether the user has a key of the item. A result can also be found by its being the only one left.</summary>
    private static bool IsOf(CompanyUserSyncItem item, CompanyUser user) =>
        item.Id.Or(null) is { } id ? id == user.Id
        : item.OriginId.Or(null) is { } originId ? string.Equals(originId, user.OriginId, StringComparison.OrdinalIgnoreCase)
        : string.Equals(item.EmailAddress.Or(null)?.Trim(), user.EmailAddress?.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool IsAboutOne(Exception failure) => failure is UnreadablePictureException or ProcoreException { StatusCode: < 500 and not (401 or 408 or 429) };

    private static SyncOutcome Without(SyncOutcome saved, string what, Exception? failure = null)
    {
        var reasons = failure is ProcoreException { Errors: { Count: > 0 } said } ? said
            : failure is UnreadablePictureException ? [new ProcoreErrorMessage(Field, failure.Message)] : [];
        return new SyncOutcome(
            saved.Position,
            saved.Item,
            // Access matters more than a picture; the errors have both.
            saved.Status == SyncStatus.SavedExceptIsActive ? saved.Status : SyncStatus.SavedExceptAvatar,
            saved.User,
            [.. saved.Errors, new ProcoreErrorMessage(Field, $"Saved, but {what}. Call UpdateAsync with the picture."), .. reasons]);
    }
}
