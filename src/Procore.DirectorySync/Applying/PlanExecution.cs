using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;
using Step = (Procore.DirectorySync.DirectoryChange Change, Procore.CompanyUsers.Models.CompanyUser? User);

namespace Procore.DirectorySync;

/// <summary>
/// Makes the changes of one plan. Deactivations come last, so that a run that is stopped never removes access before its
/// replacement exists.
/// </summary>
internal sealed partial class PlanExecution(
    ICompanyUsers users, DirectoryPlan plan, long accountId, JournalWriter journal, TimeProvider timeProvider, IProgress<DirectoryProgress>? progress)
{
    /// <summary>The number of failures in a row after which the run gives up a stage: the cause isn't a single user then.</summary>
    private const int MaxFailuresInRow = 10;

    /// <summary>How many more failures the next stage may have: a server that is down stops it soon, but users that Procore can't save don't keep leavers active.</summary>
    private const int MoreFailuresPerStage = 3;

    /// <summary>The maximum age of the reading that changes are compared with.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    private readonly Dictionary<DirectoryChange, ChangeOutcome> _outcomes = [];
    private readonly List<ChangeOutcome> _unwritten = [];
    private CurrentUsers? _current;
    private long _readAt;
    private int _made;
    private int _batchSize = plan.Header.BatchSize;
    private int _failuresInRow;
    private int _allowedFailures = MaxFailuresInRow;
    private Exception? _gaveUpFor;

    /// <summary>Counts the requests that the changes of a plan take, if none fails and none is made already.</summary>
    public static int CountRequests(DirectoryPlan plan)
    {
        return Stage(plan.Reactivations, batch => batch.Count + Edits(batch.Where(change => change.Fields.Count > 0)))
            + Stage([.. plan.Links, .. plan.Updates], Edits)
            + Stage(plan.Creates, batch => OneForAll(batch, IsForSync) + batch.Count(IsInTwo))
            + Stage(MembershipsOf(plan, ChangeKind.AddToProject), CountAdditions)
            + Stage(MembershipsOf(plan, ChangeKind.ChangeOnProject), CountChanges)
            + Stage(MembershipsOf(plan, ChangeKind.RemoveFromProject), _ => 1)
            + Stage(plan.Deactivations, batch => batch.Count + Edits(batch.Where(change => change.Fields.Count > 0)));

        int Stage(IReadOnlyList<DirectoryChange> changes, Func<IReadOnlyCollection<DirectoryChange>, int> count) =>
            Enumerable.Range(0, (changes.Count + plan.Header.BatchSize - 1) / plan.Header.BatchSize)
                .Sum(batch => count([.. changes.Skip(batch * plan.Header.BatchSize).Take(plan.Header.BatchSize)]));

        static int Edits(IEnumerable<DirectoryChange> changes) => OneForAll([.. changes], change => change.Fields.All(IsInSync));

        static int OneForAll(IReadOnlyCollection<DirectoryChange> changes, Func<DirectoryChange, bool> isForSync)
        {
            var inSync = changes.Count(isForSync);
            return Math.Min(inSync, 1) + changes.Count - inSync;
        }
    }

    /// <summary>Finds the changes that a run wouldn't send.</summary>
    /// <exception cref="ArgumentException">The plan was edited.</exception>
    /// <exception cref="InvalidOperationException">The plan is of another company.</exception>
    public static async Task<IReadOnlyList<ChangeOutcome>> CheckAsync(ICompanyUsers users, DirectoryPlan plan, long accountId, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var current = await CurrentUsers.ReadAsync(users, plan.Changes, plan.Header.WitnessIds, cancellationToken).ConfigureAwait(false);
        if (current.IsAnotherCompany)
            throw AnotherCompany();
        var problems = PlanProblems.OfNames(plan, current, accountId).ToList();
        if (problems.Count > 0)
            throw new ArgumentException(PlanProblems.Message(problems), nameof(plan));
        var (outcomes, memberships) = (new List<ChangeOutcome>(), new MembershipReader(users, timeProvider, TimeSpan.MaxValue));
        var reactivated = new HashSet<long?>(plan.Reactivations.Select(change => change.Person.UserId));
        foreach (var change in plan.Changes)
        {
            var isActive = reactivated.Contains(change.Person.UserId);
            var (status, message) = await StatusAsync(change, isActive || !NeedsActiveUsers(change) ? null : current).ConfigureAwait(false);
            if (status is { } known)
                outcomes.Add(new ChangeOutcome(change, known, null, message is null ? null : [new ProcoreErrorMessage(null, message)]));
        }
        return outcomes;

        async Task<(ChangeStatus? Status, string? Message)> StatusAsync(DirectoryChange change, CurrentUsers? activeUsers)
        {
            if (change.Membership is null)
            {
                var decision = ChangeDecision.Of(change, current, accountId);
                return (decision.Status, decision.Message);
            }
            var now = await memberships.ReadAsync(change.Person.UserId!.Value, change.Membership.ProjectId, cancellationToken).ConfigureAwait(false);
            var decided = StatusOf(change, now, activeUsers, accountId);
            return (decided?.Status, decided?.Message);
        }
    }

    public async Task<DirectoryRun> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadCheckedAsync(cancellationToken).ConfigureAwait(false);
            await StageAsync(plan.Reactivations, ReactivateAsync, cancellationToken).ConfigureAwait(false);
            await StageAsync([.. plan.Links, .. plan.Updates], EditAsync, cancellationToken).ConfigureAwait(false);
            await StageAsync(plan.Creates, CreateAsync, cancellationToken).ConfigureAwait(false);
            await StaffAsync(cancellationToken).ConfigureAwait(false);
            await StageAsync(plan.Deactivations, DeactivateAsync, cancellationToken).ConfigureAwait(false);
            await journal.WriteEndAsync(timeProvider.GetUtcNow(), isInterrupted: _gaveUpFor is not null).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is EditedPlanException || (exception is AnotherCompanyException && _outcomes.Count == 0))
        {
            await journal.WriteEndAsync(timeProvider.GetUtcNow(), isInterrupted: false).ConfigureAwait(false);
            throw;
        }
        catch (Exception cause)
        {
            await EndInterruptedAsync().ConfigureAwait(false);
            throw new DirectoryRunInterruptedException(Result(), cause is SyncInterruptedException or ProjectsInterruptedException ? cause.InnerException ?? cause : cause);
        }
        return _gaveUpFor is null ? Result() : throw new DirectoryRunInterruptedException(Result(), _gaveUpFor);
    }

    private async Task EndInterruptedAsync()
    {
        try
        {
            await journal.WriteEndAsync(timeProvider.GetUtcNow(), isInterrupted: true).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ProcoreException)
        {
            // The exception reports the cause; without its last record, the journal counts as cut off.
        }
    }

    private DirectoryRun Result() => new(
        journal.Run,
        [.. plan.Changes.Select(change => _outcomes.TryGetValue(change, out var outcome) ? outcome : new ChangeOutcome(change, ChangeStatus.NotSent))],
        plan);

    private Task StageAsync(IReadOnlyList<DirectoryChange> changes, Func<IReadOnlyList<Step>, CancellationToken, Task> make, CancellationToken cancellationToken) =>
        StageAsync(changes, make, BatchAsync, cancellationToken);

    /// <summary>Makes the changes of one kind. If too many fail in a row, the others of the kind aren't sent and the next kind is tried.</summary>
    private async Task StageAsync<TStep>(
        IReadOnlyList<DirectoryChange> changes,
        Func<IReadOnlyList<TStep>, CancellationToken, Task> make,
        Func<IReadOnlyList<DirectoryChange>, Func<IReadOnlyList<TStep>, CancellationToken, Task>, CancellationToken, Task> batchAsync,
        CancellationToken cancellationToken)
    {
        try
        {
            for (var start = 0; start < changes.Count;)
            {
                DirectoryChange[] batch = [.. changes.Skip(start).Take(_batchSize)];
                start += batch.Length;
                await batchAsync(batch, make, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (TooManyFailuresException exception)
        {
            _gaveUpFor ??= exception.InnerException;
            _allowedFailures = _failuresInRow + MoreFailuresPerStage;
        }
    }

    private async Task BatchAsync(IReadOnlyList<DirectoryChange> changes, Func<IReadOnlyList<Step>, CancellationToken, Task> make, CancellationToken cancellationToken)
    {
        var steps = await JudgeAsync(changes, cancellationToken).ConfigureAwait(false);
        await RecordedAsync(steps.Select(step => step.Change), () => make(steps, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes changes to the journal before they are sent, and then their outcomes.</summary>
    private async Task RecordedAsync(IEnumerable<DirectoryChange> changes, Func<Task> make, CancellationToken cancellationToken)
    {
        await journal.WriteAheadAsync(changes, cancellationToken).ConfigureAwait(false);
        try
        {
            await make().ConfigureAwait(false);
        }
        finally
        {
            await journal.WriteOutcomesAsync(_unwritten).ConfigureAwait(false);
            _unwritten.Clear();
        }
    }

    /// <returns>The changes that are to be made; the others are settled.</returns>
    private async Task<IReadOnlyList<Step>> JudgeAsync(IReadOnlyList<DirectoryChange> changes, CancellationToken cancellationToken)
    {
        var current = await ReadCurrentAsync(cancellationToken).ConfigureAwait(false);
        var steps = new List<Step>();
        foreach (var change in changes)
        {
            var decision = ChangeDecision.Of(change, current, accountId);
            if (decision.Status is { } status)
                Settle(change, status, decision.User?.Id, decision.Message is { } message ? [new ProcoreErrorMessage(null, message)] : null);
            else
                steps.Add((change, decision.User));
        }
        Report();
        return steps;
    }

    private async Task<CurrentUsers> ReadCurrentAsync(CancellationToken cancellationToken)
    {
        if (_current is not null && timeProvider.GetElapsedTime(_readAt) <= Freshness)
            return _current;
        _readAt = timeProvider.GetTimestamp();
        _current = await CurrentUsers.ReadAsync(users, plan.Changes, plan.Header.WitnessIds, cancellationToken).ConfigureAwait(false);
        return _current.IsAnotherCompany ? throw AnotherCompany() : _current;
    }

    private static AnotherCompanyException AnotherCompany() => new("The directory lacks users that the plan has seen, so the plan is of another company. Nothing was sent.");

    /// <summary>Reads the users before the first change, and makes sure that the plan means those that it shows.</summary>
    private async Task ReadCheckedAsync(CancellationToken cancellationToken)
    {
        var problems = PlanProblems.OfNames(plan, await ReadCurrentAsync(cancellationToken).ConfigureAwait(false), accountId).ToList();
        if (problems.Count > 0)
            throw new EditedPlanException(PlanProblems.Message(problems));
    }

    private async Task ReactivateAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        var active = new List<Step>();
        foreach (var step in steps)
        {
            var isActive = step.User!.IsActive == true
                || await TryAsync(step, () => users.ReactivateAsync(step.User.Id, cancellationToken), cancellationToken).ConfigureAwait(false) is not null;
            if (!isActive)
                continue;
            if (step.Change.Fields.Count > 0)
                HalfDone(step, active);
            else
                Done(step);
            Report();
        }
        await SetFieldsAsync(active, Done, cancellationToken).ConfigureAwait(false);
    }

    private Task EditAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken) => SetFieldsAsync(steps, Done, cancellationToken);

    private async Task DeactivateAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        var ready = steps.Where(step => step.Change.Fields.Count == 0).ToList();
        await SetFieldsAsync([.. steps.Where(step => step.Change.Fields.Count > 0)], step => HalfDone(step, ready), cancellationToken).ConfigureAwait(false);
        foreach (var step in ready)
        {
            if (await TryAsync(step, () => users.DeactivateAsync(step.User!.Id, cancellationToken), cancellationToken).ConfigureAwait(false) is null)
                continue;
            Done(step);
            Report();
        }
    }

    private async Task CreateAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        var half = steps.Where(step => step.User is not null).ToList();
        var newcomers = steps.Where(step => step.User is null).ToList();
        await SyncAsync([.. newcomers.Where(step => IsForSync(step.Change)).Select(step => (step, WriteModels.Of<CompanyUserSyncItem>(FirstFields(step.Change))))], Created, cancellationToken).ConfigureAwait(false);
        foreach (var step in newcomers.Where(step => !IsForSync(step.Change)))
        {
            if (await TryAsync(step, () => users.CreateAsync(WriteModels.Of<NewCompanyUser>(FirstFields(step.Change)), null, cancellationToken), cancellationToken).ConfigureAwait(false) is not { } user)
                continue;
            Created((step.Change, user));
            Report();
        }
        foreach (var step in half.ToList())
        {
            var rest = step.Change.Fields.Where(field => field.Name is SyncField.OriginIdName or SyncField.AddToNewProjects).ToList();
            await UpdateAsync(step, rest, Done, cancellationToken).ConfigureAwait(false);
        }

        void Created(Step step)
        {
            if (IsInTwo(step.Change))
                HalfDone(step, half);
            else
                Done(step);
        }
    }

    /// <summary>Without an origin id a sync would create the user each time; a create is refused the second time, because of the address.</summary>
    private static bool IsForSync(DirectoryChange change) => change.OriginId() is not null && change.Find(SyncField.BidContact) is null;

    private static bool IsInSync(FieldChange field) => SyncField.Of(field.Name).IsInSync;

    /// <summary>Whether an update must follow, which alone takes the field.</summary>
    private static bool IsInTwo(DirectoryChange change) => change.Find(SyncField.AddToNewProjects) is not null;

    private static IEnumerable<(string Name, object? Value)> FirstFields(DirectoryChange change) => change.Fields
        .Where(field => field.Name != SyncField.AddToNewProjects)
        .Select(field => (field.Name, field.Name == SyncField.OriginIdName && IsInTwo(change) ? IncompleteCreate.Mark((string)field.New!) : field.New));

    private async Task SetFieldsAsync(IReadOnlyList<Step> steps, Action<Step> set, CancellationToken cancellationToken)
    {
        var isForSync = steps.ToLookup(step => step.Change.Fields.All(IsInSync));
        await SyncAsync([.. isForSync[true].Select(step => (step, ItemOf(step)))], set, cancellationToken).ConfigureAwait(false);
        foreach (var step in isForSync[false])
            await UpdateAsync(step, step.Change.Fields, set, cancellationToken).ConfigureAwait(false);
    }

    private static CompanyUserSyncItem ItemOf(Step step)
    {
        var item = WriteModels.Of<CompanyUserSyncItem>(step.Change.Fields);
        item.Id = step.User!.Id;
        return item;
    }

    private async Task UpdateAsync(Step step, IReadOnlyList<FieldChange> fields, Action<Step> set, CancellationToken cancellationToken)
    {
        if (await TryAsync(step, () => users.UpdateAsync(step.User!.Id, WriteModels.Of<CompanyUserChanges>(fields), null, cancellationToken), cancellationToken).ConfigureAwait(false) is null)
            return;
        set(step);
        Report();
    }

    /// <summary>
    /// Sends one request of a sync and settles all of its users. If it fails, its halves are sent: all items have an id or an
    /// origin id, so repeating them is harmless.
    /// </summary>
    /// <returns>Whether every request got a response.</returns>
    private async Task<bool> SyncAsync(IReadOnlyList<(Step Step, CompanyUserSyncItem Item)> items, Action<Step> saved, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
            return true;
        Exception failure;
        try
        {
            var outcomes = await users.SyncAsync(items.Select(item => item.Item), new SyncOptions { ItemsPerRequest = items.Count }, null, cancellationToken).ConfigureAwait(false);
            Succeed();
            foreach (var (step, outcome) in items.Zip(outcomes, (item, outcome) => (item.Step, outcome)))
            {
                if (outcome.Status is SyncStatus.Saved or SyncStatus.SavedExceptIsActive)
                    saved((step.Change, outcome.User));
                else
                    Settle(step.Change, StatusOf(outcome), step.User?.Id, outcome.Errors);
            }
            Report();
            return true;
        }
        catch (SyncInterruptedException interrupted)
        {
            // If the run ends before they are repeated, this is their outcome.
            foreach (var entry in interrupted.InDoubt)
                Settle(items[(int)entry.Position].Step.Change, ChangeStatus.InDoubt);
            if (interrupted.InnerException is not { } cause || !MayLieInOne(cause))
                throw;
            failure = cause;
        }
        if (items.Count == 1)
        {
            Fail(items[0].Step, failure);
            return false;
        }
        var half = (items.Count + 1) / 2;
        var isFirstHalfAnswered = await SyncAsync([.. items.Take(half)], saved, cancellationToken).ConfigureAwait(false);
        var isSecondHalfAnswered = await SyncAsync([.. items.Skip(half)], saved, cancellationToken).ConfigureAwait(false);
        // Neither half failed, so the size was the cause.
        if (isFirstHalfAnswered && isSecondHalfAnswered)
            _batchSize = Math.Min(_batchSize, half);
        return isFirstHalfAnswered && isSecondHalfAnswered;
    }

    private static ChangeStatus StatusOf(SyncOutcome outcome) => outcome.Status switch
    {
        SyncStatus.Refused => ChangeStatus.Refused,
        SyncStatus.NotSent => ChangeStatus.NotSent,
        _ => ChangeStatus.InDoubt,
    };

    /// <returns>The user; null if the request failed for a reason that may lie in the user. Then the step has its outcome, and the run continues.</returns>
    private async Task<CompanyUser?> TryAsync(Step step, Func<Task<CompanyUser>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var user = await send().ConfigureAwait(false);
            Succeed();
            return user;
        }
        catch (ProcoreException exception) when (IsAboutThePerson(exception))
        {
            Succeed();
            Settle(step.Change, ChangeStatus.Refused, step.User?.Id, ErrorsOf(exception));
            Report();
            return null;
        }
        catch (ProcoreException exception) when (MayLieInOne(exception))
        {
            Fail(step, exception);
            return null;
        }
        catch (Exception exception) when (exception is not ProcoreException { MayHaveBeenApplied: false })
        {
            Settle(step.Change, ChangeStatus.InDoubt, step.User?.Id);
            throw;
        }
    }

    private void Succeed()
    {
        _failuresInRow = 0;
        _allowedFailures = MaxFailuresInRow;
    }

    /// <summary>Records the outcome of a user whose request failed.</summary>
    private void Fail(Step step, Exception failure)
    {
        var errors = failure is ProcoreException exception ? ErrorsOf(exception) : [];
        Settle(step.Change, failure is ProcoreException { MayHaveBeenApplied: false } ? ChangeStatus.Refused : ChangeStatus.InDoubt, step.User?.Id, errors);
        Report();
        CountFailure(failure);
    }

    private void CountFailure(Exception failure)
    {
        if (++_failuresInRow >= _allowedFailures)
            throw new TooManyFailuresException(failure);
    }

    private static IReadOnlyList<ProcoreErrorMessage> ErrorsOf(ProcoreException exception) =>
        exception.Errors.Count > 0 ? exception.Errors : [new ProcoreErrorMessage(null, exception.Message)];

    /// <summary>Whether a request may have failed because of one user in it, or because of their number.</summary>
    private static bool MayLieInOne(Exception exception) => exception switch
    {
        ReauthorizationRequiredException or RateLimitExceededException or CompanyNotConnectedException => false,
        ProcoreConnectionException connection => connection.MayHaveBeenApplied,
        ProcoreException { StatusCode: (>= 200 and < 300) or 400 or 408 or 409 or 413 or 414 or 422 or 500 or 502 or (>= 504 and < 600) } => true,
        _ => false,
    };

    private static bool IsAboutThePerson(ProcoreException exception) =>
        exception is { StatusCode: 400 or 403 or 404 or 409 or 422, MayHaveBeenApplied: false } and not CompanyNotConnectedException;

    private void Done(Step step) => Settle(step.Change, ChangeStatus.Done, step.User?.Id);

    /// <summary>Settles a change that needs another request; if the run ends here, the next run completes it.</summary>
    private void HalfDone(Step step, List<Step> rest)
    {
        Settle(step.Change, ChangeStatus.InDoubt, step.User?.Id, [new ProcoreErrorMessage(null, "The change was made in part. The next run completes it.")]);
        rest.Add(step);
    }

    private void Settle(DirectoryChange change, ChangeStatus status, long? userId = null, IReadOnlyList<ProcoreErrorMessage>? errors = null)
    {
        var outcome = new ChangeOutcome(change, status, userId, errors);
        _outcomes[change] = outcome;
        _unwritten.Add(outcome);
        if (status is ChangeStatus.Done or ChangeStatus.AlreadyDone)
            _made++;
    }

    private void Report() => progress?.Report(new DirectoryProgress(journal.Run, plan.Changes.Count, _outcomes.Count, _made));

    internal sealed class EditedPlanException(string message) : Exception(message);

    private sealed class AnotherCompanyException(string message) : InvalidOperationException(message);

    private sealed class TooManyFailuresException(Exception last) : Exception("Too many requests failed in a row.", last);
}
