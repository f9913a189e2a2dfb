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
        new("company_permission_template", user => user.User.CompanyPermissionTemplate?.Name),
        new("permission_template", user => user.User.PermissionTemplate?.Name),
        new("project_count", user => user.Projects.Count),
        new("projects", user => string.Join("; ", user.Projects)),
        new("findings", user => string.Join("; ", user.Findings)),
    ];

    public bool IsActive => User.IsActive is not false;

    public string Status => IsActive ? "active" : "inactive";

    /// <summary>The vendor's name, or that the user is an employee.</summary>
    public string BelongsTo => User.Vendor?.Name ?? (User.IsEmployee is true ? "employee" : "neither employee nor vendor");
}
