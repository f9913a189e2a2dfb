using Procore.CompanyUsers.Cli.People;

namespace Procore.CompanyUsers.Cli.Projects;

/// <summary>What a file of project assignments needs to know about the company: its projects and permission templates by name.</summary>
internal sealed class ProjectLookup
{
    public NameLookup Names { get; } = new("project that you can see", "project_id");

    public NameLookup Numbers { get; } = new("project that you can see", "project_id");

    public NameLookup OriginIds { get; } = new("project that you can see", "project_id");

    public NameLookup Templates { get; } = new("permission template", "permission_template_id");

    public static async Task<ProjectLookup> ReadAsync(IProcoreCompany company, CancellationToken cancellationToken)
    {
        var lookup = new ProjectLookup();
        await foreach (var project in company.Projects.ListAsync(query: null, cancellationToken).ConfigureAwait(false))
        {
            lookup.Names.Add(project.Id, project.Name);
            lookup.Numbers.Add(project.Id, project.ProjectNumber);
            lookup.OriginIds.Add(project.Id, project.OriginId);
        }
        await foreach (var template in company.PermissionTemplates.ListAsync(PermissionTemplateTools.Project, cancellationToken).ConfigureAwait(false))
            lookup.Templates.Add(template.Id, template.Name);
        return lookup;
    }
}
