using Procore.CompanyUsers.Cli.Projects;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users projects remove</c></summary>
internal sealed class ProjectsRemoveCommand(CommandHost host)
    : ProjectFileCommand("remove", "Removes users from projects. Columns: user_id, email_address, employee_id or origin_id; project_id, project_number, project_origin_id or project (its name).", host)
{
    protected override ProjectFileKind Kind => ProjectFileKind.Remove;

    protected override IAsyncEnumerable<ProjectOutcome> SendAsync(Session session, IAsyncEnumerable<ProjectAssignment> assignments) =>
        session.Users.RemoveFromProjectsStreamingAsync(assignments, cancellationToken: session.Abort);
}
