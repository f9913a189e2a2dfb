using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>
/// The data of the directory that a file is checked against: the names of vendors and permission templates, and the ids with leading
/// zeros that a spreadsheet may have dropped.
/// </summary>
internal sealed class DirectoryLookup
{
    public NameLookup Vendors { get; } = new("vendor", "vendor_id");

    public NameLookup PermissionTemplates { get; } = new("permission template", "default_permission_template_id");

    public NameLookup CompanyPermissionTemplates { get; } = new("company permission template", "company_permission_template_id");

    public NameLookup WorkClassifications { get; } = new("work classification", "work_classification_id");

    public LeadingZeroIds OriginIds { get; } = new();

    public LeadingZeroIds EmployeeIds { get; } = new();

    /// <summary>Reads the users once.</summary>
    /// <param name="company">The company.</param>
    /// <param name="hasNames">Whether the file has names to look up.</param>
    /// <param name="report">Receives the number of users read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<DirectoryLookup> ReadAsync(IProcoreCompany company, bool hasNames, Action<long, long?> report, CancellationToken cancellationToken)
    {
        var lookup = new DirectoryLookup();
        var users = company.Users;
        if (hasNames)
            await lookup.ReadNamesAsync(company, cancellationToken).ConfigureAwait(false);
        var count = 0L;
        // Only the list of active users has template names, so inactive users are read separately.
        foreach (var status in new[] { CompanyUserStatus.Active, CompanyUserStatus.Inactive })
        {
            await foreach (var user in users.ListAsync(new CompanyUserQuery { Status = status }, cancellationToken).ConfigureAwait(false))
            {
                lookup.Add(user);
                report(++count, null);
            }
        }
        return lookup;
    }

    private async Task ReadNamesAsync(IProcoreCompany company, CancellationToken cancellationToken)
    {
        await foreach (var vendor in company.Vendors.ListAsync(new VendorQuery { IsActive = null }, cancellationToken).ConfigureAwait(false))
            Vendors.Add(vendor.Id, vendor.Name);
        await foreach (var template in company.PermissionTemplates.ListAsync(PermissionTemplateTools.Project, cancellationToken).ConfigureAwait(false))
            PermissionTemplates.Add(template.Id, template.Name);
        await foreach (var template in company.PermissionTemplates.ListAsync(PermissionTemplateTools.Company, cancellationToken).ConfigureAwait(false))
            CompanyPermissionTemplates.Add(template.Id, template.Name);
        await foreach (var classification in company.WorkClassifications.ListAsync(cancellationToken).ConfigureAwait(false))
            WorkClassifications.Add(classification.Id, classification.Name);
    }

    public void Add(CompanyUser user)
    {
        Vendors.Add(user.Vendor?.Id, user.Vendor?.Name);
        PermissionTemplates.Add(user.PermissionTemplate.Or(null)?.Id, user.PermissionTemplate.Or(null)?.Name.Or(null));
        CompanyPermissionTemplates.Add(user.CompanyPermissionTemplate.Or(null)?.Id, user.CompanyPermissionTemplate.Or(null)?.Name.Or(null));
        OriginIds.Add(user.OriginId);
        EmployeeIds.Add(user.EmployeeId);
    }
}
