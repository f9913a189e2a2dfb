using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// The work classifications of one company; a user has at most one. Read-only.
/// </summary>
/// <remarks>Thread-safe. Get it from <see cref="IProcoreCompany.WorkClassifications" />.</remarks>
public interface IWorkClassifications
{
    /// <summary>
    /// Lists all work classifications, page after page, as a stream.
    /// </summary>
    /// <remarks>GET /companies/{company_id}/work_classifications</remarks>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The work classifications. Reading it twice sends the requests twice.</returns>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<WorkClassification> ListAsync(CancellationToken cancellationToken = default);
}
