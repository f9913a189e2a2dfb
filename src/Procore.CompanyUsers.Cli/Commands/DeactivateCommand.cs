using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users deactivate</c></summary>
internal sealed class DeactivateCommand : OneByOneCommand
{
    public DeactivateCommand(CommandHost host)
        : base("deactivate", "Removes users' access and keeps their records.", host) => AddRunOptions();

    protected override Task SendAsync(Session session, long id) => session.Users.DeactivateAsync(id, session.Abort);
}
