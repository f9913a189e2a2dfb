using Procore.CompanyUsers;

namespace Procore.DirectorySync;

/// <summary>
/// Makes a company's directory in Procore equal to your own system: plans, guards, applies and undoes.
/// </summary>
/// <remarks><see cref="PeopleSync" /> implements it; the interface exists for tests of your own code.</remarks>
public interface IPeopleSync
{
    /// <summary>
    /// Finds the changes that make the directory equal to the source. Only reads.
    /// </summary>
    /// <remarks>
    /// <para>GET /companies/{company_id}/me, then GET /users page by page, once. If users are added or removed
    /// meanwhile, or the total doesn't match the pages, it reads again, at most twice. Memory holds the people of the source and the
    /// users that they match.</para>
    /// <para>A person is matched by id, by origin id and by the keys that <paramref name="options" /> name, among active and
    /// inactive users. All keys must find the same user, who must match no other person; anything else is a conflict.</para>
    /// </remarks>
    /// <param name="people">All people who should be in scope, in any order; read once, to the end, before the first request.</param>
    /// <param name="options">How to match people, what to send, and how much the plan may change.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">The options are invalid, or one of the people is null; the message names the position.</exception>
    /// <exception cref="GuardTrippedException">The plan exceeds a limit, or <paramref name="people" /> is empty.</exception>
    /// <exception cref="ProcoreException">Procore refused, its response can't be read, or users kept being added or removed.</exception>
    Task<DirectoryPlan> PlanAsync(IAsyncEnumerable<Person> people, DirectorySyncOptions options, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="PlanAsync(IAsyncEnumerable{Person}, DirectorySyncOptions, CancellationToken)" />
    Task<DirectoryPlan> PlanAsync(IEnumerable<Person> people, DirectorySyncOptions options, CancellationToken cancellationToken = default);

    /// <summary>
    /// Plans to deactivate some users, so that the run has a journal and can be undone. Only reads.
    /// </summary>
    /// <remarks>The same requests as <see cref="PlanAsync(IAsyncEnumerable{Person}, DirectorySyncOptions, CancellationToken)" />. Users that are inactive already are unchanged; an unknown id is a conflict.</remarks>
    /// <param name="userIds">Procore's ids of the users.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The plan. Its limits allow all of the users.</returns>
    /// <exception cref="ArgumentException">There is no id, or one isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    Task<DirectoryPlan> PlanDeactivationsAsync(IEnumerable<long> userIds, CancellationToken cancellationToken = default);

    /// <summary>
    /// Plans to reactivate some users, so that the run has a journal and can be undone. Only reads.
    /// </summary>
    /// <remarks>The same requests as <see cref="PlanAsync(IAsyncEnumerable{Person}, DirectorySyncOptions, CancellationToken)" />. Users that are active already are unchanged; an unknown id is a conflict.</remarks>
    /// <param name="userIds">Procore's ids of the users.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The plan. Its limits allow all of the users.</returns>
    /// <exception cref="ArgumentException">There is no id, or one isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    Task<DirectoryPlan> PlanReactivationsAsync(IEnumerable<long> userIds, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the changes of a plan, and nothing else.
    /// </summary>
    /// <remarks>
    /// <para>Reads the directory again, so that a user who was changed after the plan is left alone
    /// (<see cref="ChangeStatus.Stale" />), and once more whenever the last reading is older than five minutes. Before each
    /// batch, the journal has the values before and after.</para>
    /// <para>Fields of users, and new users with an origin id: PATCH /companies/{company_id}/users/sync. New users
    /// without one, and those with <see cref="Person.BidContact" />: POST …/users. <see cref="Person.AddToNewProjects" /> and
    /// deactivations: PATCH …/users/{id}. Reactivations: PATCH /companies/{company_id}/users/inactive/{id}.</para>
    /// <para>Memberships of projects: reads the projects of each user with such a change, and then sends additions, changes and
    /// removals with <see cref="CompanyUsersExtensions" />.</para>
    /// <para>A request that fails for a reason that may lie in one user is halved, down to that user, who has an outcome with the
    /// reason; the others are still saved. After ten failures in a row the run gives up the current kind of change, tries the other kinds, and
    /// ends with an exception.</para>
    /// <para>A run that was stopped in any way can be run again, from this plan or a new one: no user is created
    /// twice. An empty plan sends no request.</para>
    /// </remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Called after each request that writes. If it throws, the run ends with nothing in doubt.</param>
    /// <param name="cancellationToken">Stops the run; what was sent stays.</param>
    /// <returns>One outcome per change. Procore may have refused some: see <see cref="DirectoryRun.IsComplete" />.</returns>
    /// <exception cref="ArgumentException">The plan was edited, such as to change a user twice, a protected user, or a user that it doesn't show. The message lists every problem.</exception>
    /// <exception cref="GuardTrippedException">The plan exceeds a limit.</exception>
    /// <exception cref="InvalidOperationException">The plan is of another company or another API host.</exception>
    /// <exception cref="IOException">Another run is writing to the journal, or its folder can't be created.</exception>
    /// <exception cref="UnauthorizedAccessException">Others can access the journal: in a folder, other users of the machine.</exception>
    /// <exception cref="DirectoryRunInterruptedException">Requests failed, the run was cancelled, or the journal can't be written.</exception>
    Task<DirectoryRun> ApplyAsync(DirectoryPlan plan, IProgress<DirectoryProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds what <see cref="ApplyAsync" /> would refuse or leave, such as users that were changed since the plan was made. Only reads.
    /// </summary>
    /// <remarks>
    /// Reads the directory, and the projects of each user with a change of a membership. Throws what <see cref="ApplyAsync" /> would throw
    /// before it sends anything, except that it doesn't look at the journal. Procore may still refuse other changes.
    /// </remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The changes that wouldn't be sent, each with the reason; they may be made already.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="plan" /> is null.</exception>
    /// <exception cref="ArgumentException">The plan was edited; the message lists every problem.</exception>
    /// <exception cref="GuardTrippedException">The plan exceeds a limit.</exception>
    /// <exception cref="InvalidOperationException">The plan is of another company or another API host.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    Task<IReadOnlyList<ChangeOutcome>> CheckAsync(DirectoryPlan plan, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds the changes that undo a run. Only reads; <see cref="ApplyAsync" /> makes them.
    /// </summary>
    /// <remarks>
    /// Fields get their old values back, linked users lose the origin id, deactivated users are reactivated and the reverse,
    /// and created users are deactivated, because Procore has no way to delete a user. Users that were changed after the run are left alone.
    /// Memberships of projects get their permission templates and roles back.
    /// </remarks>
    /// <param name="run">The run's id: <see cref="DirectoryRun.Id" />.</param>
    /// <param name="options">How much the undo may change; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The plan. Its warnings say whether the journal is complete, and how many changes can't be undone.</returns>
    /// <exception cref="ArgumentException">The journal has no such run, or a limit is negative.</exception>
    /// <exception cref="ProcoreException">The run's records are damaged, or the journal's store is unavailable.</exception>
    /// <exception cref="GuardTrippedException">The undo exceeds a limit.</exception>
    /// <exception cref="InvalidOperationException">The run is of another company or another API host.</exception>
    /// <exception cref="UnauthorizedAccessException">Others can access the journal: in a folder, other users of the machine.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its response can't be read.</exception>
    Task<DirectoryPlan> PlanUndoAsync(string run, UndoOptions? options = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="UndoAsync(string, UndoOptions?, IProgress{DirectoryProgress}?, CancellationToken)" />
    Task<DirectoryRun> UndoAsync(string run, IProgress<DirectoryProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Undoes a run: <see cref="PlanUndoAsync" /> and <see cref="ApplyAsync" /> in one.
    /// </summary>
    /// <remarks>
    /// Uses the journal and the current directory, so it can also undo a run that was killed. An undo is a run, which can
    /// be undone.
    /// </remarks>
    /// <param name="run">The run's id: <see cref="DirectoryRun.Id" />.</param>
    /// <param name="options">How much the undo may change; null for the defaults.</param>
    /// <param name="progress">Called after each request that writes.</param>
    /// <param name="cancellationToken">Stops the undo; it can be started again.</param>
    /// <returns>
    /// One outcome for each change of the run, those that are undone first. It isn't complete if users were changed after the run,
    /// or if the journal has no last record.
    /// </returns>
    /// <exception cref="ArgumentException">The journal has no such run, or a limit is negative.</exception>
    /// <exception cref="ProcoreException">The run's records are damaged, or the journal's store is unavailable.</exception>
    /// <exception cref="GuardTrippedException">The undo exceeds a limit.</exception>
    /// <exception cref="InvalidOperationException">The run is of another company or another API host.</exception>
    /// <exception cref="IOException">Another run is writing to the journal, or its folder can't be created.</exception>
    /// <exception cref="UnauthorizedAccessException">Others can access the journal: in a folder, other users of the machine.</exception>
    /// <exception cref="DirectoryRunInterruptedException">Requests failed, the undo was cancelled, or the journal can't be written.</exception>
    Task<DirectoryRun> UndoAsync(string run, UndoOptions? options, IProgress<DirectoryProgress>? progress = null, CancellationToken cancellationToken = default);
}
