using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

internal sealed class ProjectsFacade(LookupReader reader, CallObserver calls) : IProjects
{
    public IAsyncEnumerable<Project> ListAsync(ProjectQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new ProjectQuery();
        var (originId, number, updatedAt) = (LookupText.Check(query.OriginId, nameof(query.OriginId)), LookupText.Check(query.Number, nameof(query.Number)), query.UpdatedAt?.ToString());
        var status = query.IsActive switch { true => "Active", false => "Inactive", null => "All" };
        return calls.Observe(reader.ReadAsync(
            new LookupListing<Project>("project", reader.PageSize(query.PageSize), project => project.Id, (page, size, token) =>
                reader.Routes.ListProjects(reader.CompanyId, page, size, status, originId, number, updatedAt, token)),
            cancellationToken));
    }

    public IAsyncEnumerable<CompanyUser> ListUsersAsync(long projectId, CancellationToken cancellationToken = default)
    {
        var id = LookupReader.Positive(projectId, nameof(projectId), "project");
        return calls.Observe(reader.ReadAsync(
            new LookupListing<CompanyUser>("user", reader.PageSize(null), user => user.Id, (page, size, token) =>
                reader.Routes.ListProjectUsers(reader.CompanyId, id, page, size, token)),
            cancellationToken));
    }

    public IAsyncEnumerable<PermissionTemplate> ListPermissionTemplatesAsync(long projectId, CancellationToken cancellationToken = default)
    {
        var id = LookupReader.Positive(projectId, nameof(projectId), "project");
        return calls.Observe(PermissionTemplatesFacade.ReadAsync(token => reader.Routes.ListProjectPermissionTemplates(reader.CompanyId, id, token), cancellationToken));
    }
}
