using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users projects add</c></summary>
internal sealed class ProjectsAddCommand(Terminal terminal, Interruption interruption)
    : ProjectFileCommand("add", "Adds people to projects, by the columns user_id and project_id, and permission_template_id and project_role_ids if need be. Who is on a project stays there as he or she is.", terminal, interruption)
{
    protected override IAsyncEnumerable<ProjectOutcome> SendAsync(Session session, IAsyncEnumerable<ProjectAssignment> assignments) =>
        session.Users.AddToProjectsAsync(assignments, cancellationToken: session.Abort);
}
