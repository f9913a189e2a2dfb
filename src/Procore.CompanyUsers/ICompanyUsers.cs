using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// The users in one company's directory in Procore.
/// </summary>
/// <remarks>
/// <para>Thread-safe, and can be kept as long as the program runs. Get it from <see cref="IProcoreClient.Company" />, or inject it if a
/// default company is configured.</para>
/// <para>Every method throws <see cref="ArgumentException" /> before it sends anything if an argument is invalid, and
/// <see cref="ProcoreException" /> if Procore refuses the request or the response can't be read.</para>
/// <para><see cref="CompanyUsersExtensions" /> has the methods that return all outcomes of a change at once, and
/// <see cref="CompanyUserLookupExtensions" /> those that find single users.</para>
/// </remarks>
public interface ICompanyUsers
{
    /// <summary>
    /// Procore's id of the company.
    /// </summary>
    long CompanyId { get; }

    /// <summary>
    /// The address of the API that receives the requests. The company's id alone doesn't identify a company, because sandboxes have their
    /// own ids.
    /// </summary>
    Uri ApiAddress { get; }

    /// <summary>
    /// Gets the user of the account that this program is signed in with.
    /// </summary>
    /// <remarks>GET /companies/{company_id}/me</remarks>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The signed-in user.</returns>
    /// <exception cref="ProcoreException">Procore refused the request, or the response can't be read.</exception>
    Task<CompanyUser> GetCurrentAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Gets a user.
    /// </summary>
    /// <remarks>GET /companies/{company_id}/users/{id}</remarks>
    /// <param name="id">Procore's id of the user; positive.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The user.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id" /> isn't positive.</exception>
    /// <exception cref="ProcoreNotFoundException">The company has no such user, or the account isn't allowed to see it.</exception>
    /// <exception cref="ProcoreException">Procore refused the request, or the response can't be read.</exception>
    Task<CompanyUser> GetAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists users as a stream.
    /// </summary>
    /// <remarks>
    /// <para>No request is sent until the stream is read. After the first page, pages are fetched ahead, at most
    /// <see cref="ProcorePagingOptions.MaxParallelPages" /> at a time, and returned in order. Each user is parsed when it is read, so if
    /// a response can't be read, the users before the fault are still returned.</para>
    /// <para>No user is returned twice. A user can be missed if other users are removed, or no longer match the query, during the listing,
    /// because later users move to earlier pages. Where that matters, list again, or list recent changes with
    /// <see cref="CompanyUserQuery.UpdatedAt" />.</para>
    /// <para>GET /companies/{company_id}/users for active users, GET /users for all users,
    /// GET /companies/{company_id}/users/inactive for inactive users.</para>
    /// </remarks>
    /// <param name="query">Which users, and in which order; null for all active users in Procore's order.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The users. Reading the stream again sends the requests again.</returns>
    /// <exception cref="ArgumentException">Procore can't answer the query for this status; the message names the alternative. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<CompanyUser> ListAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists users page by page, with the total number of users. Otherwise works as <see cref="ListAsync" /> does.
    /// </summary>
    /// <param name="query">Which users, and in which order; null for all active users in Procore's order.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The pages: at least one, which is empty if no user matches.</returns>
    /// <exception cref="ArgumentException">Procore can't answer the query for this status; the message names the alternative. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<CompanyUserPage> ListPagesAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the ids of users. For active users Procore sends only the ids, so this is faster than <see cref="ListAsync" />.
    /// </summary>
    /// <param name="query">Which users, and in which order; null for all active users in Procore's order. <see cref="CompanyUserQuery.View" /> must be null.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The ids.</returns>
    /// <exception cref="ArgumentException">Procore can't answer the query for this status; the message names the alternative. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<long> ListIdsAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the projects that a user is on, active or not, with the names of the permission template and the roles there.
    /// </summary>
    /// <remarks>
    /// <para>Pages are fetched as by <see cref="ListAsync" />. Only projects that you can see are listed: all for a company admin, otherwise
    /// those that you are on.</para>
    /// <para>GET /companies/{company_id}/users/{user_id}/project_assignments</para>
    /// </remarks>
    /// <param name="userId">The user's id; positive.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The projects. Reading the stream again sends the requests again.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="userId" /> isn't positive. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<UserProject> ListProjectsAsync(long userId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Creates a user. Sends exactly the properties that are set.
    /// </summary>
    /// <remarks>POST /companies/{company_id}/users. Procore sends no e-mail to the user; call <see cref="InviteAsync" /> for that.</remarks>
    /// <param name="user">The user; <see cref="NewCompanyUser.LastName" /> and <see cref="NewCompanyUser.EmailAddress" /> are required.</param>
    /// <param name="options">Options of the request; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the request. The user may have been created nevertheless.</param>
    /// <returns>The user as stored, with its id.</returns>
    /// <exception cref="ArgumentException">The last name or the e-mail address is missing.</exception>
    /// <exception cref="ProcoreConflictException">Another user has the e-mail address or the origin id.</exception>
    /// <exception cref="ProcoreException">Procore refused the request, or the response can't be read.</exception>
    Task<CompanyUser> CreateAsync(NewCompanyUser user, CompanyUserWriteOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Updates a user. Sends exactly the properties that are set; a property set to null is cleared.
    /// </summary>
    /// <remarks>
    /// PATCH /companies/{company_id}/users/{id}. Only a Directory Admin can change the e-mail address, a permission template or
    /// <see cref="CompanyUserChanges.AddToNewProjects" />.
    /// </remarks>
    /// <param name="id">The user's id; positive.</param>
    /// <param name="changes">The properties to change; at least one.</param>
    /// <param name="options">Options of the request; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the request. The change may have been made nevertheless.</param>
    /// <returns>The updated user.</returns>
    /// <exception cref="ArgumentException">No property is set.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id" /> isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused the request, or the response can't be read.</exception>
    Task<CompanyUser> UpdateAsync(long id, CompanyUserChanges changes, CompanyUserWriteOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deactivates a user: the user can no longer sign in, and the record is kept. <see cref="ReactivateAsync" /> undoes it.
    /// </summary>
    /// <remarks>PATCH /companies/{company_id}/users/{id} with <c>is_active</c> false.</remarks>
    /// <param name="id">The user's id; positive.</param>
    /// <param name="cancellationToken">Cancels the request. The user may have been deactivated nevertheless.</param>
    /// <returns>The updated user.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id" /> isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused the request, or the response can't be read or shows that the user is still active.</exception>
    Task<CompanyUser> DeactivateAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reactivates an inactive user.
    /// </summary>
    /// <remarks>PATCH /companies/{company_id}/users/inactive/{id}</remarks>
    /// <param name="id">The user's id; positive.</param>
    /// <param name="cancellationToken">Cancels the request. The user may have been reactivated nevertheless.</param>
    /// <returns>The updated user.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id" /> isn't positive.</exception>
    /// <exception cref="ProcoreNotFoundException">The company has no inactive user with this id.</exception>
    /// <exception cref="ProcoreException">Procore refused the request, or the response can't be read or shows that the user is still inactive.</exception>
    Task<CompanyUser> ReactivateAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Has Procore send a user the invitation e-mail. Each call sends one.
    /// </summary>
    /// <remarks>PATCH /companies/{company_id}/users/{id}/invite. Procore responds before it sends the e-mail.</remarks>
    /// <param name="id">The user's id; positive.</param>
    /// <param name="cancellationToken">Cancels the request. The e-mail may be sent nevertheless.</param>
    /// <returns>A task that completes when Procore has accepted the request.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id" /> isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused the request.</exception>
    Task InviteAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Creates and updates any number of users while the outcomes are read. Unless you need the outcomes one by one, call <c>SyncAsync</c>.
    /// </summary>
    /// <remarks>
    /// <para>An item with an id updates that user. An item with only an origin id updates the user that has it, or creates one. An item
    /// with neither always creates a user. Each item sends exactly the properties that are set; null clears a property.</para>
    /// <para><b>Nothing is sent until the outcomes are read, and nothing more is sent when you stop reading.</b> Items are read when they
    /// are needed and sent in requests of <see cref="SyncOptions.ItemsPerRequest" />, one after another.</para>
    /// <para>Every item has one outcome, in the order given. An item that is invalid, or that has the id or origin id of an earlier item,
    /// isn't sent, and its outcome says why; the others are sent. Each item must be a separate object.</para>
    /// <para>A picture (<see cref="CompanyUserSyncItem.Avatar" />) is sent in a request of its own after the request with its item, like
    /// that of <see cref="UpdateAsync" />. Its stream must be able to seek and is closed once it was sent. If the picture isn't saved, the outcome
    /// is <see cref="SyncStatus.SavedExceptAvatar" />. If it failed for a reason that isn't about this picture, such as a broken connection,
    /// the sync ends after the outcomes of that request, and its other pictures aren't sent.</para>
    /// <para>PATCH /companies/{company_id}/users/sync, for which Procore requires Directory Admin permissions. PATCH
    /// /companies/{company_id}/users/{id} for each picture.</para>
    /// </remarks>
    /// <param name="items">The users to create or update.</param>
    /// <param name="options">How to send them; null for the defaults.</param>
    /// <param name="progress">Receives the progress after each request.</param>
    /// <param name="cancellationToken">Stops the sync. Items already sent stay applied.</param>
    /// <returns>The outcomes, which can be read once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items" /> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="SyncOptions.ItemsPerRequest" /> isn't from 1 to 1,000.</exception>
    /// <exception cref="SyncInterruptedException">
    /// A request failed, the sync was canceled, or the source of the items failed. The exception says which items are in doubt and which
    /// were never sent. Items with a failed picture have outcomes. It is thrown after all outcomes so far have been returned.
    /// </exception>
    IAsyncEnumerable<SyncOutcome> SyncStreamingAsync(
        IAsyncEnumerable<CompanyUserSyncItem> items,
        SyncOptions? options = null,
        IProgress<SyncProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds users to projects while the outcomes are read. Unless you need the outcomes one by one, call <c>AddToProjectsAsync</c>.
    /// </summary>
    /// <remarks>
    /// <para>A user that is already on the project stays there with the same permission template.</para>
    /// <para><b>Nothing is sent until the outcomes are read, and nothing more is sent when you stop reading.</b></para>
    /// <para>POST /companies/{company_id}/users/bulk_add of v1 in requests of 1,000 items; for items with project roles that of v2 in
    /// requests of 50.</para>
    /// </remarks>
    /// <param name="assignments">The users and projects.</param>
    /// <param name="progress">Receives the progress after each 1,000 items.</param>
    /// <param name="cancellationToken">Stops the change. Items already sent stay applied.</param>
    /// <returns>One outcome for each item, in the order given. They can be read once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="assignments" /> is null.</exception>
    /// <exception cref="ProjectsInterruptedException">A request failed, the change was canceled, or the source of the items failed. Thrown after all outcomes so far have been returned.</exception>
    IAsyncEnumerable<ProjectOutcome> AddToProjectsStreamingAsync(
        IAsyncEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes users from projects while the outcomes are read. Unless you need the outcomes one by one, call <c>RemoveFromProjectsAsync</c>.
    /// </summary>
    /// <remarks>
    /// <para><b>Nothing is sent until the outcomes are read, and nothing more is sent when you stop reading.</b></para>
    /// <para>POST /companies/{company_id}/users/bulk_remove of v1 in requests of 1,000 items.</para>
    /// </remarks>
    /// <param name="members">The users and projects.</param>
    /// <param name="progress">Receives the progress after each 1,000 items.</param>
    /// <param name="cancellationToken">Stops the change. Items already sent stay applied.</param>
    /// <returns>One outcome for each item, in the order given. They can be read once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="members" /> is null.</exception>
    /// <exception cref="ProjectsInterruptedException">A request failed, the change was canceled, or the source of the items failed. Thrown after all outcomes so far have been returned.</exception>
    IAsyncEnumerable<ProjectOutcome> RemoveFromProjectsStreamingAsync(
        IAsyncEnumerable<ProjectMember> members,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets the permission template and project roles of users on their projects while the outcomes are read. Unless you need the outcomes
    /// one by one, call <c>UpdateTemplateAndRolesAsync</c>.
    /// </summary>
    /// <remarks>
    /// <para><b>Nothing is sent until the outcomes are read, and nothing more is sent when you stop reading.</b></para>
    /// <para>PATCH /companies/{company_id}/users/bulk_update_project_details in requests of 1,000 items.</para>
    /// </remarks>
    /// <param name="assignments">The users and projects, each with what to set.</param>
    /// <param name="progress">Receives the progress after each 1,000 items.</param>
    /// <param name="cancellationToken">Stops the change. Items already sent stay applied.</param>
    /// <returns>One outcome for each item, in the order given. They can be read once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="assignments" /> is null.</exception>
    /// <exception cref="ProjectsInterruptedException">A request failed, the change was canceled, or the source of the items failed. Thrown after all outcomes so far have been returned.</exception>
    IAsyncEnumerable<ProjectOutcome> UpdateTemplateAndRolesStreamingAsync(
        IAsyncEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes a permission template and project roles from users that stay on their projects, while the outcomes are read. Unless you need
    /// the outcomes one by one, call <c>RemoveTemplateAndRolesAsync</c>.
    /// </summary>
    /// <remarks>
    /// <para><b>Nothing is sent until the outcomes are read, and nothing more is sent when you stop reading.</b></para>
    /// <para>PATCH /companies/{company_id}/users/bulk_remove_project_details in requests of 1,000 items.</para>
    /// </remarks>
    /// <param name="assignments">The users and projects, each with what to remove.</param>
    /// <param name="progress">Receives the progress after each 1,000 items.</param>
    /// <param name="cancellationToken">Stops the change. Items already sent stay applied.</param>
    /// <returns>One outcome for each item, in the order given. They can be read once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="assignments" /> is null.</exception>
    /// <exception cref="ProjectsInterruptedException">A request failed, the change was canceled, or the source of the items failed. Thrown after all outcomes so far have been returned.</exception>
    IAsyncEnumerable<ProjectOutcome> RemoveTemplateAndRolesStreamingAsync(
        IAsyncEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a batch in Procore that adds users to projects.
    /// </summary>
    /// <remarks>
    /// POST /companies/{company_id}/users/bulk_add of v2, in one request. Procore processes up to 50 items at once: the job is then
    /// complete and has an outcome for each item. Of a batch, Procore reports only how many items failed; call <c>AddToProjectsAsync</c>
    /// if you need to know which ones.
    /// </remarks>
    /// <param name="assignments">The users and projects: at least one, and each pair once.</param>
    /// <param name="cancellationToken">Cancels the request. The batch may have been started nevertheless.</param>
    /// <returns>The batch.</returns>
    /// <exception cref="ArgumentException">There is no item, an item is invalid, or two items have the same user and project; the message names the position.</exception>
    /// <exception cref="ProcoreException">Procore refused the request, or the response has no id of a batch.</exception>
    Task<BulkJob> StartAddToProjectsAsync(IReadOnlyList<ProjectAssignment> assignments, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a batch in Procore that removes users from projects.
    /// </summary>
    /// <remarks>
    /// POST /companies/{company_id}/users/bulk_remove of v2, in one request. Procore processes up to 50 items at once: the job is then
    /// complete and has an outcome for each item.
    /// </remarks>
    /// <param name="members">The users and projects: at least one, and each pair once.</param>
    /// <param name="cancellationToken">Cancels the request. The batch may have been started nevertheless.</param>
    /// <returns>The batch.</returns>
    /// <exception cref="ArgumentException">There is no item, or two items have the same user and project; the message names the position.</exception>
    /// <exception cref="ProcoreException">Procore refused the request, or the response has no id of a batch.</exception>
    Task<BulkJob> StartRemoveFromProjectsAsync(IReadOnlyList<ProjectMember> members, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns a batch that was started earlier, in this process or another. Sends no request.
    /// </summary>
    /// <param name="id">The batch's id, from <see cref="BulkJob.Id" />.</param>
    /// <returns>The batch.</returns>
    /// <exception cref="ArgumentException"><paramref name="id" /> isn't the id of a batch.</exception>
    BulkJob GetBulkJob(string id);
}
