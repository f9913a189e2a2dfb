using Procore.Generated;

namespace Procore.CompanyUsers;

/// <summary>A page that has come. Its items are read when they are asked for.</summary>
internal sealed class FetchedPage<T>(int number, ProcoreResponse<IReadOnlyList<T>> response)
{
    public int Number { get; } = number;

    public PageHeaders Headers { get; } = new(response.Headers);

    /// <summary>How many items it has turned out to have.</summary>
    public int Received { get; private set; }

    /// <summary>How many of them no earlier page had.</summary>
    public int Fresh { get; set; }

    /// <summary>Whether it names another total than the page before.</summary>
    public bool TotalChanged { get; set; }

    /// <summary>Whether it says anything that the pages before didn't.</summary>
    public bool IsNews => Fresh > 0 || TotalChanged;

    public IEnumerable<T> Read(IPagedListing<T> listing)
    {
        foreach (var item in response.Items())
        {
            if (item is null || listing.IdOf(item) is not > 0)
                throw response.Lacks(FormattableString.Invariant($"a usable id of a {listing.Noun}: it is missing or wrong at '[{Received}].{listing.IdName}'"));
            Received++;
            yield return item;
        }
    }
}
