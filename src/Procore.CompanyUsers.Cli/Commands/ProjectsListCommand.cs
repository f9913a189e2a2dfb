using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users projects list</c></summary>
internal sealed class ProjectsListCommand : LookupListCommand<Project>
{
    private static readonly Column<Project>[] Columns =
    [
        new("id", project => project.Id),
        new("name", project => project.Name),
        new("project_number", project => project.ProjectNumber),
        new("origin_id", project => project.OriginId),
        new("active", project => project.Active),
    ];

    private readonly StatusOption _status = new();

    public ProjectsListCommand(CommandHost host)
        : base("Lists the company's projects: all for a company admin, otherwise those that the account is on.", "project", Columns, host)
    {
        _status.AddTo(this);
        AddCommonOptions();
    }

    protected override IAsyncEnumerable<Project> ListAsync(Session session) =>
        session.Company.Projects.ListAsync(new ProjectQuery { IsActive = _status.IsActive(session.Parse) }, session.Stop);
}
