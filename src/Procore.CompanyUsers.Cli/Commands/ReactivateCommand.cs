using Procore.CompanyUsers.Models;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users reactivate</c></summary>
internal sealed class ReactivateCommand(CommandHost host) : ActivationCommand("reactivate", "Gives inactive users their access back.", host)
{
    protected override Task SendAsync(Session session, long id) => session.Users.ReactivateAsync(id, session.Abort);

    protected override async Task<Func<CompanyUser, string?>> RefusalAsync(Session session)
    {
        var vendors = await Refusals.IdsAsync(session, "inactive vendors", session.Company.Vendors.ListAsync(new VendorQuery { IsActive = false }, session.Stop).Select(vendor => vendor.Id)).ConfigureAwait(false);
        // A recorded run is planned, and sends nothing for active users.
        return user => user switch
        {
            { IsActive: true } => IsRecorded(session) ? null : FormattableString.Invariant($"user {user.Id} is active"),
            { Vendor.Id: { } vendor } when vendors?.Contains(vendor) == true => FormattableString.Invariant($"vendor {vendor} of user {user.Id} is inactive"),
            _ => null,
        };
    }

    protected override Task<DirectoryPlan> PlanAsync(PeopleSync sync, IReadOnlyList<long> ids, CancellationToken cancellationToken) => sync.PlanReactivationsAsync(ids, cancellationToken);
}
