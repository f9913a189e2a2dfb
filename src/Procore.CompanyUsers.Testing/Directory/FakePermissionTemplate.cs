namespace Procore.CompanyUsers.Testing;

/// <summary>A permission template of a company.</summary>
/// <param name="Id">The template's id.</param>
/// <param name="Name">The template's name.</param>
/// <param name="Type">The template's purpose: <c>global</c>, <c>project_specific</c> or <c>company_tools</c>.</param>
public sealed record FakePermissionTemplate(long Id, string Name, string Type)
{
    /// <summary>Whether the template belongs to one project only.</summary>
    public bool ProjectSpecific => Type == "project_specific";
}
