using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users deactivate</c></summary>
internal sealed class DeactivateCommand(CommandHost host) : ActivationCommand("deactivate", "Removes users' access and keeps their records.", host)
{
    protected override Task SendAsync(Session session, long id) => session.Users.DeactivateAsync(id, session.Abort);

    protected override Task<DirectoryPlan> PlanAsync(PeopleSync sync, IReadOnlyList<long> ids, CancellationToken cancellationToken) => sync.PlanDeactivationsAsync(ids, cancellationToken);
}
