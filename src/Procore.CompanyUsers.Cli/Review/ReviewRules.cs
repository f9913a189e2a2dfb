using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Review;

/// <summary>Decides what a reviewer should look at.</summary>
/// <param name="now">The time of the review.</param>
/// <param name="daysWithoutLogin">The number of days without a login that is a finding.</param>
/// <param name="adminTemplates">Names of templates that give administration, besides every name with "admin".</param>
/// <param name="inactiveVendors">The ids of inactive vendors.</param>
internal sealed class ReviewRules(DateTimeOffset now, int daysWithoutLogin, IReadOnlyCollection<string> adminTemplates, IReadOnlySet<long> inactiveVendors)
{
    public IReadOnlyList<string> FindingsOf(CompanyUser user, IReadOnlyList<ReviewedProject> projects)
    {
        var findings = new List<string>();
        if (user.IsActive is false)
        {
            if (projects.Count > 0)
                findings.Add(FormattableString.Invariant($"inactive, but on {projects.Count} {(projects.Count == 1 ? "project" : "projects")}"));
            return findings;
        }
        if (user.LastLoginAt is not { } login)
            findings.Add("active, but never signed in");
        else if ((now - login).TotalDays is var days && days > daysWithoutLogin)
            findings.Add(FormattableString.Invariant($"no login for {Math.Floor(days)} days"));
        if (user.Vendor?.Id is { } vendor && inactiveVendors.Contains(vendor))
            findings.Add("the vendor is inactive");
        if (new[] { user.CompanyPermissionTemplate, user.PermissionTemplate }.Any(template => !template.TryGetValue(out var given) || given is { Name.IsSet: false }))
            findings.Add("Procore's response leaves out a permission template, which may give administration");
        foreach (var template in TemplatesOf(user, projects).Where(IsAdmin).Distinct(StringComparer.OrdinalIgnoreCase))
            findings.Add($"admin template '{template}'");
        return findings;
    }

    /// <summary>The given names that no user's template has.</summary>
    public IEnumerable<string> UnknownTemplates(IReadOnlyCollection<ReviewedUser> users) => adminTemplates.Where(name => !users.Any(user => TemplatesOf(user.User, user.Projects).Contains(name, StringComparer.OrdinalIgnoreCase)));

    private static IEnumerable<string> TemplatesOf(CompanyUser user, IReadOnlyList<ReviewedProject> projects) =>
        new[] { user.CompanyPermissionTemplate.Or(null)?.Name.Or(null), user.PermissionTemplate.Or(null)?.Name.Or(null) }.Concat(projects.Select(project => project.Template)).OfType<string>();

    private bool IsAdmin(string template) => adminTemplates.Contains(template, StringComparer.OrdinalIgnoreCase) || template.Contains("admin", StringComparison.OrdinalIgnoreCase);
}
