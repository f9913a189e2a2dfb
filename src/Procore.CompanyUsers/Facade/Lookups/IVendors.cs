using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// The vendors in one company's directory. Read-only.
/// </summary>
/// <remarks>Thread-safe. Get it from <see cref="IProcoreCompany.Vendors" />.</remarks>
public interface IVendors
{
    /// <summary>
    /// Lists vendors, page after page, as a stream.
    /// </summary>
    /// <remarks>
    /// <para>Pages are fetched as by <see cref="ICompanyUsers.ListAsync" />. Active and inactive vendors are two lists: for both, the
    /// active ones come first.</para>
    /// <para>GET /vendors for active vendors, GET /companies/{company_id}/vendors/inactive for inactive ones.</para>
    /// </remarks>
    /// <param name="query">Which vendors; null for the active ones.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The vendors. Reading it twice sends the requests twice.</returns>
    /// <exception cref="ArgumentException">The query can't be right. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<Vendor> ListAsync(VendorQuery? query = null, CancellationToken cancellationToken = default);
}
