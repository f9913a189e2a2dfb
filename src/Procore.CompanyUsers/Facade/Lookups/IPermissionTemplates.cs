using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// The permission templates of one company. Read-only.
/// </summary>
/// <remarks>Thread-safe. Get it from <see cref="IProcoreCompany.PermissionTemplates" />.</remarks>
public interface IPermissionTemplates
{
    /// <summary>
    /// Lists permission templates.
    /// </summary>
    /// <remarks>GET /companies/{company_id}/permission_templates</remarks>
    /// <param name="tools">
    /// The tools that the templates are for. <see cref="PermissionTemplateTools.Project" /> by default: a user's default template and the
    /// templates on projects. <see cref="PermissionTemplateTools.Company" /> for a user's company template.
    /// </param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The templates, from one request. Reading it twice sends it twice.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tools" /> has no such value. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<PermissionTemplate> ListAsync(PermissionTemplateTools tools = PermissionTemplateTools.Project, CancellationToken cancellationToken = default);
}
