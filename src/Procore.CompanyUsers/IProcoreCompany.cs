namespace Procore.CompanyUsers;

/// <summary>
/// One company in Procore.
/// </summary>
public interface IProcoreCompany
{
    /// <summary>
    /// The company's id.
    /// </summary>
    long Id { get; }

    /// <summary>
    /// The people in its directory.
    /// </summary>
    ICompanyUsers Users { get; }
}
