using System.Runtime.CompilerServices;

namespace Procore.CompanyUsers;

/// <summary>
/// Sends any number of items in batches, one after another: items are read as their batch is filled, and each gets one
/// outcome, in the order in which they came. What ends the run early accounts for the others.
/// </summary>
internal abstract class ChunkSender<TItem, TOutcome>(int batchSize)
{
    private long _position;

    /// <summary>The outcome of an item that isn't to be sent; the default where it is.</summary>
    protected abstract TOutcome? Check(PositionedItem<TItem> entry);

    /// <summary>Divides a batch among requests.</summary>
    protected abstract IEnumerable<IReadOnlyList<PositionedItem<TItem>>> Requests(IReadOnlyList<PositionedItem<TItem>> entries);

    /// <summary>Sends one request, and gives an outcome for each of its entries, in their order.</summary>
    protected abstract Task<IReadOnlyList<TOutcome>> SendAsync(IReadOnlyList<PositionedItem<TItem>> entries, CancellationToken cancellationToken);

    protected abstract void Report(long items);

    protected abstract ProcoreException Interrupted(
        IReadOnlyList<PositionedItem<TItem>> inDoubt, IReadOnlyList<PositionedItem<TItem>> notApplied, long resumePosition, Exception cause);

    public async IAsyncEnumerable<TOutcome> OutcomesAsync(IAsyncEnumerable<TItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var source = items.GetAsyncEnumerator(cancellationToken);
        ProcoreException? failure = null;
        try
        {
            int read;
            do
            {
                var before = _position;
                var settled = new SortedList<long, TOutcome>();
                var toSend = new List<PositionedItem<TItem>>();
                failure = await FillAsync(source, settled, toSend, cancellationToken).ConfigureAwait(false);
                read = (int)(_position - before);
                failure ??= await SendAllAsync(settled, toSend, cancellationToken).ConfigureAwait(false);
                foreach (var outcome in settled.Values)
                    yield return outcome;
                failure ??= read > 0 ? Report() : null;
            }
            while (failure is null && read == batchSize);
        }
        finally
        {
            await DisposeAsync(source, isLastWord: failure is null).ConfigureAwait(false);
        }
        if (failure is not null)
            throw failure;
    }

    private ProcoreException? Report()
    {
        try
        {
            Report(_position);
            return null;
        }
        catch (Exception cause)
        {
            return Interrupted([], [], _position, cause);
        }
    }

    /// <summary>A source that fails once more while it is left mustn't hide which items are in doubt.</summary>
    private static async Task DisposeAsync(IAsyncEnumerator<TItem> source, bool isLastWord)
    {
        try
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception) when (!isLastWord)
        {
        }
    }

    private async Task<ProcoreException?> FillAsync(
        IAsyncEnumerator<TItem> source, SortedList<long, TOutcome> settled, List<PositionedItem<TItem>> toSend, CancellationToken cancellationToken)
    {
        try
        {
            var end = _position + batchSize;
            while (_position < end)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!await source.MoveNextAsync().ConfigureAwait(false))
                    break;
                if (source.Current is null)
                    throw new InvalidOperationException(FormattableString.Invariant($"Item {_position} is null."));
                var entry = new PositionedItem<TItem>(_position, source.Current);
                if (Check(entry) is { } outcome)
                    settled.Add(entry.Position, outcome);
                else
                    toSend.Add(entry);
                _position++;
            }
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
        catch (Exception cause)
        {
            return Interrupted([], toSend, _position, cause);
        }
    }

    private async Task<ProcoreException?> SendAllAsync(
        SortedList<long, TOutcome> settled, List<PositionedItem<TItem>> toSend, CancellationToken cancellationToken)
    {
        var unsent = new HashSet<PositionedItem<TItem>>(toSend);
        foreach (var request in Requests(toSend))
        {
            unsent.ExceptWith(request);
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException cause)
            {
                return Interrupted([], InOrder(request.Concat(unsent)), _position, cause);
            }
            try
            {
                var outcomes = await SendAsync(request, cancellationToken).ConfigureAwait(false);
                for (var i = 0; i < request.Count; i++)
                    settled.Add(request[i].Position, outcomes[i]);
            }
            catch (Exception cause)
            {
                return IsSurelyNotApplied(cause)
                    ? Interrupted([], InOrder(request.Concat(unsent)), _position, cause)
                    : Interrupted(request, InOrder(unsent), _position, cause);
            }
        }
        return null;
    }

    private static IReadOnlyList<PositionedItem<TItem>> InOrder(IEnumerable<PositionedItem<TItem>> entries) =>
        [.. entries.OrderBy(entry => entry.Position)];

    /// <summary>Of a failure that no request is behind, and of one that isn't ours, nobody knows.</summary>
    private static bool IsSurelyNotApplied(Exception cause) => cause is ProcoreException { MayHaveBeenApplied: false };
}
