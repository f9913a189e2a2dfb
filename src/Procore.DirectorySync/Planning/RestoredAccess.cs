using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>
/// The access that comes back when a user is reactivated. Procore also restores the user's projects, which no listing of users carries.
/// </summary>
public sealed class RestoredAccess
{
    internal RestoredAccess(Optional<long?> defaultPermissionTemplateId, string? defaultPermissionTemplate, Optional<long?> companyPermissionTemplateId, string? companyPermissionTemplate)
    {
        DefaultPermissionTemplateId = defaultPermissionTemplateId;
        DefaultPermissionTemplate = defaultPermissionTemplate;
        CompanyPermissionTemplateId = companyPermissionTemplateId;
        CompanyPermissionTemplate = companyPermissionTemplate;
    }

    /// <summary>
    /// Procore's id of the permission template for projects; null for none, not set if the listing leaves it out.
    /// </summary>
    public Optional<long?> DefaultPermissionTemplateId { get; }

    /// <summary>
    /// Name of the permission template for projects; null if there is none or the listing carries the id only, or neither.
    /// </summary>
    public string? DefaultPermissionTemplate { get; }

    /// <summary>
    /// Procore's id of the permission template for the company's own tools, such as the directory; null for none, not set if the listing leaves
    /// it out.
    /// </summary>
    public Optional<long?> CompanyPermissionTemplateId { get; }

    /// <summary>
    /// Name of the permission template for the company's own tools; null if there is none or the listing carries the id only, or neither.
    /// </summary>
    public string? CompanyPermissionTemplate { get; }

    /// <summary>
    /// Describes the access.
    /// </summary>
    /// <returns>Such as <c>project template 17 (Crew), company template 18 (Directory Admin), former projects</c>.</returns>
    public override string ToString() =>
        $"{Template("project", DefaultPermissionTemplateId, DefaultPermissionTemplate)}, {Template("company", CompanyPermissionTemplateId, CompanyPermissionTemplate)}, former projects";

    internal static RestoredAccess Of(CompanyUser user) =>
        new(user.DefaultPermissionTemplateId, NameOf(user.PermissionTemplate), user.CompanyPermissionTemplateId, NameOf(user.CompanyPermissionTemplate));

    private static string? NameOf(Optional<CompanyUserPermissionTemplate?> template) => template.Or(null)?.Name.Or(null);

    private static string Template(string kind, Optional<long?> id, string? name) => id.TryGetValue(out var known)
        ? known is null ? $"no {kind} template" : FormattableString.Invariant($"{kind} template {known}{(name is null ? "" : $" ({name})")}")
        : $"an unknown {kind} template or none";
}
