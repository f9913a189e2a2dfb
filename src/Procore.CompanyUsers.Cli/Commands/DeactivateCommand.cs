using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users deactivate</c></summary>
internal sealed class DeactivateCommand : OneByOneCommand
{
    public DeactivateCommand(Terminal terminal, Interruption interruption)
        : base("deactivate", "Takes people's access away and keeps their records.", terminal, interruption) => AddRunOptions();

    protected override Task SendAsync(Session session, long id) => session.Users.DeactivateAsync(id, session.Abort);
}
