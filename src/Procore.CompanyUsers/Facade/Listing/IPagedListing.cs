using Procore.Generated;

namespace Procore.CompanyUsers;

/// <summary>A list that Procore returns in pages.</summary>
internal interface IPagedListing<T>
{
    /// <summary>What one item is, as a message calls it.</summary>
    string Noun { get; }

    /// <summary>The JSON name of an item's id.</summary>
    string IdName { get; }

    /// <summary>The filter that the route lacks; null if Procore filters.</summary>
    Predicate<T>? Filter { get; }

    int PageSize { get; }

    /// <summary>Requests smaller pages from now on, as Procore advises after a 408.</summary>
    /// <returns>False if pages are small already.</returns>
    bool TryHalvePages();

    /// <summary>The item's id; 0 if the response has none that is usable.</summary>
    long IdOf(T item);

    Task<ProcoreResponse<IReadOnlyList<T>>> FetchAsync(int page, CancellationToken cancellationToken);
}
