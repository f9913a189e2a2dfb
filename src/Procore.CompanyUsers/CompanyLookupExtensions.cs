using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// Finds single projects, vendors, permission templates, trades and work classifications, lists them for callers without
/// <c>await foreach</c>, and removes a user from all projects.
/// </summary>
/// <remarks>
/// A name is compared without spaces around it, in any case and in any Unicode form. Where several items have it, the one that has it in
/// the same case is returned. Each call lists the items again: to find many, list them once.
/// </remarks>
public static class CompanyLookupExtensions
{
    /// <summary>
    /// Finds the active project with a name.
    /// </summary>
    /// <param name="projects">The company's projects.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The project; null if no active project that you can see has the name.</returns>
    /// <exception cref="ArgumentException"><paramref name="name" /> is null or blank.</exception>
    /// <exception cref="AmbiguousNameException">Several projects have the name.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    public static Task<Project?> FindByNameAsync(this IProjects projects, string name, CancellationToken cancellationToken = default) =>
        SingleAsync(Given(projects).ListAsync(query: null, cancellationToken), Given(name, nameof(name)), project => project.Name, Described, "projects");

    /// <summary>
    /// Finds the active project with a number.
    /// </summary>
    /// <param name="projects">The company's projects.</param>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The project; null if no active project that you can see has the number.</returns>
    /// <exception cref="ArgumentException"><paramref name="number" /> is null or blank.</exception>
    /// <exception cref="AmbiguousNameException">Several projects have the number.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    public static Task<Project?> FindByNumberAsync(this IProjects projects, string number, CancellationToken cancellationToken = default) =>
        SingleAsync(Given(projects).ListAsync(query: null, cancellationToken), Given(number, nameof(number)), project => project.ProjectNumber, Described, "projects");

    /// <summary>
    /// Finds the project with an id of your own system, active or not.
    /// </summary>
    /// <param name="projects">The company's projects.</param>
    /// <param name="originId">The id in your own system, in the same case.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The project; null if no project that you can see has the origin id.</returns>
    /// <exception cref="ArgumentException"><paramref name="originId" /> is null or blank.</exception>
    /// <exception cref="AmbiguousNameException">Several projects have the origin id.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    public static Task<Project?> FindByOriginIdAsync(this IProjects projects, string originId, CancellationToken cancellationToken = default) =>
        SingleByOriginIdAsync(
            Given(projects).ListAsync(new ProjectQuery { IsActive = null, OriginId = Given(originId, nameof(originId)) }, cancellationToken), originId, project => project.OriginId, Described, "projects");

    /// <summary>
    /// Finds the active vendor with a name.
    /// </summary>
    /// <param name="vendors">The company's vendors.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The vendor; null if no active vendor has the name.</returns>
    /// <exception cref="ArgumentException"><paramref name="name" /> is null or blank.</exception>
    /// <exception cref="AmbiguousNameException">Several vendors have the name.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    public static Task<Vendor?> FindByNameAsync(this IVendors vendors, string name, CancellationToken cancellationToken = default) =>
        SingleAsync(Given(vendors).ListAsync(query: null, cancellationToken), Given(name, nameof(name)), vendor => vendor.Name, Described, "vendors");

    /// <summary>
    /// Finds the vendor with an id of your own system, active or not.
    /// </summary>
    /// <param name="vendors">The company's vendors.</param>
    /// <param name="originId">The id in your own system, in the same case.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The vendor; null if no vendor has the origin id.</returns>
    /// <exception cref="ArgumentException"><paramref name="originId" /> is null or blank.</exception>
    /// <exception cref="AmbiguousNameException">Several vendors have the origin id.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    public static Task<Vendor?> FindByOriginIdAsync(this IVendors vendors, string originId, CancellationToken cancellationToken = default) =>
        SingleByOriginIdAsync(
            Given(vendors).ListAsync(new VendorQuery { IsActive = null, OriginId = Given(originId, nameof(originId)) }, cancellationToken), originId, vendor => vendor.OriginId, Described, "vendors");

