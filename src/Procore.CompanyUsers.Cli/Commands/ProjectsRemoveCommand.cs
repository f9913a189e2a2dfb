using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users projects remove</c></summary>
internal sealed class ProjectsRemoveCommand(Terminal terminal, Interruption interruption)
    : ProjectFileCommand("remove", "Removes people from projects, by the columns user_id and project_id.", terminal, interruption)
{
    protected override IAsyncEnumerable<ProjectOutcome> SendAsync(Session session, IAsyncEnumerable<ProjectAssignment> assignments) =>
        session.Users.RemoveFromProjectsAsync(assignments, cancellationToken: session.Abort);
}
