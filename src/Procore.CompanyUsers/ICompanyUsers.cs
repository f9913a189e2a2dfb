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
    /// Procore's id of the company.
    /// </summary>
    long CompanyId { get; }

    /// <summary>
    /// The address of the API that the calls go to. A company's id alone doesn't identify it, because sandboxes have their own.
    /// </summary>
    Uri ApiAddress { get; }

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
    /// fetched ahead, at most <see cref="ProcorePagingOptions.MaxParallelPages" /> at once, and given in order. A user is read when
    /// asked for, so that an answer that can't be read throws after the users before the fault. No user comes twice,
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
    /// Lists the projects that a user is on, active or not, with the names of the permission template and the roles there.
    /// </summary>
    /// <remarks>
    /// <para>Pages are fetched as by <see cref="ListAsync" />. Only projects that you can see are listed: all for a company admin, otherwise
    /// those that you are on.</para>
    /// <para>GET /rest/v1.0/companies/{company_id}/users/{user_id}/project_assignments</para>
    /// </remarks>
    /// <param name="userId">The user's id; positive.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The projects. Reading it twice sends the requests twice.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="userId" /> isn't positive. Thrown by the call itself.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read. Thrown while the stream is read.</exception>
    IAsyncEnumerable<UserProject> ListProjectsAsync(long userId, CancellationToken cancellationToken = default);

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

    /// <summary>
    /// Creates and updates any number of users. An item with an id updates that user, one with an origin id alone updates
    /// the user who has it or creates one, one with neither always creates.
    /// </summary>
    /// <remarks>
    /// <para>PATCH /rest/v1.3/companies/{company_id}/users/sync. Items are read as they are needed and sent in requests of
    /// <see cref="SyncOptions.BatchSize" />, one after another; nothing is sent until the outcomes are read, and nothing more
    /// once the reader leaves. Each item sends exactly the fields that are set; null clears one.</para>
    /// <para>Every item has one outcome, in the order given. An item that can't be right, or that has the id or origin id of
    /// an earlier one, isn't sent and has an outcome that says so; the others go on. Each item must be an object of its own.</para>
    /// </remarks>
    /// <param name="items">The users.</param>
    /// <param name="options">How to send them; null for the defaults.</param>
    /// <param name="progress">Told after each request.</param>
    /// <param name="cancellationToken">Stops the sync; what was sent stays.</param>
    /// <returns>The outcomes, to be read once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items" /> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch size isn't from 1 to 1,000.</exception>
    /// <exception cref="SyncInterruptedException">A request failed for good, or the sync was cancelled: it says which items are in doubt and which were never sent. Thrown after all outcomes so far were given.</exception>
    IAsyncEnumerable<SyncOutcome> SyncAsync(
        IAsyncEnumerable<CompanyUserSyncItem> items,
        SyncOptions? options = null,
        IProgress<SyncProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds users to projects. A user who is on the project already stays there, with the permission template as it is.
    /// </summary>
    /// <remarks>
    /// POST /rest/v1.3/companies/{company_id}/users/bulk_add in requests of 1,000; for those with project roles
    /// POST /rest/v2.0/companies/{company_id}/users/bulk_add in requests of 50. Nothing is sent until the outcomes are read.
    /// </remarks>
    /// <param name="assignments">The users and projects.</param>
    /// <param name="progress">Told after each 1,000 items.</param>
    /// <param name="cancellationToken">Stops the change; what was sent stays.</param>
    /// <returns>One outcome for each item, in the order given, to be read once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="assignments" /> is null.</exception>
    /// <exception cref="ProjectsInterruptedException">A request failed for good, or the change was cancelled. Thrown after all outcomes so far were given.</exception>
    IAsyncEnumerable<ProjectOutcome> AddToProjectsAsync(
        IAsyncEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes users from projects.
    /// </summary>
    /// <remarks>POST /rest/v1.3/companies/{company_id}/users/bulk_remove in requests of 1,000. Nothing is sent until the outcomes are read.</remarks>
    /// <param name="members">The users and projects.</param>
    /// <param name="progress">Told after each 1,000 items.</param>
    /// <param name="cancellationToken">Stops the change; what was sent stays.</param>
    /// <returns>One outcome for each item, in the order given, to be read once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="members" /> is null.</exception>
    /// <exception cref="ProjectsInterruptedException">A request failed for good, or the change was cancelled. Thrown after all outcomes so far were given.</exception>
    IAsyncEnumerable<ProjectOutcome> RemoveFromProjectsAsync(
        IAsyncEnumerable<ProjectMember> members,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes the permission template and the roles of users who are on projects.
    /// </summary>
    /// <remarks>PATCH /rest/v2.0/companies/{company_id}/users/bulk_update_project_details in requests of 1,000. Nothing is sent until the outcomes are read.</remarks>
    /// <param name="assignments">The users and projects, each with what to set.</param>
    /// <param name="progress">Told after each 1,000 items.</param>
    /// <param name="cancellationToken">Stops the change; what was sent stays.</param>
    /// <returns>One outcome for each item, in the order given, to be read once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="assignments" /> is null.</exception>
    /// <exception cref="ProjectsInterruptedException">A request failed for good, or the change was cancelled. Thrown after all outcomes so far were given.</exception>
    IAsyncEnumerable<ProjectOutcome> UpdateProjectDetailsAsync(
        IAsyncEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a permission template and roles away from users who are on projects and stay there.
    /// </summary>
    /// <remarks>PATCH /rest/v2.0/companies/{company_id}/users/bulk_remove_project_details in requests of 1,000. Nothing is sent until the outcomes are read.</remarks>
    /// <param name="assignments">The users and projects, each with what to take away.</param>
    /// <param name="progress">Told after each 1,000 items.</param>
    /// <param name="cancellationToken">Stops the change; what was sent stays.</param>
    /// <returns>One outcome for each item, in the order given, to be read once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="assignments" /> is null.</exception>
    /// <exception cref="ProjectsInterruptedException">A request failed for good, or the change was cancelled. Thrown after all outcomes so far were given.</exception>
    IAsyncEnumerable<ProjectOutcome> RemoveProjectDetailsAsync(
        IAsyncEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Has Procore add users to projects by itself, in one batch.
    /// </summary>
    /// <remarks>
    /// POST /rest/v2.0/companies/{company_id}/users/bulk_add, in one request. Of 50 items or fewer Procore makes no batch:
    /// the job is complete then, with an outcome for each item. Of a batch it tells only how many items failed, so use
    /// <see cref="AddToProjectsAsync" /> where you must know which.
    /// </remarks>
    /// <param name="assignments">The users and projects; at least one, no two about the same.</param>
    /// <param name="cancellationToken">Cancels the request; the batch may have been started all the same.</param>
    /// <returns>The batch.</returns>
    /// <exception cref="ArgumentException">There is no item, two are about the same, or one can't be right; the message names the position.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its answer names no batch.</exception>
    Task<BulkJob> StartAddToProjectsAsync(IReadOnlyList<ProjectAssignment> assignments, CancellationToken cancellationToken = default);

    /// <summary>
    /// Has Procore remove users from projects by itself, in one batch.
    /// </summary>
    /// <remarks>
    /// POST /rest/v2.0/companies/{company_id}/users/bulk_remove, in one request. Of 50 items or fewer Procore makes no batch:
    /// the job is complete then, with an outcome for each item.
    /// </remarks>
    /// <param name="members">The users and projects; at least one, no two about the same.</param>
    /// <param name="cancellationToken">Cancels the request; the batch may have been started all the same.</param>
    /// <returns>The batch.</returns>
    /// <exception cref="ArgumentException">There is no item, or two are about the same; the message names the position.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its answer names no batch.</exception>
    Task<BulkJob> StartRemoveFromProjectsAsync(IReadOnlyList<ProjectMember> members, CancellationToken cancellationToken = default);

    /// <summary>
    /// A batch that was started before, here or elsewhere.
    /// </summary>
    /// <param name="id">The batch's id: <see cref="BulkJob.Id" />.</param>
    /// <returns>The batch. Nothing is sent.</returns>
    /// <exception cref="ArgumentException"><paramref name="id" /> can't be the id of a batch.</exception>
    BulkJob GetBulkJob(string id);
}
