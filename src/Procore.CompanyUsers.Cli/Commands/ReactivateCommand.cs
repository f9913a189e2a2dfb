using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users reactivate</c></summary>
internal sealed class ReactivateCommand : OneByOneCommand
{
    public ReactivateCommand(CommandHost host)
        : base("reactivate", "Gives inactive users their access back.", host) => AddRunOptions();

    protected override Task SendAsync(Session session, long id) => session.Users.ReactivateAsync(id, session.Abort);
}
