using System.Runtime.CompilerServices;

namespace Procore.CompanyUsers;

/// <summary>
/// Reads the pages of a listing: the first one alone, because it says how many there are, the others ahead, in parallel up to a limit, and
/// returns them in order.
/// </summary>
/// <param name="listing">The listing.</param>
/// <param name="timeProvider">The clock that measures how long the first page takes.</param>
/// <param name="startPage">The number of the first page to read.</param>
internal sealed class PageWalk<T>(IPagedListing<T> listing, TimeProvider timeProvider, int startPage = 1)
{
    /// <summary>A server nearby. To read a page takes as long as to get it, so that more pages at a time would only fill the memory.</summary>
    private static readonly TimeSpan QuickAnswer = TimeSpan.FromMilliseconds(50);

    private const int EnoughIfQuick = 4;

    /// <summary>One or two such pages are normal: users that were added during the listing move others to later pages. A server that ignores the page number repeats the first one for ever.</summary>
    private const int MaxStaleInARow = 3;

    private readonly IdSet _seen = new();
    private int _pageSize = listing.PageSize;
    private long? _total;

    /// <summary>The last page as far as is known; null while only an empty page can mark the end.</summary>
    private int? _last;

    private bool _isFirst = true;
    private long _received;
    private long _distinct;
    private int _emptyInARow;
    private int _staleInARow;

    /// <summary>The number of users of all pages according to the last response; null if it doesn't say, or if the library filters.</summary>
    public long? Total => listing.Filter is null ? _total : null;

    /// <summary>Whether another page follows. Reads the page to its end.</summary>
    public bool HasNext(FetchedPage<T> page)
    {
        Close(page);
        return !IsEnd(page);
    }

    /// <summary>Returns the pages in order. What the caller leaves unread of a page is read before the next page.</summary>
    public async IAsyncEnumerable<FetchedPage<T>> PagesAsync(int maxParallelPages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ahead = new Queue<Task<FetchedPage<T>>>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var (fetched, number) = (startPage - 1, startPage);
            var start = timeProvider.GetTimestamp();
            for (; ; number++)
            {
                // While the end isn't known, fetching ahead could request pages that don't exist.
                var farthest = _last is { } end ? Math.Max(number, (int)Math.Min(end, (long)number + maxParallelPages - 1)) : number;
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
                    // Users that the smaller pages return again are skipped.
                    await DrainAsync(ahead).ConfigureAwait(false);
                    (number, fetched) = PageBefore(number, size);
                    _last = null;
                    continue;
                }
                if (number == startPage && timeProvider.GetElapsedTime(start) < QuickAnswer)
                    maxParallelPages = Math.Min(maxParallelPages, EnoughIfQuick);
                using var open = page;
                page.TotalChanged = _total is { } before && page.Headers.Total is { } now && now != before;
                _total = page.Headers.Total ?? _total;
                yield return page;
                Close(page);
                if (IsEnd(page))
                {
                    // A few users may have left the list meanwhile, or may be hidden from the caller.
                    if (page.Received == 0 && page.Headers.Total is { } total && total > _received && (_received == 0 || total - _received >= _pageSize))
                        throw new ProcoreException(FormattableString.Invariant($"The listing ended early: page {page.Number} is empty, but only {_received} of the {page.Headers.Total} that its header Total counts have arrived. List again later."));
                    yield break;
                }
                if (page.Number == int.MaxValue)
                    throw new ProcoreException(FormattableString.Invariant($"The listing has no end: page {page.Number} isn't its last one. Begin with an earlier page (CompanyUserQuery.StartPage)."));
                if (_staleInARow == MaxStaleInARow)
                    throw new ProcoreException(FormattableString.Invariant($"The listing makes no progress: pages {page.Number - MaxStaleInARow + 1} to {page.Number} hold no {listing.Noun} that an earlier page doesn't, and nothing says that these are all. List again later."));
            }
        }
        finally
        {
            await AbandonAsync(ahead, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The page of the new size before the one in which the page of the old size begins; the pages before it count as fetched.</summary>
    private (int Number, int Fetched) PageBefore(int number, int oldSize)
    {
        var before = (int)((long)(number - 1) * Math.Min(oldSize, _pageSize) / listing.PageSize);
        _pageSize = listing.PageSize;
        _staleInARow = 0;
        _received = (long)before * listing.PageSize;
        return (before, before);
    }

    /// <summary>Waits for the requests for pages of the old size and ignores their results.</summary>
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
                // Usually the same 408.
            }
        }
    }

    private async Task<FetchedPage<T>> FetchAsync(int number, CancellationToken cancellationToken) =>
        new(number, await listing.FetchAsync(number, cancellationToken).ConfigureAwait(false), listing, _seen);

    private void Close(FetchedPage<T> page)
    {
        if (page.IsClosed)
            return;
        page.ReadToEnd();
        page.IsClosed = true;
        // The pages before the first one that was asked for count as received.
        if (_isFirst && page.Number > 1)
            _received = _distinct = (page.Number - 1L) * (page.Headers.PerPage ?? listing.PageSize);
        _isFirst = false;
        _received += page.Received;
        _distinct += page.Fresh;
        _emptyInARow = page.Received == 0 ? _emptyInARow + 1 : 0;
        _staleInARow = page.Fresh == 0 ? _staleInARow + 1 : 0;
        if (LastPage(page) is { } last)
            _last = Math.Max(last, page.Number);
    }

    /// <summary>The last page according to this page: by <c>Link</c> or by <c>Total</c>, whichever is later.</summary>
    private int? LastPage(FetchedPage<T> page)
    {
        var headers = page.Headers;
        int? byLink = headers.HasLink ? Math.Max(headers.Last ?? 0, Math.Max(headers.Next ?? 0, page.Number)) : null;
        int? byTotal = null;
        if (headers.Total is { } total)
        {
            // Without `Per-Page`, the first page's count reveals the server's page size.
            var size = headers.PerPage ?? (page.Number == 1 && page.Received > 0 ? page.Received : _pageSize);
            _pageSize = size;
            byTotal = (int)Math.Min(int.MaxValue, (total / size) + (total % size > 0 ? 1 : 0));
        }
        return byLink is null ? byTotal : byTotal is null ? byLink : Math.Max(byLink.Value, byTotal.Value);
    }

    /// <summary>
    /// The headers mark the end, unless the users received contradict them: then an empty page does, or a second one if the headers announce
    /// further pages.
    /// </summary>
    private bool IsEnd(FetchedPage<T> page) =>
        _emptyInARow == 2
        || (_last is { } last ? page.Number >= last && !IsContradicted(page) : page.Received == 0);

    /// <summary>Whether users may be missing although the headers mark the end.</summary>
    private bool IsContradicted(FetchedPage<T> page)
    {
        if (page.Received == 0)
            return false;
        if (page.Fresh > 0)
            return !page.Headers.HasLink && _total is { } expected && _received != expected;
        // A page that repeats earlier ones: the server may ignore the page number.
        return _total is { } total ? _distinct < total : _staleInARow > 1 || page.Headers.Next is not null;
    }

    /// <summary>Cancels the requests for pages ahead and waits for them, so nothing runs after the caller has left.</summary>
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
            // The caller has left, or already has the first failure.
        }
    }
}
