using System.Runtime.CompilerServices;
using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers;

internal sealed class CompanyUserDirectory(long companyId, Routes routes, ProcoreOptions options) : ICompanyUsers
{
    public async Task<CompanyUser> GetCurrentAsync(CancellationToken cancellationToken = default)
    {
        var response = await routes.GetCurrent(companyId, cancellationToken).ConfigureAwait(false);
        return response.Required();
    }

    public async Task<CompanyUser> GetAsync(long id, CancellationToken cancellationToken = default)
    {
        var response = await routes.Get(companyId, Positive(id), cancellationToken).ConfigureAwait(false);
        return response.Required();
    }

    public IAsyncEnumerable<CompanyUser> ListAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        UsersAsync(Listing.OfUsers(routes, companyId, query ?? new CompanyUserQuery(), options.PageSize), cancellationToken);

    public IAsyncEnumerable<CompanyUserPage> ListPagesAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        PagesAsync(Listing.OfUsers(routes, companyId, query ?? new CompanyUserQuery(), options.PageSize), cancellationToken);

    public IAsyncEnumerable<long> ListIdsAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        IdsAsync(Listing.OfIds(routes, companyId, query ?? new CompanyUserQuery(), options.PageSize), cancellationToken);

    public async Task<CompanyUser> CreateAsync(NewCompanyUser user, CompanyUserWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (user is null)
            throw new ArgumentNullException(nameof(user));
        if (string.IsNullOrWhiteSpace(user.LastName.Value))
            throw new ArgumentException("A new user needs a last name. Set LastName.", nameof(user));
        if (string.IsNullOrWhiteSpace(user.EmailAddress.Value))
            throw new ArgumentException("A new user needs an e-mail address. Set EmailAddress.", nameof(user));
        var response = await routes.Create(companyId, user, options?.RunConfigurableValidations, cancellationToken).ConfigureAwait(false);
        return response.Required();
    }

    public async Task<CompanyUser> UpdateAsync(long id, CompanyUserChanges changes, CompanyUserWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (changes is null)
            throw new ArgumentNullException(nameof(changes));
        if (string.Equals(ProcoreJson.Serialize(changes), "{}", StringComparison.Ordinal))
            throw new ArgumentException("No field is set. Set those that are to change; null clears one.", nameof(changes));
        var response = await routes.Update(companyId, Positive(id), changes, options?.RunConfigurableValidations, cancellationToken).ConfigureAwait(false);
        return response.Required();
    }

    public Task<CompanyUser> DeactivateAsync(long id, CancellationToken cancellationToken = default) =>
        UpdateAsync(id, new CompanyUserChanges { IsActive = false }, options: null, cancellationToken);

    public async Task<CompanyUser> ReactivateAsync(long id, CancellationToken cancellationToken = default)
    {
        var response = await routes.Reactivate(companyId, Positive(id), cancellationToken).ConfigureAwait(false);
        return response.Required();
    }

    public Task InviteAsync(long id, CancellationToken cancellationToken = default) =>
        routes.Invite(companyId, Positive(id), cancellationToken);

    private IAsyncEnumerable<CompanyUserPage> PagesAsync(Listing listing, CancellationToken cancellationToken) =>
        PageWalk.PagesAsync(listing, options.MaxParallelPages, cancellationToken);

    private async IAsyncEnumerable<CompanyUser> UsersAsync(Listing listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(listing, cancellationToken).ConfigureAwait(false))
        {
            foreach (var user in page.Users)
                yield return user;
        }
    }

    private async IAsyncEnumerable<long> IdsAsync(Listing listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var user in UsersAsync(listing, cancellationToken).ConfigureAwait(false))
            yield return user.Id ?? throw new ProcoreException("Procore's answer leaves out the id of a user.");
    }

    private static long Positive(long id) => id > 0
        ? id
        : throw new ArgumentOutOfRangeException(nameof(id), id, "A user's id is positive. Take it from Procore, as in CompanyUser.Id.");
}
