using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// The projects of one company. Read-only; <see cref="ICompanyUsers" /> adds users to projects and removes them.
/// </summary>
/// <remarks>
/// Thread-safe. Get it from <see cref="IProcoreCompany.Projects" />. A company admin sees all projects, other callers those that they are on.
/// </remarks>
public interface IProjects
{
    /// <summary>
    /// Lists projects, page after page, as a stream.
    /// </summary>
    /// <remarks>
    /// <para>Pages are fetched as by <see cref="ICompanyUsers.ListAsync" />. No project is returned twice.</para>
    /// <para>GET /projects</para>
    /// </remarks>
    /// <param name="query">Which projects; null for the active ones.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The projects. Reading it twice sends the requests twice.</returns>
    /// <exception cref="ArgumentException">The query can't be right. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<Project> ListAsync(ProjectQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the active users of a project. <see cref="CompanyUser.PermissionTemplate" /> is the template that the user has on the project.
    /// </summary>
    /// <remarks>GET /projects/{project_id}/users</remarks>
    /// <param name="projectId">The project's id; positive.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The users. Reading it twice sends the requests twice.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="projectId" /> isn't positive. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read; with status 404 if you can't see the project.</exception>
    IAsyncEnumerable<CompanyUser> ListUsersAsync(long projectId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the permission templates of a project that you may assign there.
    /// </summary>
    /// <remarks>GET /projects/{project_id}/permission_templates</remarks>
    /// <param name="projectId">The project's id; positive.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The templates, from one request. Reading it twice sends it twice.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="projectId" /> isn't positive. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read; with status 404 if you can't see the project.</exception>
    IAsyncEnumerable<PermissionTemplate> ListPermissionTemplatesAsync(long projectId, CancellationToken cancellationToken = default);
}
