using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers;

internal sealed partial class CompanyUsersFacade
{
    public IAsyncEnumerable<SyncOutcome> SyncStreamingAsync(
        IAsyncEnumerable<CompanyUserSyncItem> items, SyncOptions? options = null, IProgress<SyncProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (items is null)
            throw new ArgumentNullException(nameof(items));
        var itemsPerRequest = (options ?? new SyncOptions()).ItemsPerRequest;
        if (itemsPerRequest is < 1 or > SyncOptions.MaxItemsPerRequest)
            throw new ArgumentOutOfRangeException(nameof(options), itemsPerRequest, $"A request takes 1 to {SyncOptions.MaxItemsPerRequest} items. Change ItemsPerRequest.");
        return new SingleUseEnumerable<SyncOutcome>(new SyncSender(SendAsync, SendPictureAsync, itemsPerRequest, progress).OutcomesAsync(items, cancellationToken));
    }

    private async Task<CompanyUserSyncResult> SendAsync(IReadOnlyList<CompanyUserSyncItem> items, CancellationToken cancellationToken)
    {
        var response = await routes.Sync(companyId, items, cancellationToken).ConfigureAwait(false);
        if (response.Body is UnpublishedBody { Json: var json } && SyncResultMatcher.OfUsers(json) is { } ofUsers)
            return ofUsers;
        var result = response.Required();
        return result.UnreadProperties.TryGetValue("entities", out var entities) && entities is not (List<object?> or Dictionary<string, object?>)
            ? throw response.Lacks("a readable list of entities")
            : result;
    }

    private Task<CompanyUser> SendPictureAsync(long id, Avatar picture, CancellationToken cancellationToken) =>
        UpdateAsync(id, new CompanyUserChanges(), new CompanyUserWriteOptions { Avatar = picture }, cancellationToken);
}
