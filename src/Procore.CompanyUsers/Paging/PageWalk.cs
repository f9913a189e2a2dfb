using System.Runtime.CompilerServices;
using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers;

/// <summary>
/// Walks the pages of a listing: the first alone, since it says how many there are, the others ahead of their reader, in
/// parallel up to a limit and given in order.
/// </summary>
internal sealed class PageWalk
{
    private readonly Listing _listing;
    private readonly IdSet _seen = new();
    private int _pageSize;
    private long? _total;

    /// <summary>The last page as far as is known; null as long as only an empty page can tell.</summary>
    private int? _last;

    private bool _isBounded;
    private long _received;
    private int _emptyInARow;
    private int _staleInARow;

    private PageWalk(Listing listing)
    {
        _listing = listing;
        _pageSize = listing.PageSize;
    }

    public static async IAsyncEnumerable<CompanyUserPage> PagesAsync(
        Listing listing, int maxParallelPages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new PageWalk(listing);
        var ahead = new Queue<Task<RawPage>>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var fetched = 0;
            for (var number = 1; ; number++)
            {
                // As long as the end isn't known, a page too far would be a request too many.
                var farthest = walk._last is { } end ? Math.Max(number, Math.Min(end, number + maxParallelPages - 1)) : number;
                while (fetched < farthest)
                    ahead.Enqueue(walk.FetchAsync(++fetched, stop.Token));

                var page = await ahead.Dequeue().ConfigureAwait(false);
                var isNews = walk.Accept(page, out var users, out var totalChanged);
                if (isNews || number == 1)
                    yield return new CompanyUserPage(number, users, listing.Filter is null ? walk._total : null, totalChanged);
                if (walk.IsEnd(page))
                    yield break;
            }
        }
        finally
        {
            await AbandonAsync(ahead, stop).ConfigureAwait(false);
        }
    }

    private async Task<RawPage> FetchAsync(int number, CancellationToken cancellationToken)
    {
        var response = await _listing.FetchAsync(number, cancellationToken).ConfigureAwait(false);
        return new RawPage(number, response, new PageHeaders(response.Headers));
    }

    private bool Accept(RawPage page, out IReadOnlyList<CompanyUser> users, out bool totalChanged)
    {
        var fresh = page.Users.Where(user => user.Id is not { } id || _seen.Add(id)).ToList();
        users = _listing.Filter is { } filter ? fresh.FindAll(filter) : fresh;
        totalChanged = _total is { } before && page.Headers.Total is { } now && now != before;
        _total = page.Headers.Total ?? _total;
        _received += page.Users.Count;
        _emptyInARow = page.Users.Count == 0 ? _emptyInARow + 1 : 0;
        _staleInARow = fresh.Count == 0 ? _staleInARow + 1 : 0;
        _isBounded |= (page.Headers.Total ?? page.Headers.Last) is not null;
        if (LastPage(page) is { } last)
            _last = Math.Max(last, page.Number);
        return fresh.Count > 0 || totalChanged;
    }

    /// <summary>The last page as this page has it: by <c>Link</c> or by <c>Total</c>, whichever goes farther.</summary>
    private int? LastPage(RawPage page)
    {
        var headers = page.Headers;
        int? byLink = headers.HasLink ? Math.Max(headers.Last ?? 0, Math.Max(headers.Next ?? 0, page.Number)) : null;
        int? byTotal = null;
        if (headers.Total is { } total)
        {
            // A server that gives fewer than asked without saying so has told by the first page.
            var size = headers.PerPage ?? (page.Number == 1 && page.Users.Count > 0 ? page.Users.Count : _pageSize);
            _pageSize = size;
            byTotal = (int)Math.Min(int.MaxValue, (total + size - 1) / size);
        }
        return byLink is null ? byTotal : byTotal is null ? byLink : Math.Max(byLink.Value, byTotal.Value);
    }

    /// <summary>
    /// The end is where the headers have it, unless what came contradicts them: then an empty page is. A server that
    /// gives the same users again and again, or empty pages without end, isn't asked for ever.
    /// </summary>
    private bool IsEnd(RawPage page) =>
        _emptyInARow == 2
        || (_staleInARow == 2 && !_isBounded)
        || (_last is { } last ? page.Number >= last && !IsContradicted(page) : page.Users.Count == 0);

    private bool IsContradicted(RawPage page) =>
        _staleInARow == 0 && !page.Headers.HasLink && _total is { } total && _received != total;

    /// <summary>What was fetched ahead is cancelled and awaited, so that nothing goes on after the reader has gone.</summary>
    private static async Task AbandonAsync(Queue<Task<RawPage>> ahead, CancellationTokenSource stop)
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

    private sealed class RawPage(int number, ProcoreResponse<IReadOnlyList<CompanyUser>> response, PageHeaders headers)
    {
        public int Number { get; } = number;

        /// <summary>Parsed when they are asked for, which is in order.</summary>
        public IReadOnlyList<CompanyUser> Users => response.Required();

        public PageHeaders Headers { get; } = headers;
    }
}
