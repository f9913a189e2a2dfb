using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>
/// The access that comes back when a user is reactivated. Procore also restores the user's projects, which no listing of users carries.
/// </summary>
public sealed class RestoredAccess
{
    internal RestoredAccess(long? defaultPermissionTemplateId, string? defaultPermissionTemplate, long? companyPermissionTemplateId, string? companyPermissionTemplate)
    {
        DefaultPermissionTemplateId = defaultPermissionTemplateId;
        DefaultPermissionTemplate = defaultPermissionTemplate;
        CompanyPermissionTemplateId = companyPermissionTemplateId;
        CompanyPermissionTemplate = companyPermissionTemplate;
    }

    /// <summary>
    /// Procore's id of the permission template for projects; null for none.
    /// </summary>
    public long? DefaultPermissionTemplateId { get; }

    /// <summary>
    /// Name of the permission template for projects; null if there is none or the listing carries the id only.
    /// </summary>
    public string? DefaultPermissionTemplate { get; }

    /// <summary>
    /// Procore's id of the permission template for the company's own tools, such as the directory; null for none.
    /// </summary>
    public long? CompanyPermissionTemplateId { get; }

    /// <summary>
    /// Name of the permission template for the company's own tools; null if there is none or the listing carries the id only.
    /// </summary>
    public string? CompanyPermissionTemplate { get; }

    /// <summary>
    /// Describes the access.
    /// </summary>
    /// <returns>Such as <c>project template 17 (Crew), company template 18 (Directory Admin), former projects</c>.</returns>
    public override string ToString() =>
        $"{Template("project", DefaultPermissionTemplateId, DefaultPermissionTemplate)}, {Template("company", CompanyPermissionTemplateId, CompanyPermissionTemplate)}, former projects";

    internal static RestoredAccess Of(CompanyUser user) =>
        new(user.DefaultPermissionTemplateId, user.PermissionTemplate?.Name, user.CompanyPermissionTemplateId, user.CompanyPermissionTemplate?.Name);

    private static string Template(string kind, long? id, string? name) => id is null
        ? $"no {kind} template"
        : FormattableString.Invariant($"{kind} template {id}{(name is null ? "" : $" ({name})")}");
}
