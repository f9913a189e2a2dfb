using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>
/// What a look at the directory tells a file: which vendors and permission templates its people have, and which of their own
/// ids begin with zeros that a spreadsheet may have dropped.
/// </summary>
internal sealed class SeenDirectory
{
    public NamedThings Vendors { get; } = new("vendor", "vendor_id");

    public NamedThings PermissionTemplates { get; } = new("permission template", "default_permission_template_id");

    public NamedThings CompanyPermissionTemplates { get; } = new("company permission template", "company_permission_template_id");

    public ZeroLedIds OriginIds { get; } = new();

    public ZeroLedIds EmployeeIds { get; } = new();

    /// <summary>Reads the people once.</summary>
    public static async Task<SeenDirectory> ReadAsync(ICompanyUsers users, Action<long, long?> report, CancellationToken cancellationToken)
    {
        var seen = new SeenDirectory();
        var count = 0L;
        // Only the list of active users names templates, so that the inactive ones are asked for by themselves.
        foreach (var status in new[] { CompanyUserStatus.Active, CompanyUserStatus.Inactive })
        {
            await foreach (var user in users.ListAsync(new CompanyUserQuery { Status = status }, cancellationToken).ConfigureAwait(false))
            {
                seen.Add(user);
                report(++count, null);
            }
        }
        return seen;
    }

    public void Add(CompanyUser user)
    {
        Vendors.Add(user.Vendor?.Id, user.Vendor?.Name);
        PermissionTemplates.Add(user.PermissionTemplate?.Id, user.PermissionTemplate?.Name);
        CompanyPermissionTemplates.Add(user.CompanyPermissionTemplate?.Id, user.CompanyPermissionTemplate?.Name);
        OriginIds.Add(user.OriginId);
        EmployeeIds.Add(user.EmployeeId);
    }
}
