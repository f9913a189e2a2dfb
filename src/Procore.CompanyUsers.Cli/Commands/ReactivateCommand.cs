using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users reactivate</c></summary>
internal sealed class ReactivateCommand : OneByOneCommand
{
    public ReactivateCommand(Terminal terminal, Interruption interruption)
        : base("reactivate", "Makes inactive people active again.", terminal, interruption) => AddRunOptions();

    protected override Task SendAsync(Session session, long id) => session.Users.ReactivateAsync(id, session.Abort);
}
