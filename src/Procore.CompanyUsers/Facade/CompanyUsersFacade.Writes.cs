using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers;

internal sealed partial class CompanyUsersFacade
{
    public async Task<CompanyUser> CreateAsync(NewCompanyUser user, CompanyUserWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (user is null)
            throw new ArgumentNullException(nameof(user));
        if (string.IsNullOrWhiteSpace(user.LastName.Or(default!)))
            throw new ArgumentException("The last name is missing. Set LastName.", nameof(user));
        if (string.IsNullOrWhiteSpace(user.EmailAddress.Or(default!)))
            throw new ArgumentException("The e-mail address is missing. Set EmailAddress.", nameof(user));
        var response = await routes.Create(companyId, user, options, cancellationToken).ConfigureAwait(false);
        return response.User();
    }

    public async Task<CompanyUser> UpdateAsync(long id, CompanyUserChanges changes, CompanyUserWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (changes is null)
            throw new ArgumentNullException(nameof(changes));
        if (options?.Avatar is null && changes.IsEmpty)
            throw new ArgumentException("No property is set. Set those to change; null clears a property.", nameof(changes));
        var response = await routes.Update(companyId, Positive(id), changes, options, cancellationToken).ConfigureAwait(false);
        return WithIsActive(response, response.User(id), changes.IsActive.Or(null));
    }

    public Task<CompanyUser> DeactivateAsync(long id, CancellationToken cancellationToken = default) =>
        UpdateAsync(id, new CompanyUserChanges { IsActive = false }, options: null, cancellationToken);

    public async Task<CompanyUser> ReactivateAsync(long id, CancellationToken cancellationToken = default)
    {
        var response = await routes.Reactivate(companyId, Positive(id), cancellationToken).ConfigureAwait(false);
        return WithIsActive(response, response.User(id), isActive: true);
    }

    /// <summary>A leaver who keeps access must not pass for a deactivated one.</summary>
    private static CompanyUser WithIsActive(ProcoreResponse<CompanyUser> response, CompanyUser user, bool? isActive) => isActive is { } wanted && user.IsActive is { } actual && wanted != actual
        ? throw response.Lacks($"the change of is_active: the user is still {(actual ? "active" : "inactive")}")
        : user;

    public async Task InviteAsync(long id, CancellationToken cancellationToken = default)
    {
        var response = await routes.Invite(companyId, Positive(id), cancellationToken).ConfigureAwait(false);
        response.ThrowIfRefused(ModelShapes.RefusalOf(response.Result));
    }
}
