using System.Globalization;
using Procore.CompanyUsers;

namespace Procore.DirectorySync;

/// <summary>
/// Makes a company's directory in Procore equal to what your own system says: plans, guards, applies, and puts back.
/// </summary>
/// <remarks>
/// Thread-safe. Runs that share a journal's folder wait for nobody: the second one fails at once. Runs on several machines
/// aren't kept apart, and needn't be for nobody to come twice; they may stop each other's changes as stale.
/// </remarks>
public sealed class PeopleSync
{
    private readonly ICompanyUsers _users;
    private readonly DirectoryJournal _journal;
    private readonly TimeProvider _timeProvider;

    /// <summary>
    /// A sync of one company.
    /// </summary>
    /// <param name="users">The company's directory.</param>
    /// <param name="journal">Where the values before and after are kept for <see cref="UndoAsync" />.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="users" /> or <paramref name="journal" /> is null.</exception>
    public PeopleSync(ICompanyUsers users, DirectoryJournal journal, TimeProvider? timeProvider = null)
    {
        _users = users ?? throw new ArgumentNullException(nameof(users));
        _journal = journal ?? throw new ArgumentNullException(nameof(journal));
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// Finds what it takes to make the directory what is wanted. Sends nothing but reads.
    /// </summary>
    /// <remarks>
    /// <para>GET /rest/v1.3/companies/{company_id}/me, then GET /rest/v1.3/users page by page, once; again, at most twice, if
    /// people come or go meanwhile. Holds the people that are wanted and the users whom they find.</para>
    /// <para>A person is found by id, by origin id and by the keys that <paramref name="options" /> ask for, among active and
    /// inactive users. All keys must find the same user, who must not be somebody else's; whatever isn't clear is a conflict.</para>
    /// </remarks>
    /// <param name="people">Everybody who is to be in scope, in any order; read once, to its end, before anything is sent.</param>
    /// <param name="options">How to find people, what to send, and what the plan may do.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">The options can't be right, or one of the people is null; the message names the position.</exception>
    /// <exception cref="GuardTrippedException">The plan does more than it may, or there is nobody in <paramref name="people" />.</exception>
    /// <exception cref="ProcoreException">Procore refused, its answer can't be read, or people came and went all the while.</exception>
    public async Task<DirectoryPlan> PlanAsync(IAsyncEnumerable<Person> people, DirectorySyncOptions options, CancellationToken cancellationToken = default)
    {
        _ = people ?? throw new ArgumentNullException(nameof(people));
        (options ?? throw new ArgumentNullException(nameof(options))).Check();
        var wanted = new List<Person>();
        await foreach (var person in people.WithCancellation(cancellationToken).ConfigureAwait(false))
            wanted.Add(person ?? throw new ArgumentException(FormattableString.Invariant($"Person {wanted.Count} is null."), nameof(people)));
        return await PlanWholeAsync(wanted, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes the changes of a plan, and nothing else.
    /// </summary>
    /// <remarks>
    /// <para>The directory is read once more, so that a person who was changed since the plan is left alone
    /// (<see cref="ChangeStatus.Stale" />), and again where the last reading is older than five minutes. Before each batch,
    /// of at most 1,000 people, the journal has the values before and after.</para>
    /// <para>Fields of users, and newcomers who have an origin id: PATCH /rest/v1.3/companies/{company_id}/users/sync. Newcomers
    /// without one, and those with <see cref="Person.BidContact" />: POST …/users. <see cref="Person.AddToNewProjects" /> and
    /// deactivations: PATCH …/users/{id}. Reactivations: PATCH /rest/v1.0/companies/{company_id}/users/inactive/{id}.</para>
    /// <para>A run that was stopped, in whatever way, is simply run again, from this plan or a new one: nobody comes twice.
    /// A plan that is empty sends nothing at all.</para>
    /// </remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Told after each request that writes. What it throws ends the run, with nothing in doubt.</param>
    /// <param name="cancellationToken">Stops the run; what was sent stays.</param>
    /// <returns>One outcome for each change. Procore may have refused some: see <see cref="DirectoryRun.IsComplete" />.</returns>
    /// <exception cref="ArgumentException">The plan, as read from JSON, changes somebody twice or somebody who is protected.</exception>
    /// <exception cref="GuardTrippedException">The plan does more than it may.</exception>
    /// <exception cref="IOException">Another run is writing to the journal's folder, or it can't be made.</exception>
    /// <exception cref="DirectoryRunInterruptedException">A request failed for good, the run was cancelled, the journal can't be written, or the plan is another company's.</exception>
    public async Task<DirectoryRun> ApplyAsync(DirectoryPlan plan, IProgress<DirectoryProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        PlanGuards.Check(plan ?? throw new ArgumentNullException(nameof(plan)));
        Check(plan);
        if (plan.IsEmpty)
            return new DirectoryRun(null, []);
        using var alone = _journal.Lock();
        var accountId = await CallingAccount.IdAsync(_users, cancellationToken).ConfigureAwait(false);
        return await RunAsync(plan, accountId, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Puts a run back: fields get their values from before, whoever was linked loses the origin id, whoever was deactivated is
    /// reactivated and the reverse, and whoever was created is deactivated, since Procore deletes nobody.
    /// </summary>
    /// <remarks>
    /// Goes by the journal and the directory as it is now, so that it also undoes a run that was killed. Who has been changed
    /// after the run is left alone and has an outcome that says so. No guard applies. An undo is a run, which can be undone.
    /// </remarks>
    /// <param name="run">The run's id: <see cref="DirectoryRun.Id" />.</param>
    /// <param name="progress">Told after each request.</param>
    /// <param name="cancellationToken">Stops the undo; it can be started again.</param>
    /// <returns>One outcome for each change of the run: those that are put back first.</returns>
    /// <exception cref="ArgumentException">The journal has no such run.</exception>
    /// <exception cref="FormatException">The journal's file is damaged.</exception>
    /// <exception cref="IOException">Another run is writing to the journal's folder, or it can't be made.</exception>
    /// <exception cref="DirectoryRunInterruptedException">A request failed for good, the undo was cancelled, or the journal can't be written.</exception>
    public async Task<DirectoryRun> UndoAsync(string run, IProgress<DirectoryProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var entries = _journal.Read(run ?? throw new ArgumentNullException(nameof(run)));
        using var alone = _journal.Lock();
        var accountId = await CallingAccount.IdAsync(_users, cancellationToken).ConfigureAwait(false);
        var (plan, settled) = await UndoPlan.MakeAsync(_users, entries, _timeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        if (plan.IsEmpty)
            return new DirectoryRun(null, settled);
        var undone = await RunAsync(plan, accountId, progress, cancellationToken).ConfigureAwait(false);
        return new DirectoryRun(undone.Id, [.. undone.Outcomes, .. settled]);
    }

    private async Task<DirectoryRun> RunAsync(DirectoryPlan plan, long accountId, IProgress<DirectoryProgress>? progress, CancellationToken cancellationToken)
    {
        using var journal = _journal.Start(RunId());
        return await new PlanExecution(_users, plan, accountId, journal, _timeProvider, progress).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private string RunId() =>
        _timeProvider.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("N").Substring(0, 6);

    /// <summary>A plan that was kept in a file may have been edited.</summary>
    private static void Check(DirectoryPlan plan)
    {
        var protectedIds = new HashSet<long>(plan.Header.ProtectedIds);
        var seen = new HashSet<long>();
        foreach (var change in plan.Changes)
        {
            if (change.Person.UserId is not { } id)
                continue;
            if (!seen.Add(id))
                throw new ArgumentException(FormattableString.Invariant($"The plan changes user {id} twice. Make it anew."), nameof(plan));
            if (protectedIds.Contains(id))
                throw new ArgumentException(FormattableString.Invariant($"The plan changes user {id}, who is protected. Make it anew."), nameof(plan));
        }
    }

    private async Task<DirectoryPlan> PlanWholeAsync(List<Person> wanted, DirectorySyncOptions options, CancellationToken cancellationToken)
    {
        var plannedAt = _timeProvider.GetUtcNow();
        if (wanted.Count == 0)
            PlanGuards.Check(new Planner(new Matching(wanted, options, accountId: 0), options).Plan(plannedAt));
        var accountId = await CallingAccount.IdAsync(_users, cancellationToken).ConfigureAwait(false);
        var matching = await DirectoryReader.ReadAsync(
            _users,
            () => new Matching(wanted, options, accountId),
            (taker, user) => taker.Take(user),
            cancellationToken).ConfigureAwait(false);
        var plan = new Planner(matching, options).Plan(plannedAt);
        PlanGuards.Check(plan);
        return plan;
    }
}
