namespace Procore.CompanyUsers;

/// <summary>
/// One account in Procore, with access to its companies.
/// </summary>
/// <remarks>Thread-safe. Keep one for as long as the program runs.</remarks>
public interface IProcoreClient
{
    /// <summary>
    /// Authorizes the app for a user of this account, and revokes the authorization.
    /// </summary>
    IProcoreAuthentication Authentication { get; }

    /// <summary>
    /// Gets a company.
    /// </summary>
    /// <param name="companyId">The company's id in Procore; positive.</param>
    /// <returns>The company. Nothing is sent.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="companyId" /> isn't positive.</exception>
    IProcoreCompany Company(long companyId);

    /// <summary>
    /// Sends a request to an endpoint of Procore that belongs to no company, such as <c>rest/v1.0/companies</c>.
    /// </summary>
    /// <inheritdoc cref="IProcoreCompany.SendAsync" path="remarks|param|returns|exception" />
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default);
}
