using System.Runtime.ExceptionServices;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>Sends the items of one sync.</summary>
internal sealed class SyncSender(
    Func<IReadOnlyList<CompanyUserSyncItem>, CancellationToken, Task<CompanyUserSyncResult>> send,
    Func<long, Avatar, CancellationToken, Task<CompanyUser>> sendPicture,
    int itemsPerRequest,
    IProgress<SyncProgress>? progress)
    : ChunkSender<CompanyUserSyncItem, SyncOutcome>(itemsPerRequest)
{
    private readonly ClaimedKeys _claims = new();
    private readonly SyncPictures _pictures = new(sendPicture);
    private readonly HashSet<Stream> _streams = [];
    private long _saved;
    private int _requests;

    protected override SyncOutcome? Check(PositionedItem<CompanyUserSyncItem> entry)
    {
        if ((SyncCheck.Of(entry.Item) ?? CheckStream(entry.Item) ?? _claims.Claim(entry.Position, entry.Item)) is { } wrong)
            return new SyncOutcome(entry.Position, entry.Item, SyncStatus.NotSent, null, [wrong]);
        if (entry.Item.Avatar is { } avatar)
            _streams.Add(avatar.Content);
        return null;
    }

    protected override IEnumerable<IReadOnlyList<PositionedItem<CompanyUserSyncItem>>> Requests(IReadOnlyList<PositionedItem<CompanyUserSyncItem>> entries) =>
        entries.Count == 0 ? [] : [entries];

    protected override async Task<IReadOnlyList<SyncOutcome>> SendAsync(IReadOnlyList<PositionedItem<CompanyUserSyncItem>> entries, CancellationToken cancellationToken)
    {
        var result = await send([.. entries.Select(entry => entry.Item)], cancellationToken).ConfigureAwait(false);
        var outcomes = await _pictures.SendAsync(SyncResultMatcher.Match(entries, result), cancellationToken).ConfigureAwait(false);
        _saved += outcomes.Count(outcome => outcome.User is not null);
        _requests++;
        _streams.Clear();
        return outcomes;
    }

    /// <summary>Reports the progress, and ends a run in which a picture failed, once the outcomes were returned.</summary>
    protected override void Report(long items)
    {
        progress?.Report(new SyncProgress(items, _saved, _requests));
        if (_pictures.Failure is { } failure)
            ExceptionDispatchInfo.Capture(failure).Throw();
    }

    /// <summary>The first picture with a stream closes it, so that a later one in another request is recognized by that.</summary>
    private ProcoreErrorMessage? CheckStream(CompanyUserSyncItem item) =>
        item.Avatar is { } avatar && _streams.Contains(avatar.Content)
            ? new ProcoreErrorMessage(SyncPictures.Field, "An earlier item has a picture with the same stream. Use a stream for each item.")
            : null;

    protected override ProcoreException Interrupted(
        IReadOnlyList<PositionedItem<CompanyUserSyncItem>> inDoubt, IReadOnlyList<PositionedItem<CompanyUserSyncItem>> notApplied, long resumePosition, Exception cause) =>
        new SyncInterruptedException(inDoubt, notApplied, resumePosition, cause, wasAnswered: _requests > 0, isOfPicture: cause == _pictures.Failure);
}