    /// <summary>
    /// Finds the permission template with a name.
    /// </summary>
    /// <param name="templates">The company's permission templates.</param>
    /// <param name="name">The name.</param>
    /// <param name="tools">The tools that the template is for.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The template; null if none has the name.</returns>
    /// <exception cref="ArgumentException"><paramref name="name" /> is null or blank.</exception>
    /// <exception cref="AmbiguousNameException">Several templates have the name.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    public static Task<PermissionTemplate?> FindByNameAsync(
        this IPermissionTemplates templates, string name, PermissionTemplateTools tools = PermissionTemplateTools.Project, CancellationToken cancellationToken = default) =>
        SingleAsync(
            Given(templates).ListAsync(tools, cancellationToken), Given(name, nameof(name)), template => template.Name, template => new NamedItem(template.Id, template.Name ?? "", template.Type?.Value), "permission templates");

    /// <summary>
    /// Finds the trade with a name, active or not.
    /// </summary>
    /// <param name="trades">The company's trades.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The trade; null if none has the name.</returns>
    /// <exception cref="ArgumentException"><paramref name="name" /> is null or blank.</exception>
    /// <exception cref="AmbiguousNameException">Several trades have the name.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    public static Task<Trade?> FindByNameAsync(this ITrades trades, string name, CancellationToken cancellationToken = default) =>
        SingleAsync(Given(trades).ListAsync(cancellationToken), Given(name, nameof(name)), trade => trade.Name, trade => new NamedItem(trade.Id, trade.Name ?? "", trade.Active is false ? "inactive" : null), "trades");

    /// <summary>
    /// Finds the work classification with a name.
    /// </summary>
    /// <param name="workClassifications">The company's work classifications.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The work classification; null if none has the name.</returns>
    /// <exception cref="ArgumentException"><paramref name="name" /> is null or blank.</exception>
    /// <exception cref="AmbiguousNameException">Several work classifications have the name.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    public static Task<WorkClassification?> FindByNameAsync(this IWorkClassifications workClassifications, string name, CancellationToken cancellationToken = default) =>
        SingleAsync(
            Given(workClassifications).ListAsync(cancellationToken), Given(name, nameof(name)), item => item.Name, item => new NamedItem(item.Id, item.Name ?? "", item.Abbreviation), "work classifications");

    /// <summary>
    /// Removes a user from all projects, active or not.
    /// </summary>
    /// <remarks>
    /// Lists the user's projects with <see cref="ICompanyUsers.ListProjectsAsync" /> and then calls
    /// <see cref="ICompanyUsers.RemoveFromProjectsStreamingAsync" />. Only projects that you can see are listed, so sign in as a company admin. Safe
    /// to repeat.
    /// </remarks>
    /// <param name="users">The company's users.</param>
    /// <param name="userId">The user's id; positive.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>One outcome for each project; none if the user isn't on any.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="userId" /> isn't positive. Thrown by the call itself.</exception>
    /// <exception cref="ProjectsInterruptedException">The removal ended early; the exception has the outcomes so far and accounts for every other project.</exception>
    /// <exception cref="ProcoreException">Procore refused to list the projects, or its response can't be read; no project is changed.</exception>
    public static Task<IReadOnlyList<ProjectOutcome>> RemoveFromAllProjectsAsync(this ICompanyUsers users, long userId, CancellationToken cancellationToken = default)
    {
        return RemoveAsync(users, Given(users).ListProjectsAsync(userId, cancellationToken), userId, cancellationToken);

        static async Task<IReadOnlyList<ProjectOutcome>> RemoveAsync(ICompanyUsers users, IAsyncEnumerable<UserProject> projects, long userId, CancellationToken cancellationToken)
        {
            // The list is complete before the first removal, because a removal moves the later pages.
            var members = new List<ProjectMember>();
            await foreach (var project in projects.ConfigureAwait(false))
                members.Add(new ProjectMember(userId, project.ProjectId));
            return await users.RemoveFromProjectsAsync(members, progress: null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Lists projects as <see cref="IProjects.ListAsync" /> does and returns them as a list.
    /// </summary>
    /// <param name="projects">The company's projects.</param>
    /// <param name="query">Which projects; null for the active ones.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read.</exception>
    public static Task<IReadOnlyList<Project>> ListAllAsync(this IProjects projects, ProjectQuery? query = null, CancellationToken cancellationToken = default) =>
        CompleteList.OfAsync(Given(projects).ListAsync(query, cancellationToken));

    /// <summary>
    /// Lists the users of a project as <see cref="IProjects.ListUsersAsync" /> does and returns them as a list.
    /// </summary>
    /// <param name="projects">The company's projects.</param>
    /// <param name="projectId">The project's id; positive.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="projectId" /> isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read.</exception>
    public static Task<IReadOnlyList<CompanyUser>> ListAllUsersAsync(this IProjects projects, long projectId, CancellationToken cancellationToken = default) =>
        CompleteList.OfAsync(Given(projects).ListUsersAsync(projectId, cancellationToken));

    /// <summary>
    /// Lists the permission templates of a project as <see cref="IProjects.ListPermissionTemplatesAsync" /> does and returns them as a list.
    /// </summary>
    /// <param name="projects">The company's projects.</param>
    /// <param name="projectId">The project's id; positive.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="projectId" /> isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read.</exception>
    public static Task<IReadOnlyList<PermissionTemplate>> ListAllPermissionTemplatesAsync(this IProjects projects, long projectId, CancellationToken cancellationToken = default) =>
        CompleteList.OfAsync(Given(projects).ListPermissionTemplatesAsync(projectId, cancellationToken));

    /// <summary>
    /// Lists vendors as <see cref="IVendors.ListAsync" /> does and returns them as a list.
    /// </summary>
    /// <param name="vendors">The company's vendors.</param>
    /// <param name="query">Which vendors; null for the active ones.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read.</exception>
    public static Task<IReadOnlyList<Vendor>> ListAllAsync(this IVendors vendors, VendorQuery? query = null, CancellationToken cancellationToken = default) =>
        CompleteList.OfAsync(Given(vendors).ListAsync(query, cancellationToken));

    /// <summary>
    /// Lists permission templates as <see cref="IPermissionTemplates.ListAsync" /> does and returns them as a list.
    /// </summary>
    /// <param name="templates">The company's permission templates.</param>
    /// <param name="tools">Whether for projects or for the company's own tools.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read.</exception>
    public static Task<IReadOnlyList<PermissionTemplate>> ListAllAsync(this IPermissionTemplates templates, PermissionTemplateTools tools = PermissionTemplateTools.Project, CancellationToken cancellationToken = default) =>
        CompleteList.OfAsync(Given(templates).ListAsync(tools, cancellationToken));

    /// <summary>
    /// Lists trades as <see cref="ITrades.ListAsync" /> does and returns them as a list.
    /// </summary>
    /// <param name="trades">The company's trades.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read.</exception>
    public static Task<IReadOnlyList<Trade>> ListAllAsync(this ITrades trades, CancellationToken cancellationToken = default) =>
        CompleteList.OfAsync(Given(trades).ListAsync(cancellationToken));

    /// <summary>
    /// Lists work classifications as <see cref="IWorkClassifications.ListAsync" /> does and returns them as a list.
    /// </summary>
    /// <param name="workClassifications">The company's work classifications.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read.</exception>
    public static Task<IReadOnlyList<WorkClassification>> ListAllAsync(this IWorkClassifications workClassifications, CancellationToken cancellationToken = default) =>
        CompleteList.OfAsync(Given(workClassifications).ListAsync(cancellationToken));

    private static async Task<T?> SingleAsync<T>(IAsyncEnumerable<T> items, string name, Func<T, string?> nameOf, Func<T, NamedItem> describe, string kind)
        where T : class
    {
        var wanted = LookupText.Normalize(name);
        var found = new List<T>();
        await foreach (var item in items.ConfigureAwait(false))
        {
            if (nameOf(item) is { } other && string.Equals(LookupText.Normalize(other), wanted, StringComparison.OrdinalIgnoreCase))
                found.Add(item);
        }
        var same = found.FindAll(item => string.Equals(LookupText.Normalize(nameOf(item)!), wanted, StringComparison.Ordinal));
        return Single(same.Count == 1 ? same : found, name, describe, kind);
    }

    private static async Task<T?> SingleByOriginIdAsync<T>(IAsyncEnumerable<T> items, string originId, Func<T, string?> originIdOf, Func<T, NamedItem> describe, string kind)
        where T : class
    {
        var found = new List<T>();
        await foreach (var item in items.ConfigureAwait(false))
        {
            if (string.Equals(originIdOf(item), originId, StringComparison.Ordinal))
                found.Add(item);
        }
        return Single(found, originId, describe, kind);
    }

    private static T? Single<T>(List<T> found, string name, Func<T, NamedItem> describe, string kind)
        where T : class =>
        found.Count < 2 ? found.FirstOrDefault() : throw new AmbiguousNameException(kind, name, found.ConvertAll(item => describe(item)));

    private static NamedItem Described(Project project) => new(project.Id, project.Name ?? "", project.ProjectNumber is { Length: > 0 } number ? $"number {number}" : null);

    private static NamedItem Described(Vendor vendor) => new(vendor.Id, vendor.Name ?? "", vendor.IsActive is false ? "inactive" : null);

    private static T Given<T>(T source)
        where T : class => source ?? throw new ArgumentNullException(nameof(source));

    private static string Given(string text, string parameter)
    {
        if (text is null)
            throw new ArgumentNullException(parameter);
        return string.IsNullOrWhiteSpace(text) ? throw new ArgumentException("The value is blank.", parameter) : text;
    }
}
