using System.Globalization;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Review;

/// <summary>Reads the users of a company and their projects.</summary>
/// <param name="company">The company.</param>
/// <param name="cancellationToken">Stops reading.</param>
internal sealed class ReviewReader(IProcoreCompany company, CancellationToken cancellationToken)
{
    private readonly List<CompanyUser> _users = [];
    private readonly List<Project> _projects = [];

    public IReadOnlyList<CompanyUser> Users => _users;

    public HashSet<long> InactiveVendors { get; } = [];

    /// <summary>The number of requests to read memberships by project: one for each project, and one for each inactive user, which projects don't list.</summary>
    public int RequestsByProject => _projects.Count + _users.Count(IsInactive);

    /// <summary>The number of requests to read memberships by user.</summary>
    public int RequestsByUser => _users.Count;

    public async Task ReadAsync(Action<long, long?> report)
    {
        // Only the list of active users has the names of templates.
        foreach (var status in new[] { CompanyUserStatus.Active, CompanyUserStatus.Inactive })
        {
            await foreach (var user in company.Users.ListAsync(new CompanyUserQuery { Status = status }, cancellationToken).ConfigureAwait(false))
            {
                if (status == CompanyUserStatus.Inactive)
                    user.IsActive = false;
                _users.Add(user);
                report(_users.Count, null);
            }
        }
        await foreach (var project in company.Projects.ListAsync(new ProjectQuery { IsActive = null }, cancellationToken).ConfigureAwait(false))
            _projects.Add(project);
        await foreach (var vendor in company.Vendors.ListAsync(new VendorQuery { IsActive = false }, cancellationToken).ConfigureAwait(false))
            InactiveVendors.Add(vendor.Id);
    }

    /// <summary>The parts in which memberships are read, each with one request as a rule.</summary>
    public IReadOnlyList<string> Parts(bool byProject) => byProject
        ? [.. _projects.Select(project => Part("project", project.Id)), .. _users.Where(IsInactive).Select(user => Part("user", user.Id))]
        : [.. _users.Select(user => Part("user", user.Id))];

    public async Task<ILookup<long, ReviewedProject>> ReadMembershipsAsync(bool byProject, MembershipCache cache, Action<long, long?> report)
    {
        var members = new List<(long User, ReviewedProject Project)>();
        var parts = Parts(byProject);
        var byId = _projects.ToDictionary(project => project.Id);
        for (var i = 0; i < parts.Count; i++)
        {
            var (kind, id) = (parts[i].Split(':')[0], long.Parse(parts[i].Split(':')[1], CultureInfo.InvariantCulture));
            members.AddRange(await cache.GetAsync(parts[i], () => kind == "project" ? OfProjectAsync(byId[id]) : OfUserAsync(id)).ConfigureAwait(false));
            report(i + 1, parts.Count);
            cancellationToken.ThrowIfCancellationRequested();
        }
        return members.ToLookup(member => member.User, member => member.Project);
    }

    private async Task<IReadOnlyList<(long, ReviewedProject)>> OfProjectAsync(Project project)
    {
        var members = new List<(long, ReviewedProject)>();
        await foreach (var user in company.Projects.ListUsersAsync(project.Id, cancellationToken).ConfigureAwait(false))
            members.Add((user.Id, new ReviewedProject(project.Id, NameOf(project.ProjectNumber, project.Name), ReviewedUser.NameOf(user.PermissionTemplate), Roles: null)));
        return members;
    }

    private async Task<IReadOnlyList<(long, ReviewedProject)>> OfUserAsync(long id)
    {
        var members = new List<(long, ReviewedProject)>();
        await foreach (var project in company.Users.ListProjectsAsync(id, cancellationToken).ConfigureAwait(false))
            members.Add((id, new ReviewedProject(project.ProjectId, NameOf(project.ProjectNumber, project.Name), project.PermissionTemplateName, [.. project.Roles ?? []])));
        return members;
    }

    private static string NameOf(string? number, string? name) => string.IsNullOrWhiteSpace(number) ? name ?? "" : $"{number} {name}";

    private static bool IsInactive(CompanyUser user) => user.IsActive is false;

    private static string Part(string kind, long? id) => FormattableString.Invariant($"{kind}:{id}");
}
