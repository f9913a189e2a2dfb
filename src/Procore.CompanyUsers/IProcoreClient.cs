namespace Procore.CompanyUsers;

/// <summary>
/// One account in Procore, with the companies that it may see.
/// </summary>
/// <remarks>Thread-safe; keep one for as long as the program runs.</remarks>
public interface IProcoreClient
{
    /// <summary>
    /// How a user authorizes the app for this account, and how that ends.
    /// </summary>
    IProcoreAuthentication Authentication { get; }

    /// <summary>
    /// One company.
    /// </summary>
    /// <param name="companyId">The company's id, as Procore gives it; positive.</param>
    /// <returns>The company. Nothing is sent.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="companyId" /> isn't positive.</exception>
    IProcoreCompany Company(long companyId);
}
