using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>Sends the items of one sync.</summary>
internal sealed class SyncSender(
    Func<IReadOnlyList<CompanyUserSyncItem>, CancellationToken, Task<CompanyUserSyncResult>> send,
    int itemsPerRequest,
    IProgress<SyncProgress>? progress)
    : ChunkSender<CompanyUserSyncItem, SyncOutcome>(itemsPerRequest)
{
    private readonly ClaimedKeys _claims = new();
    private long _saved;
    private int _requests;

    protected override SyncOutcome? Check(PositionedItem<CompanyUserSyncItem> entry) =>
        (SyncCheck.Of(entry.Item) ?? _claims.Claim(entry.Position, entry.Item)) is { } wrong
            ? new SyncOutcome(entry.Position, entry.Item, SyncStatus.NotSent, null, [wrong])
            : null;

    protected override IEnumerable<IReadOnlyList<PositionedItem<CompanyUserSyncItem>>> Requests(IReadOnlyList<PositionedItem<CompanyUserSyncItem>> entries) =>
        entries.Count == 0 ? [] : [entries];

    protected override async Task<IReadOnlyList<SyncOutcome>> SendAsync(IReadOnlyList<PositionedItem<CompanyUserSyncItem>> entries, CancellationToken cancellationToken)
    {
        var result = await send([.. entries.Select(entry => entry.Item)], cancellationToken).ConfigureAwait(false);
        var outcomes = SyncResultMatcher.Match(entries, result);
        _saved += outcomes.Count(outcome => outcome.Status is SyncStatus.Saved or SyncStatus.SavedExceptIsActive);
        _requests++;
        return outcomes;
    }

    protected override void Report(long items) => progress?.Report(new SyncProgress(items, _saved, _requests));

    protected override ProcoreException Interrupted(
        IReadOnlyList<PositionedItem<CompanyUserSyncItem>> inDoubt, IReadOnlyList<PositionedItem<CompanyUserSyncItem>> notApplied, long resumePosition, Exception cause) =>
        new SyncInterruptedException(inDoubt, notApplied, resumePosition, cause);
}
