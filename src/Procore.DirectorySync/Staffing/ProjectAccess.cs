namespace Procore.DirectorySync;

/// <summary>
/// The permission template and the roles of a user on a project.
/// </summary>
public sealed class ProjectAccess
{
    internal ProjectAccess(long? permissionTemplateId, string? permissionTemplate, IReadOnlyList<ProjectRole>? roles)
    {
        PermissionTemplateId = permissionTemplateId;
        PermissionTemplate = permissionTemplate;
        Roles = roles;
    }

    /// <summary>
    /// Procore's id of the permission template; null if there is none, or if only its name is known.
    /// </summary>
    public long? PermissionTemplateId { get; }

    /// <summary>
    /// Name of the permission template; null for none. For a user that is added, null lets Procore choose the user's default template.
    /// </summary>
    public string? PermissionTemplate { get; }

    /// <summary>
    /// The roles, in no particular order; null if they weren't read.
    /// </summary>
    public IReadOnlyList<ProjectRole>? Roles { get; }

    /// <summary>
    /// For a user that is added without a permission template, the name of the user's default one, which Procore gives; otherwise null.
    /// </summary>
    public string? DefaultPermissionTemplate { get; internal init; }

    internal string? RoleNames => Roles is { Count: > 0 } ? string.Join("; ", Roles.Select(role => role.Name).OrderBy(name => name, StringComparer.OrdinalIgnoreCase)) : null;

    internal static bool IsSameName(string? left, string? right) => string.Equals(FieldText.Clean(left), FieldText.Clean(right), StringComparison.OrdinalIgnoreCase);

    internal static HashSet<string> NamesOf(IEnumerable<ProjectRole>? roles) => NamesOf(roles?.Select(role => role.Name));

    internal static HashSet<string> NamesOf(IEnumerable<string>? roles) => new((roles ?? []).Select(FieldText.Clean).OfType<string>(), StringComparer.OrdinalIgnoreCase);
}
