using Procore.Generated;

namespace Procore.CompanyUsers;

/// <summary>A page that has arrived. Its items are parsed, and counted, when they are read.</summary>
internal sealed class FetchedPage<T> : IDisposable
{
    private readonly IEnumerator<T> _items;

    /// <param name="number">The page's number, from 1.</param>
    /// <param name="response">The response with the page.</param>
    /// <param name="listing">The listing that the page belongs to.</param>
    /// <param name="seen">The ids of the items that earlier pages had.</param>
    public FetchedPage(int number, ProcoreResponse<IReadOnlyList<T>> response, IPagedListing<T> listing, IdSet seen)
    {
        Number = number;
        Headers = new PageHeaders(response.Headers);
        _items = Read(response, listing, seen).GetEnumerator();
    }

    public int Number { get; }

    public PageHeaders Headers { get; }

    /// <summary>The number of items read so far.</summary>
    public int Received { get; private set; }

    /// <summary>The number of them that no earlier page had.</summary>
    public int Fresh { get; private set; }

    /// <summary>Whether the total differs from that of the page before.</summary>
    public bool TotalChanged { get; set; }

    /// <summary>Whether the walk has counted the page.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether the page has an item, or a total, that the pages before didn't have.</summary>
    public bool IsNews => Fresh > 0 || TotalChanged;

    /// <summary>The items to return: those that no earlier page had and that pass the filter. Each is returned once.</summary>
    public IEnumerable<T> Items()
    {
        while (_items.MoveNext())
            yield return _items.Current;
    }

    /// <summary>Reads the items that the caller didn't read, because the end of a listing is found by counting all of them.</summary>
    public void ReadToEnd()
    {
        while (_items.MoveNext())
        {
        }
    }

    public void Dispose() => _items.Dispose();

    private IEnumerable<T> Read(ProcoreResponse<IReadOnlyList<T>> response, IPagedListing<T> listing, IdSet seen)
    {
        foreach (var item in response.Items())
        {
            if (item is null || listing.IdOf(item) is not (> 0 and var id))
                throw response.Lacks(FormattableString.Invariant($"a usable id of a {listing.Noun}: it is missing or wrong at '[{Received}].{listing.IdName}'"));
            Received++;
            if (!seen.Add(id))
                continue;
            Fresh++;
            if (listing.Filter is not { } filter || filter(item))
                yield return item;
        }
    }
}
