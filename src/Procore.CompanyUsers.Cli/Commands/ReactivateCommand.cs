using Procore.CompanyUsers.Models;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users reactivate</c></summary>
internal sealed class ReactivateCommand(CommandHost host) : ActivationCommand("reactivate", "Gives inactive users their access back.", host)
{
    protected override Task SendAsync(Session session, long id) => session.Users.ReactivateAsync(id, session.Abort);

    /// <summary>A recorded run is planned, and sends nothing for active users.</summary>
    protected override string? RefusalOf(Session session, CompanyUser user) =>
        user.IsActive == true && !IsRecorded(session) ? FormattableString.Invariant($"user {user.Id} is active") : null;

    protected override Task<DirectoryPlan> PlanAsync(PeopleSync sync, IReadOnlyList<long> ids, CancellationToken cancellationToken) => sync.PlanReactivationsAsync(ids, cancellationToken);
}
