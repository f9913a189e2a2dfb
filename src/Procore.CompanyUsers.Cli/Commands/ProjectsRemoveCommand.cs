using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users projects remove</c></summary>
internal sealed class ProjectsRemoveCommand(CommandHost host)
    : ProjectFileCommand("remove", "Removes users from projects. Columns: user_id, project_id.", host)
{
    protected override IAsyncEnumerable<ProjectOutcome> SendAsync(Session session, IAsyncEnumerable<ProjectAssignment> assignments) =>
        session.Users.RemoveFromProjectsStreamingAsync(assignments, cancellationToken: session.Abort);
}
