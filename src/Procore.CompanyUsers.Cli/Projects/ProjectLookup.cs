using Procore.CompanyUsers.Cli.People;

namespace Procore.CompanyUsers.Cli.Projects;

/// <summary>What a file of project assignments needs to know about the company: its users, projects, permission templates and roles.</summary>
internal sealed class ProjectLookup
{
    private readonly LeadingZeroIds _zeros = new();

    public NameLookup EmailAddresses { get; } = new("user", "user_id");

    public NameLookup EmployeeIds { get; } = new("user", "user_id");

    public NameLookup UserOriginIds { get; } = new("user", "user_id");

    public NameLookup Names { get; } = new("project that you can see", "project_id");

    public NameLookup Numbers { get; } = new("project that you can see", "project_id");

    public NameLookup OriginIds { get; } = new("project that you can see", "project_id");

    /// <summary>The names, numbers and origin ids of inactive projects, if these don't count.</summary>
    public NameLookup InactiveNames { get; } = new("project", "project_id");

    public NameLookup Templates { get; } = new("permission template", "permission_template_id");

    public NameLookup Roles { get; } = new("role", "project_role_ids");

    /// <summary>The ids of all users, if they were read.</summary>
    public HashSet<long> UserIds { get; } = [];

    /// <summary>The ids of all projects, if they were read.</summary>
    public HashSet<long> ProjectIds { get; } = [];

    /// <summary>The ids of all templates, if they were read.</summary>
    public HashSet<long> TemplateIds { get; } = [];

    /// <summary>The roles by id; null if they weren't read, or the account isn't allowed to read them.</summary>
    public IReadOnlyDictionary<long, string>? RoleNames { get; private set; }

    /// <summary>The id before it lost its leading zeros in a spreadsheet; null if it hasn't.</summary>
    public string? WithZeros(string id) => _zeros.Before(id);

    /// <param name="company">The company.</param>
    /// <param name="needs">What to read.</param>
    /// <param name="hasInactiveProjects">Whether inactive projects count too.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ProjectLookup> ReadAsync(IProcoreCompany company, ProjectNeeds needs, bool hasInactiveProjects, CancellationToken cancellationToken)
    {
        var lookup = new ProjectLookup();
        if (needs.HasFlag(ProjectNeeds.Users))
            await lookup.ReadUsersAsync(company.Users, cancellationToken).ConfigureAwait(false);
        if (needs.HasFlag(ProjectNeeds.Projects))
        {
            await foreach (var project in company.Projects.ListAsync(new ProjectQuery { IsActive = null }, cancellationToken).ConfigureAwait(false))
            {
                if (!hasInactiveProjects && project.Active == false)
                {
                    foreach (var name in new[] { project.Name, project.ProjectNumber, project.OriginId })
                        lookup.InactiveNames.Add(project.Id, name);
                    continue;
                }
                lookup.ProjectIds.Add(project.Id);
                lookup.Names.Add(project.Id, project.Name);
                lookup.Numbers.Add(project.Id, project.ProjectNumber);
                lookup.OriginIds.Add(project.Id, project.OriginId);
            }
        }
        if (needs.HasFlag(ProjectNeeds.Templates))
        {
            await foreach (var template in company.PermissionTemplates.ListAsync(PermissionTemplateTools.Project, cancellationToken).ConfigureAwait(false))
            {
                lookup.TemplateIds.Add(template.Id);
                lookup.Templates.Add(template.Id, template.Name);
            }
        }
        if (needs.HasFlag(ProjectNeeds.Roles))
            lookup.RoleNames = await Projects.RoleNames.ReadAsync(company, cancellationToken).ConfigureAwait(false);
        foreach (var role in lookup.RoleNames ?? new Dictionary<long, string>())
            lookup.Roles.Add(role.Key, role.Value);
        return lookup;
    }

    private async Task ReadUsersAsync(ICompanyUsers users, CancellationToken cancellationToken)
    {
        await foreach (var user in users.ListAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }, cancellationToken).ConfigureAwait(false))
        {
            UserIds.Add(user.Id);
            EmailAddresses.Add(user.Id, user.EmailAddress);
            EmployeeIds.Add(user.Id, user.EmployeeId);
            UserOriginIds.Add(user.Id, user.OriginId);
            _zeros.Add(user.EmployeeId);
            _zeros.Add(user.OriginId);
        }
    }
}
