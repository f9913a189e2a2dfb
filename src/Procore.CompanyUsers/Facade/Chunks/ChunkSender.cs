using System.Runtime.CompilerServices;

namespace Procore.CompanyUsers;

/// <summary>
/// Sends any number of items in requests of limited size, one after another. Items are read when their request is filled, and each gets one
/// outcome, in the order of the items. If the run ends early, the exception accounts for all other items.
/// </summary>
internal abstract class ChunkSender<TItem, TOutcome>(int chunkSize)
{
    private long _position;

    /// <summary>The outcome of an item that can't be sent; the default if it can.</summary>
    protected abstract TOutcome? Check(PositionedItem<TItem> entry);

    /// <summary>Divides a chunk among requests.</summary>
    protected abstract IEnumerable<IReadOnlyList<PositionedItem<TItem>>> Requests(IReadOnlyList<PositionedItem<TItem>> entries);

    /// <summary>Sends one request and returns an outcome for each of its entries, in their order.</summary>
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
            while (failure is null && read == chunkSize);
        }
        finally
        {
            await DisposeAsync(source, throws: failure is null).ConfigureAwait(false);
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

    /// <summary>A source that fails again on disposal must not hide which items are in doubt.</summary>
    private static async Task DisposeAsync(IAsyncEnumerator<TItem> source, bool throws)
    {
        try
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception) when (!throws)
        {
        }
    }

    private async Task<ProcoreException?> FillAsync(
        IAsyncEnumerator<TItem> source, SortedList<long, TOutcome> settled, List<PositionedItem<TItem>> toSend, CancellationToken cancellationToken)
    {
        try
        {
            var end = _position + chunkSize;
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
                return IsDefinitelyNotApplied(cause)
                    ? Interrupted([], InOrder(request.Concat(unsent)), _position, cause)
                    : Interrupted(request, InOrder(unsent), _position, cause);
            }
        }
        return null;
    }

    private static IReadOnlyList<PositionedItem<TItem>> InOrder(IEnumerable<PositionedItem<TItem>> entries) =>
        [.. entries.OrderBy(entry => entry.Position)];

    /// <summary>Failures without a request, and foreign exceptions, have an unknown outcome.</summary>
    private static bool IsDefinitelyNotApplied(Exception cause) => cause is ProcoreException { MayHaveBeenApplied: false };
}
