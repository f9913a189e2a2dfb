using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users reactivate</c></summary>
internal sealed class ReactivateCommand(CommandHost host) : ActivationCommand("reactivate", "Gives inactive users their access back.", host)
{
    protected override Task SendAsync(Session session, long id) => session.Users.ReactivateAsync(id, session.Abort);

    protected override Task<DirectoryPlan> PlanAsync(PeopleSync sync, IReadOnlyList<long> ids, CancellationToken cancellationToken) => sync.PlanReactivationsAsync(ids, cancellationToken);
}
