using System.Runtime.CompilerServices;

namespace Procore.CompanyUsers;

/// <summary>
/// Walks the pages of a listing: the first alone, since it says how many there are, the others ahead of their reader, in
/// parallel up to a limit and given in order.
/// </summary>
internal sealed class PageWalk<T>(IPagedListing<T> listing)
{
    /// <summary>One or two such pages can be honest: users that were added meanwhile move the others back.</summary>
    private const int MaxStaleInARow = 3;

    private readonly IdSet _seen = new();
    private int _pageSize = listing.PageSize;
    private long? _total;

    /// <summary>The last page as far as is known; null as long as only an empty page can tell.</summary>
    private int? _last;

    private bool _isBounded;
    private long _received;
    private int _emptyInARow;
    private int _staleInARow;

    /// <summary>The users whom all pages together have, as Procore said last; null where it didn't say, or where a filter is applied here.</summary>
    public long? Total => listing.Filter is null ? _total : null;

    /// <summary>Gives the pages in order. Each is to be read to its end, by <see cref="Read" />, before the next is asked for.</summary>
    public async IAsyncEnumerable<FetchedPage<T>> PagesAsync(int maxParallelPages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ahead = new Queue<Task<FetchedPage<T>>>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var (fetched, number) = (0, 1);
            for (; ; number++)
            {
                // As long as the end isn't known, a page too far would be a request too many.
                var farthest = _last is { } end ? Math.Max(number, Math.Min(end, number + maxParallelPages - 1)) : number;
                while (fetched < farthest)
                    ahead.Enqueue(FetchAsync(++fetched, stop.Token));

                FetchedPage<T> page;
                var size = listing.PageSize;
                try
                {
                    page = await ahead.Dequeue().ConfigureAwait(false);
                }
                catch (ProcoreException failure) when (failure.StatusCode == 408 && listing.TryHalvePages())
                {
                    // Users that the smaller pages repeat are skipped as already seen.
                    await DrainAsync(ahead).ConfigureAwait(false);
                    (number, fetched) = PageBefore(number, size);
                    _last = null;
                    continue;
                }
                page.TotalChanged = _total is { } before && page.Headers.Total is { } now && now != before;
                _total = page.Headers.Total ?? _total;
                yield return page;
                Close(page);
                if (IsEnd(page))
                    yield break;
                if (_staleInARow == MaxStaleInARow)
                    throw new ProcoreException(FormattableString.Invariant($"The listing makes no progress: pages {page.Number - MaxStaleInARow + 1} to {page.Number} hold no {listing.Noun} that an earlier page doesn't, though Procore announces further pages. List again later."));
            }
        }
        finally
        {
            await AbandonAsync(ahead, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The items of a page that no earlier page had and that the listing is to give.</summary>
    public IEnumerable<T> Read(FetchedPage<T> page)
    {
        foreach (var item in page.Read(listing))
        {
            if (!_seen.Add(listing.IdOf(item)!.Value))
                continue;
            page.Fresh++;
            if (listing.Filter is not { } filter || filter(item))
                yield return item;
        }
    }

    /// <summary>The page of the new size before the one in which a page of the old size begins; and as many count as fetched.</summary>
    private (int Number, int Fetched) PageBefore(int number, int oldSize)
    {
        var before = (int)((long)(number - 1) * Math.Min(oldSize, _pageSize) / listing.PageSize);
        _pageSize = listing.PageSize;
        _staleInARow = 0;
        _received = (long)before * listing.PageSize;
        return (before, before);
    }

    /// <summary>Waits for the pages of the former size that are still on their way; what becomes of them doesn't matter.</summary>
    private static async Task DrainAsync(Queue<Task<FetchedPage<T>>> ahead)
    {
        while (ahead.Count > 0)
        {
            try
            {
                await ahead.Dequeue().ConfigureAwait(false);
            }
            catch (ProcoreException)
            {
                // Most likely the same 408.
            }
        }
    }

    private async Task<FetchedPage<T>> FetchAsync(int number, CancellationToken cancellationToken) =>
        new(number, await listing.FetchAsync(number, cancellationToken).ConfigureAwait(false));

    private void Close(FetchedPage<T> page)
    {
        _received += page.Received;
        _emptyInARow = page.Received == 0 ? _emptyInARow + 1 : 0;
        _staleInARow = page.Fresh == 0 ? _staleInARow + 1 : 0;
        _isBounded |= (page.Headers.Total ?? page.Headers.Last) is not null;
        if (LastPage(page) is { } last)
            _last = Math.Max(last, page.Number);
    }

    /// <summary>The last page as this page has it: by <c>Link</c> or by <c>Total</c>, whichever goes farther.</summary>
    private int? LastPage(FetchedPage<T> page)
    {
        var headers = page.Headers;
        int? byLink = headers.HasLink ? Math.Max(headers.Last ?? 0, Math.Max(headers.Next ?? 0, page.Number)) : null;
        int? byTotal = null;
        if (headers.Total is { } total)
        {
            // A server that gives fewer than asked without saying so has told by the first page.
            var size = headers.PerPage ?? (page.Number == 1 && page.Received > 0 ? page.Received : _pageSize);
            _pageSize = size;
            byTotal = (int)Math.Min(int.MaxValue, (total / size) + (total % size > 0 ? 1 : 0));
        }
        return byLink is null ? byTotal : byTotal is null ? byLink : Math.Max(byLink.Value, byTotal.Value);
    }

    /// <summary>
    /// The end is where the headers have it, unless what came contradicts them: then an empty page is. A server that
    /// gives the same users again and again, or empty pages without end, isn't asked for ever.
    /// </summary>
    private bool IsEnd(FetchedPage<T> page) =>
        _emptyInARow == 2
        || (_staleInARow == 2 && !_isBounded)
        || (_last is { } last ? page.Number >= last && !IsContradicted(page) : page.Received == 0);

    private bool IsContradicted(FetchedPage<T> page) =>
        _staleInARow == 0 && !page.Headers.HasLink && _total is { } total && _received != total;

    /// <summary>What was fetched ahead is cancelled and awaited, so that nothing goes on after the reader has gone.</summary>
    private static async Task AbandonAsync(Queue<Task<FetchedPage<T>>> ahead, CancellationTokenSource stop)
    {
        if (ahead.Count == 0)
            return;
#if NET
        await stop.CancelAsync().ConfigureAwait(false);
#else
        stop.Cancel();
#endif
        try
        {
            await Task.WhenAll(ahead).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A token source or a handler of the caller's own may throw anything.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The reader has left, or has been given the first failure.
        }
    }
}
