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

    /// <summary>
    /// Its projects.
    /// </summary>
    IProjects Projects { get; }

    /// <summary>
    /// The vendors in its directory.
    /// </summary>
    IVendors Vendors { get; }

    /// <summary>
    /// Its permission templates.
    /// </summary>
    IPermissionTemplates PermissionTemplates { get; }

    /// <summary>
    /// Its trades.
    /// </summary>
    ITrades Trades { get; }

    /// <summary>
    /// Its work classifications.
    /// </summary>
    IWorkClassifications WorkClassifications { get; }
}
