using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>
/// The project of a change, with the user's access there before and after.
/// </summary>
public sealed class ProjectMembershipChange
{
    internal const string TemplateField = "permission_template";
    internal const string RolesField = "roles";

    internal ProjectMembershipChange(long projectId, string? project, ProjectAccess? before, ProjectAccess? after, bool givesAdministration = false)
    {
        ProjectId = projectId;
        Project = project;
        Before = before;
        After = after;
        GivesAdministration = givesAdministration;
    }

    /// <summary>
    /// Procore's id of the project.
    /// </summary>
    public long ProjectId { get; }

    /// <summary>
    /// The project's number and name, for readers of the plan.
    /// </summary>
    public string? Project { get; }

    /// <summary>
    /// The access before the change; null if the user isn't on the project.
    /// </summary>
    public ProjectAccess? Before { get; }

    /// <summary>
    /// The access after the change; null if the user is removed.
    /// </summary>
    public ProjectAccess? After { get; }

    /// <summary>
    /// Whether the user gets a permission template that gives administration (see <see cref="StaffingOptions.AdminTemplates" />), or a default
    /// template whose name isn't known, which may give it.
    /// </summary>
    public bool GivesAdministration { get; }

    internal ChangeKind Kind => (Before, After) switch
    {
        (null, _) => ChangeKind.AddToProject,
        (_, null) => ChangeKind.RemoveFromProject,
        _ => ChangeKind.ChangeOnProject,
    };

    /// <summary>The differences for readers of the plan.</summary>
    internal IReadOnlyList<FieldChange> Fields()
    {
        var fields = new List<FieldChange>();
        if (!ProjectAccess.IsSameName(Before?.PermissionTemplate, After?.PermissionTemplate))
            fields.Add(new FieldChange(TemplateField, Before?.PermissionTemplate, After?.PermissionTemplate));
        if (!ProjectAccess.NamesOf(Before?.Roles).SetEquals(ProjectAccess.NamesOf(After?.Roles)))
            fields.Add(new FieldChange(RolesField, Before?.RoleNames, After?.RoleNames));
        return fields;
    }

    internal bool IsBefore(UserProject? now) => IsAt(Before, now, isAnyTemplate: false);

    /// <summary>Whether the change was made. The template that Procore chooses for a user that is added can be any.</summary>
    internal bool IsAfter(UserProject? now) => IsAt(After, now, isAnyTemplate: Before is null && After is { PermissionTemplate: null });

    /// <summary>Whether the membership is as the run left it. Without a template in the plan, that is the user's default one and no roles but those in the plan.</summary>
    internal bool IsAsLeft(UserProject? now)
    {
        if (Before is not null || After is null)
            return IsAfter(now);
        return now is not null
            && ProjectAccess.IsSameName(After.PermissionTemplate ?? After.DefaultPermissionTemplate, now.PermissionTemplateName)
            && ProjectAccess.NamesOf(After.Roles).SetEquals(ProjectAccess.NamesOf(now.Roles));
    }

    /// <summary>Whether the user has the access before or after the change, or a part of each, as when a run was stopped between two requests.</summary>
    internal bool IsBetween(UserProject now)
    {
        var (templates, roles) = (new[] { Before?.PermissionTemplate, After?.PermissionTemplate }, ProjectAccess.NamesOf(now.Roles));
        var (before, after) = (ProjectAccess.NamesOf(Before?.Roles), ProjectAccess.NamesOf(After?.Roles));
        return templates.Any(template => ProjectAccess.IsSameName(template, now.PermissionTemplateName))
            && (roles.SetEquals(before) || roles.SetEquals(after) || roles.SetEquals(before.Intersect(after, StringComparer.OrdinalIgnoreCase)));
    }

    private static bool IsAt(ProjectAccess? access, UserProject? now, bool isAnyTemplate) => access is null
        ? now is null
        : now is not null
            && (isAnyTemplate || ProjectAccess.IsSameName(access.PermissionTemplate, now.PermissionTemplateName))
            && (access.Roles is null || ProjectAccess.NamesOf(access.Roles).SetEquals(ProjectAccess.NamesOf(now.Roles)));
}
