using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// The people in one company's directory in Procore.
/// </summary>
/// <remarks>
/// <para>Thread-safe; keep one for as long as you like. Get it from <see cref="IProcoreClient.Company" />, or inject it where a
/// default company is configured.</para>
/// <para>Every method throws <see cref="ProcoreException" /> where Procore refuses or its answer can't be read, and
/// <see cref="ArgumentException" />, before anything is sent, where its input can't be right.</para>
/// </remarks>
public interface ICompanyUsers
{
    /// <summary>
    /// The user as whom this program is signed in.
    /// </summary>
    /// <remarks>GET /rest/v1.3/companies/{company_id}/me</remarks>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The signed-in user.</returns>
    /// <exception cref="ProcoreException">Procore refused, or its answer can't be read.</exception>
    Task<CompanyUser> GetCurrentAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// One user.
    /// </summary>
    /// <remarks>GET /rest/v1.3/companies/{company_id}/users/{id}</remarks>
    /// <param name="id">The user's id, as Procore gives it; positive.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The user.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id" /> isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused; with status 404 where there is no such user, or none that you may see.</exception>
    Task<CompanyUser> GetAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Users of the company, page after page, as a stream.
    /// </summary>
    /// <remarks>
    /// <para>Nothing is sent until the stream is read, and one request while only the first page is. After that, pages are
    /// fetched ahead, at most <see cref="ProcoreOptions.MaxParallelPages" /> at once, and given in order. No user comes twice,
    /// even if users are added meanwhile. If users are removed or leave the filter meanwhile, later ones move up, and one of
    /// them can be missed: read again, or by <see cref="CompanyUserQuery.UpdatedAt" />, where that matters.</para>
    /// <para>GET /rest/v1.3/companies/{company_id}/users for active users, GET /rest/v1.3/users for all,
    /// GET /rest/v1.0/companies/{company_id}/users/inactive for inactive ones.</para>
    /// </remarks>
    /// <param name="query">Which users, in which order; null for the active ones in Procore's order.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The users. Reading it twice asks twice.</returns>
    /// <exception cref="ArgumentException">The query asks for what its status has no route for; the message names the alternative. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its answer can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<CompanyUser> ListAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// As <see cref="ListAsync" />, page by page, with the number of users altogether.
    /// </summary>
    /// <param name="query">Which users, in which order; null for the active ones in Procore's order.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The pages, at least one, which is empty where nobody matches.</returns>
    /// <exception cref="ArgumentException">The query asks for what its status has no route for; the message names the alternative. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its answer can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<CompanyUserPage> ListPagesAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// As <see cref="ListAsync" />, the ids alone: for active users Procore sends nothing else.
    /// </summary>
    /// <param name="query">Which users, in which order; null for the active ones in Procore's order. A <see cref="CompanyUserQuery.View" /> is refused.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The ids.</returns>
    /// <exception cref="ArgumentException">The query asks for what its status has no route for; the message names the alternative. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its answer can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<long> ListIdsAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a user to the company's directory.
    /// </summary>
    /// <remarks>POST /rest/v1.3/companies/{company_id}/users. Sends exactly the fields that are set. No e-mail goes out: see <see cref="InviteAsync" />.</remarks>
    /// <param name="user">The user; <see cref="NewCompanyUser.LastName" /> and <see cref="NewCompanyUser.EmailAddress" /> are required.</param>
    /// <param name="options">How to write; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the request; the user may have been created all the same.</param>
    /// <returns>The user as Procore keeps it, with its id.</returns>
    /// <exception cref="ArgumentException">The last name or the e-mail address is missing.</exception>
    /// <exception cref="ProcoreException">Procore refused; with status 409 where the e-mail address or the origin id is taken.</exception>
    Task<CompanyUser> CreateAsync(NewCompanyUser user, CompanyUserWriteOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes exactly the fields that are set; one that is set to null is cleared.
    /// </summary>
    /// <remarks>
    /// PATCH /rest/v1.3/companies/{company_id}/users/{id}. Procore refuses a change of the e-mail address, of a permission
    /// template or of <see cref="CompanyUserChanges.AddToNewProjects" /> unless the caller is a Directory Admin.
    /// </remarks>
    /// <param name="id">The user's id; positive.</param>
    /// <param name="changes">The fields to change; at least one.</param>
    /// <param name="options">How to write; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the request; the change may have been made all the same.</param>
    /// <returns>The user as it is now.</returns>
    /// <exception cref="ArgumentException">No field is set.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id" /> isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused.</exception>
    Task<CompanyUser> UpdateAsync(long id, CompanyUserChanges changes, CompanyUserWriteOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a user's access away and keeps the record. Undone by <see cref="ReactivateAsync" />.
    /// </summary>
    /// <remarks>PATCH /rest/v1.3/companies/{company_id}/users/{id} with <c>is_active</c> false.</remarks>
    /// <param name="id">The user's id; positive.</param>
    /// <param name="cancellationToken">Cancels the request; the user may have been deactivated all the same.</param>
    /// <returns>The user as it is now.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id" /> isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused.</exception>
    Task<CompanyUser> DeactivateAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes an inactive user active again.
    /// </summary>
    /// <remarks>PATCH /rest/v1.0/companies/{company_id}/users/inactive/{id}</remarks>
    /// <param name="id">The user's id; positive.</param>
    /// <param name="cancellationToken">Cancels the request; the user may have been reactivated all the same.</param>
    /// <returns>The user as it is now.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id" /> isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused; with status 404 where no inactive user has this id.</exception>
    Task<CompanyUser> ReactivateAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends a user the e-mail that invites to Procore. Each call sends one.
    /// </summary>
    /// <remarks>PATCH /rest/v1.3/companies/{company_id}/users/{id}/invite. Procore answers before the e-mail has gone.</remarks>
    /// <param name="id">The user's id; positive.</param>
    /// <param name="cancellationToken">Cancels the request; the e-mail may go out all the same.</param>
    /// <returns>A task that ends when Procore has accepted.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id" /> isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused.</exception>
    Task InviteAsync(long id, CancellationToken cancellationToken = default);
}
