using System.Runtime.CompilerServices;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

internal sealed class VendorsFacade(LookupReader reader, CallObserver calls) : IVendors
{
    public IAsyncEnumerable<Vendor> ListAsync(VendorQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new VendorQuery();
        if (query.Search is not null && query.IsActive is not true)
            throw new ArgumentException("Procore can't search inactive vendors. Leave Search null, or set IsActive to true.", nameof(query));
        var (originId, search) = (LookupText.Check(query.OriginId, nameof(query.OriginId)), LookupText.Check(query.Search, nameof(query.Search)));
        var size = reader.PageSize(query.PageSize);
        var active = Listing(size, (page, perPage, token) => reader.Routes.ListVendors(reader.CompanyId, page, perPage, originId, search, token));
        var inactive = Listing(
            size,
            (page, perPage, token) => reader.Routes.ListInactiveVendors(reader.CompanyId, page, perPage, token),
            originId is null ? null : vendor => vendor.IsGiven(nameof(Vendor.OriginId))
                ? string.Equals(vendor.OriginId, originId, StringComparison.Ordinal)
                : throw new ProcoreException("Procore's response leaves out the origin id of a vendor, by which the list is filtered. List without that filter."));
        return calls.Observe(query.IsActive switch
        {
            true => reader.ReadAsync(active, cancellationToken),
            false => reader.ReadAsync(inactive, cancellationToken),
            null => BothAsync(active, inactive, cancellationToken),
        });
    }

    private async IAsyncEnumerable<Vendor> BothAsync(LookupListing<Vendor> first, LookupListing<Vendor> second, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<long>();
        foreach (var listing in new[] { first, second })
        {
            await foreach (var vendor in reader.ReadAsync(listing, cancellationToken).ConfigureAwait(false))
            {
                // A vendor that is deactivated meanwhile is in both lists.
                if (seen.Add(vendor.Id))
                    yield return vendor;
            }
        }
    }

    private static LookupListing<Vendor> Listing(
        int size, Func<int, int, CancellationToken, Task<Generated.ProcoreResponse<IReadOnlyList<Vendor>>>> fetch, Predicate<Vendor>? filter = null) =>
        new("vendor", size, vendor => vendor.Id, fetch, filter);
}
