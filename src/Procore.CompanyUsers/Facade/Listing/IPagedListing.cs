using Procore.Generated;

namespace Procore.CompanyUsers;

/// <summary>A list that Procore returns in pages.</summary>
internal interface IPagedListing<T>
{
    /// <summary>What one item is, as a message calls it.</summary>
    string Noun { get; }

    /// <summary>The JSON name of an item's id.</summary>
    string IdName { get; }

    /// <summary>What Procore can't filter; null where it filters everything.</summary>
    Predicate<T>? Filter { get; }

    int PageSize { get; }

    /// <summary>Asks for smaller pages from now on, as Procore advises after a 408.</summary>
    /// <returns>False where pages are small already.</returns>
    bool TryHalvePages();

    long? IdOf(T item);

    Task<ProcoreResponse<IReadOnlyList<T>>> FetchAsync(int page, CancellationToken cancellationToken);
}
