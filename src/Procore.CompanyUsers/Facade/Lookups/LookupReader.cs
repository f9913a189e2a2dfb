using System.Runtime.CompilerServices;

namespace Procore.CompanyUsers;

/// <summary>Reads lists of one company, page after page.</summary>
internal sealed class LookupReader(long companyId, Routes routes, ProcoreOptions options, TimeProvider timeProvider, TransportEvents events)
{
    private const int LargestPage = 2000;

    public long CompanyId => companyId;

    public Routes Routes => routes;

    /// <summary>The page size of a query, or the configured one.</summary>
    public int PageSize(int? asked, string parameter = "query") => asked switch
    {
        null => options.Paging.PageSize,
        < 1 or > LargestPage => throw new ArgumentOutOfRangeException(parameter, asked, $"A page has from 1 to {LargestPage} items. Change PageSize, or leave it null."),
        { } size => size,
    };

    public async IAsyncEnumerable<T> ReadAsync<T>(IPagedListing<T> listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new PageWalk<T>(listing, timeProvider);
        await foreach (var page in walk.PagesAsync(options.Paging.MaxParallelPages, cancellationToken).ConfigureAwait(false))
        {
            if (page.TotalChanged)
                events.TotalChanged(companyId, page.Number);
            foreach (var item in page.Items())
                yield return item;
        }
    }

    public static long Positive(long id, string parameter, string noun) => id > 0
        ? id
        : throw new ArgumentOutOfRangeException(parameter, id, $"A {noun}'s id is positive. Take it from Procore.");
}
