using System.Globalization;
using Medallion.Threading;
using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>
/// Makes a company's directory in Procore equal to your own system: plans, guards, applies and undoes.
/// </summary>
/// <remarks>
/// Thread-safe. If another run writes to the journal, a run fails at once. Give runs on several machines
/// an <see cref="IDistributedLockProvider" />. Without one they create no user twice, but may report each other's changes as stale.
/// </remarks>
public sealed class PeopleSync : IPeopleSync
{
    private readonly ICompanyUsers _users;
    private readonly DirectoryJournal _journal;
    private readonly IDistributedLockProvider? _locks;
    private readonly TimeProvider _timeProvider;

    /// <summary>
    /// Creates a sync of one company.
    /// </summary>
    /// <param name="users">The company's directory.</param>
    /// <param name="journal">Keeps the old and new values, for <see cref="UndoAsync(string, UndoOptions?, IProgress{DirectoryProgress}?, CancellationToken)" />.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="users" /> or <paramref name="journal" /> is null.</exception>
    public PeopleSync(ICompanyUsers users, DirectoryJournal journal, TimeProvider? timeProvider = null)
    {
        _users = users ?? throw new ArgumentNullException(nameof(users));
        _journal = journal ?? throw new ArgumentNullException(nameof(journal));
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// Creates a sync of one company that runs on one machine at a time.
    /// </summary>
    /// <remarks>
    /// A run that writes takes the lock <c>procore-directory-sync/HOST/COMPANY</c>. If another run has it, it throws
    /// <see cref="IOException" /> at once, and says which process holds it if the journal is shared. If the lock is lost, the run stops.
    /// </remarks>
    /// <param name="users">The company's directory.</param>
    /// <param name="journal">Keeps the old and new values, for <see cref="UndoAsync(string, UndoOptions?, IProgress{DirectoryProgress}?, CancellationToken)" />.</param>
    /// <param name="locks">The locks that all machines share, such as those of the package DistributedLock.Postgres or DistributedLock.Redis.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="users" />, <paramref name="journal" /> or <paramref name="locks" /> is null.</exception>
    public PeopleSync(ICompanyUsers users, DirectoryJournal journal, IDistributedLockProvider locks, TimeProvider? timeProvider = null)
        : this(users, journal, timeProvider) =>
        _locks = locks ?? throw new ArgumentNullException(nameof(locks));

    /// <inheritdoc />
    public async Task<DirectoryPlan> PlanAsync(IAsyncEnumerable<Person> people, DirectorySyncOptions options, CancellationToken cancellationToken = default)
    {
        _ = people ?? throw new ArgumentNullException(nameof(people));
        (options ?? throw new ArgumentNullException(nameof(options))).Check();
        var wanted = new List<Person>();
        await foreach (var person in people.WithCancellation(cancellationToken).ConfigureAwait(false))
            wanted.Add(Checked(person, wanted.Count));
        return await PlanAllAsync(wanted, options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<DirectoryPlan> PlanAsync(IEnumerable<Person> people, DirectorySyncOptions options, CancellationToken cancellationToken = default)
    {
        _ = people ?? throw new ArgumentNullException(nameof(people));
        (options ?? throw new ArgumentNullException(nameof(options))).Check();
        var wanted = new List<Person>();
        foreach (var person in people)
            wanted.Add(Checked(person, wanted.Count));
        return await PlanAllAsync(wanted, options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public Task<DirectoryPlan> PlanDeactivationsAsync(IEnumerable<long> userIds, CancellationToken cancellationToken = default) =>
        PlanStateAsync(userIds, isActive: false, cancellationToken);

    /// <inheritdoc />
    public Task<DirectoryPlan> PlanReactivationsAsync(IEnumerable<long> userIds, CancellationToken cancellationToken = default) =>
        PlanStateAsync(userIds, isActive: true, cancellationToken);

    /// <inheritdoc />
    public async Task<DirectoryRun> ApplyAsync(DirectoryPlan plan, IProgress<DirectoryProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckPlan(plan);
        if (plan.IsEmpty)
            return new DirectoryRun(null, [], plan);
        var alone = await TakeLockAsync(cancellationToken).ConfigureAwait(false);
        await using (alone.ConfigureAwait(false))
        {
            var accountId = await CallingAccount.IdAsync(_users, alone.Stop).ConfigureAwait(false);
            return await RunAsync(plan, accountId, progress, alone).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ChangeOutcome>> CheckAsync(DirectoryPlan plan, CancellationToken cancellationToken = default)
    {
        CheckPlan(plan);
        if (plan.IsEmpty)
            return [];
        var accountId = await CallingAccount.IdAsync(_users, cancellationToken).ConfigureAwait(false);
        return await PlanExecution.CheckAsync(_users, plan, accountId, _timeProvider, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<DirectoryPlan> PlanUndoAsync(string run, UndoOptions? options = null, CancellationToken cancellationToken = default) =>
        (await PlanUndoWithOutcomesAsync(run, options, cancellationToken).ConfigureAwait(false)).Plan;

    /// <inheritdoc />
    public Task<DirectoryRun> UndoAsync(string run, IProgress<DirectoryProgress>? progress = null, CancellationToken cancellationToken = default) =>
        UndoAsync(run, null, progress, cancellationToken);

    /// <inheritdoc />
    public async Task<DirectoryRun> UndoAsync(string run, UndoOptions? options, IProgress<DirectoryProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var journal = await ReadJournalAsync(run, cancellationToken).ConfigureAwait(false);
        var alone = await TakeLockAsync(cancellationToken).ConfigureAwait(false);
        await using (alone.ConfigureAwait(false))
        {
            var accountId = await CallingAccount.IdAsync(_users, alone.Stop).ConfigureAwait(false);
            var (plan, settled) = await PlanUndoAsync(journal, options, alone.Stop).ConfigureAwait(false);
            if (plan.IsEmpty)
                return new DirectoryRun(null, settled, plan);
            var undone = await RunAsync(plan, accountId, progress, alone).ConfigureAwait(false);
            return new DirectoryRun(undone.Id, [.. undone.Outcomes, .. settled], plan);
        }
    }

    private void CheckPlan(DirectoryPlan plan)
    {
        _ = plan ?? throw new ArgumentNullException(nameof(plan));
        new DirectoryAddress(plan.CompanyId, plan.ApiHost).Check(_users, "The plan");
        CheckUnedited(plan);
        if (plan.Header.UndoneRun is null || !plan.IsEmpty)
            PlanGuards.Check(plan);
    }

    private Task<RunLock> TakeLockAsync(CancellationToken cancellationToken) =>
        RunLock.TakeAsync(_journal, _locks, DirectoryAddress.Of(_users), _timeProvider.GetUtcNow(), cancellationToken);

    private static Person Checked(Person? person, int position) =>
        person ?? throw new ArgumentException(FormattableString.Invariant($"Person {position} of the source is null."), nameof(person));

    private async Task<DirectoryPlan> PlanAllAsync(List<Person> wanted, DirectorySyncOptions options, CancellationToken cancellationToken)
    {
        var source = new PlanSource(_timeProvider.GetUtcNow(), DirectoryAddress.Of(_users), []);
        if (wanted.Count == 0)
            PlanGuards.Check(new Planner(new Matching(wanted, options, accountId: 0), options).Plan(source));
        var accountId = await CallingAccount.IdAsync(_users, cancellationToken).ConfigureAwait(false);
        var (matching, warning) = await DirectoryReader.ReadAsync(
            _users,
            () => new Matching(wanted, options, accountId),
            (taker, user) => taker.Take(user),
            cancellationToken,
            options.MatchByEmployeeId).ConfigureAwait(false);
        var plan = new Planner(matching, options).Plan(warning is null ? source : source with { Warnings = [warning] });
        PlanGuards.Check(plan);
        return plan;
    }

    private Task<DirectoryPlan> PlanStateAsync(IEnumerable<long> userIds, bool isActive, CancellationToken cancellationToken)
    {
        var ids = (userIds ?? throw new ArgumentNullException(nameof(userIds))).Distinct().ToList();
        if (ids.Count == 0 || ids.Exists(id => id <= 0))
            throw new ArgumentException(ids.Count == 0 ? "There is no id. Pass at least one." : "An id isn't positive. Take the ids from Procore.", nameof(userIds));
        var options = new DirectorySyncOptions(DirectoryScope.Everybody) { DeactivateMissing = false, MaxDeactivations = ids.Count, MaxReactivations = ids.Count };
        return PlanAsync(ids.Select(id => new Person { Id = id, IsActive = isActive }), options, cancellationToken);
    }

    private async Task<RunJournal> ReadJournalAsync(string run, CancellationToken cancellationToken)
    {
        var journal = await _journal.ReadAsync(run, cancellationToken).ConfigureAwait(false);
        journal.Header.Address.Check(_users, "The run");
        return journal;
    }

    private async Task<(DirectoryPlan Plan, IReadOnlyList<ChangeOutcome> Settled)> PlanUndoWithOutcomesAsync(string run, UndoOptions? options, CancellationToken cancellationToken) =>
        await PlanUndoAsync(await ReadJournalAsync(run, cancellationToken).ConfigureAwait(false), options, cancellationToken).ConfigureAwait(false);

    private async Task<(DirectoryPlan Plan, IReadOnlyList<ChangeOutcome> Settled)> PlanUndoAsync(RunJournal journal, UndoOptions? options, CancellationToken cancellationToken)
    {
        options ??= new UndoOptions();
        if (options.MaxDeactivations < 0 || options.MaxReactivations < 0 || options.MaxUpdates < 0 || options.MaxProjectChanges < 0)
            throw new ArgumentException("A limit of the undo is negative. Use 0 for none, or null for the default.", nameof(options));
        var undo = await UndoPlan.MakeAsync(_users, journal, options, _timeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        if (!undo.Plan.IsEmpty)
            PlanGuards.Check(undo.Plan);
        return undo;
    }

    private async Task<DirectoryRun> RunAsync(DirectoryPlan plan, long accountId, IProgress<DirectoryProgress>? progress, RunLock alone)
    {
        var header = new RunHeader(NewRunId(), DirectoryAddress.Of(_users), _timeProvider.GetUtcNow(), plan.Changes.Count, plan.Header.UndoneRun);
        var journal = await JournalWriter.StartAsync(alone.Journal, header, alone.Stop).ConfigureAwait(false);
        try
        {
            return await new PlanExecution(_users, plan, accountId, journal, _timeProvider, progress).RunAsync(alone.Stop).ConfigureAwait(false);
        }
        catch (PlanExecution.EditedPlanException edited)
        {
            throw new ArgumentException(edited.Message, nameof(plan), edited);
        }
    }

    private string NewRunId() =>
        _timeProvider.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("N").Substring(0, 6);

    /// <exception cref="ArgumentException">The plan was edited.</exception>
    private static void CheckUnedited(DirectoryPlan plan)
    {
        var problems = PlanProblems.Of(plan).ToList();
        if (problems.Count > 0)
            throw new ArgumentException(PlanProblems.Message(problems), nameof(plan));
    }
}
