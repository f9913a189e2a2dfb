using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// The trades of one company, by which vendors and their users can be filtered. Read-only.
/// </summary>
/// <remarks>Thread-safe. Get it from <see cref="IProcoreCompany.Trades" />.</remarks>
public interface ITrades
{
    /// <summary>
    /// Lists all trades, active or not, page after page, as a stream.
    /// </summary>
    /// <remarks>GET /companies/{company_id}/trades</remarks>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The trades. Reading it twice sends the requests twice.</returns>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<Trade> ListAsync(CancellationToken cancellationToken = default);
}
