using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>Implements <see cref="ICompanyUsers" />: checks arguments, calls <see cref="Routes" />, and reads the responses. One file for each group of methods.</summary>
internal sealed partial class CompanyUsersFacade(long companyId, Routes routes, ProcoreOptions options, TimeProvider timeProvider, TransportEvents events) : ICompanyUsers
{
    public long CompanyId => companyId;

    public Uri ApiAddress { get; } = ProcoreAddresses.Api(options);

    public async Task<CompanyUser> GetCurrentAsync(CancellationToken cancellationToken = default)
    {
        var response = await routes.GetCurrent(companyId, cancellationToken).ConfigureAwait(false);
        return response.User();
    }

    public async Task<CompanyUser> GetAsync(long id, CancellationToken cancellationToken = default)
    {
        var response = await routes.Get(companyId, Positive(id), cancellationToken).ConfigureAwait(false);
        return response.User(id);
    }

    private static long Positive(long id, string parameter = "id") => id > 0
        ? id
        : throw new ArgumentOutOfRangeException(parameter, id, "A user's id is positive. Use CompanyUser.Id.");
}
