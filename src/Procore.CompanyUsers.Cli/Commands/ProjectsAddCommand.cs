using Procore.CompanyUsers.Cli.Projects;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users projects add</c></summary>
internal sealed class ProjectsAddCommand(CommandHost host)
    : ProjectFileCommand("add", "Adds users to projects. Columns: user_id, email_address, employee_id or origin_id; project_id, project_number, project_origin_id or project (its name); and optionally permission_template_id or permission_template (its name), and project_role_ids or roles (their names, separated by semicolons). Users that are already on a project are left as they are.", host)
{
    protected override ProjectFileKind Kind => ProjectFileKind.Add;

    protected override IAsyncEnumerable<ProjectOutcome> SendAsync(Session session, IAsyncEnumerable<ProjectAssignment> assignments) =>
        session.Users.AddToProjectsStreamingAsync(assignments, cancellationToken: session.Abort);
}
