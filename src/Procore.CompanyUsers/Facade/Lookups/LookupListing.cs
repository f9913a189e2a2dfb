using Procore.Generated;

namespace Procore.CompanyUsers;

/// <summary>A paged list of what users refer to, such as projects.</summary>
/// <param name="noun">What one item is, as a message calls it.</param>
/// <param name="pageSize">How many items a page is to have.</param>
/// <param name="idOf">An item's id.</param>
/// <param name="fetch">Fetches a page by its number and size.</param>
/// <param name="filter">What Procore can't filter; null where it filters everything.</param>
/// <param name="idName">The JSON name of the id.</param>
internal sealed class LookupListing<T>(
    string noun, int pageSize, Func<T, long> idOf, Func<int, int, CancellationToken, Task<ProcoreResponse<IReadOnlyList<T>>>> fetch, Predicate<T>? filter = null, string idName = "id")
    : IPagedListing<T>
{
    public string Noun => noun;

    public string IdName => idName;

    public Predicate<T>? Filter => filter;

    public int PageSize { get; private set; } = pageSize;

    public bool TryHalvePages()
    {
        if (PageSize <= ProcoreClientBase.SmallestPage)
            return false;
        PageSize = Math.Max(ProcoreClientBase.SmallestPage, PageSize / 2);
        return true;
    }

    public long IdOf(T item) => idOf(item);

    public Task<ProcoreResponse<IReadOnlyList<T>>> FetchAsync(int page, CancellationToken cancellationToken) => fetch(page, PageSize, cancellationToken);
}
