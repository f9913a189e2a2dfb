namespace Procore.CompanyUsers;

/// <summary>
/// The tools that a permission template is for.
/// </summary>
public enum PermissionTemplateTools
{
    /// <summary>Tools of projects.</summary>
    Project,

    /// <summary>Tools of the company, such as the directory.</summary>
    Company,
}
