using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Review;

/// <summary>A user with everything that a reviewer decides by.</summary>
/// <param name="User">The user.</param>
/// <param name="Projects">The user's projects.</param>
/// <param name="Findings">What a reviewer should look at.</param>
internal sealed record ReviewedUser(CompanyUser User, IReadOnlyList<ReviewedProject> Projects, IReadOnlyList<string> Findings)
{
    public static IReadOnlyList<Column<ReviewedUser>> Columns { get; } =
    [
        new("id", user => user.User.Id),
        new("name", user => user.User.Name),
        new("email_address", user => user.User.EmailAddress),
        new("status", user => user.Status),
        new("belongs_to", user => user.BelongsTo),
        new("job_title", user => user.User.JobTitle),
        new("last_login_at", user => user.User.LastLoginAt),
        new("company_permission_template", user => user.CompanyPermissionTemplate),
        new("permission_template", user => user.PermissionTemplate),
        new("project_count", user => user.Projects.Count),
        new("projects", user => string.Join("; ", user.Projects)),
        new("findings", user => string.Join("; ", user.Findings)),
    ];

    public bool IsActive => User.IsActive is not false;

    public string Status => IsActive ? "active" : "inactive";

    /// <summary>The template on projects, as <see cref="NameOf" /> puts it.</summary>
    public string? PermissionTemplate => NameOf(User.PermissionTemplate);

    /// <summary>The template in the company's own tools, as <see cref="NameOf" /> puts it.</summary>
    public string? CompanyPermissionTemplate => NameOf(User.CompanyPermissionTemplate);

    /// <summary>The vendor's name, or that the user is an employee.</summary>
    public string BelongsTo => User.Vendor?.Name ?? (User.IsEmployee is true ? "employee" : "neither employee nor vendor");

    /// <summary>The name of a template; null for none, and a text that says so if Procore doesn't give it.</summary>
    public static string? NameOf(Optional<CompanyUserPermissionTemplate?> template) =>
        !template.TryGetValue(out var known) ? "(unknown)"
        : known is null ? null
        : known.Name.Or(null) ?? FormattableString.Invariant($"(template {known.Id})");
}
