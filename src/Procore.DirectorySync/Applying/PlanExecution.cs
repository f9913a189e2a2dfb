using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;
using Step = (Procore.DirectorySync.DirectoryChange Change, Procore.CompanyUsers.Models.CompanyUser? User);

namespace Procore.DirectorySync;

/// <summary>
/// Makes the changes of one plan, those that take access away last: a run that is stopped before its end has locked nobody
/// out whom it was to replace.
/// </summary>
internal sealed class PlanExecution(
    ICompanyUsers users, DirectoryPlan plan, long accountId, JournalWriter journal, TimeProvider timeProvider, IProgress<DirectoryProgress>? progress)
{
    private const int BatchSize = 1000;

    /// <summary>How old the reading may be by which changes are judged.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    private readonly Dictionary<DirectoryChange, ChangeOutcome> _outcomes = [];
    private readonly List<ChangeOutcome> _unwritten = [];
    private CurrentUsers? _current;
    private long _readAt;
    private int _made;

    public async Task<DirectoryRun> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await InBatchesAsync(plan.Reactivations, ReactivateAsync, cancellationToken).ConfigureAwait(false);
            await InBatchesAsync([.. plan.Links, .. plan.Updates], EditAsync, cancellationToken).ConfigureAwait(false);
            await InBatchesAsync(plan.Creates, CreateAsync, cancellationToken).ConfigureAwait(false);
            await InBatchesAsync(plan.Deactivations, DeactivateAsync, cancellationToken).ConfigureAwait(false);
            return Result();
        }
        catch (Exception cause)
        {
            throw new DirectoryRunInterruptedException(Result(), cause is SyncInterruptedException { InnerException: { } inner } ? inner : cause);
        }
    }

    private DirectoryRun Result() =>
        new(journal.Run, [.. plan.Changes.Select(change => _outcomes.TryGetValue(change, out var outcome) ? outcome : new ChangeOutcome(change, ChangeStatus.NotSent))]);

    private async Task InBatchesAsync(
        IReadOnlyList<DirectoryChange> changes, Func<IReadOnlyList<Step>, CancellationToken, Task> make, CancellationToken cancellationToken)
    {
        for (var start = 0; start < changes.Count; start += BatchSize)
        {
            var steps = await JudgeAsync([.. changes.Skip(start).Take(BatchSize)], cancellationToken).ConfigureAwait(false);
            journal.WriteAhead(steps.Select(step => step.Change));
            try
            {
                await make(steps, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                journal.WriteOutcomes(_unwritten);
                _unwritten.Clear();
            }
        }
    }

    /// <returns>Those of the changes that are to be made; the others are settled.</returns>
    private async Task<IReadOnlyList<Step>> JudgeAsync(IReadOnlyList<DirectoryChange> changes, CancellationToken cancellationToken)
    {
        if (_current is null || timeProvider.GetElapsedTime(_readAt) > Freshness)
        {
            _readAt = timeProvider.GetTimestamp();
            _current = await CurrentUsers.ReadAsync(users, plan.Changes, plan.Header.WitnessIds, cancellationToken).ConfigureAwait(false);
            if (_current.IsAnotherCompany)
                throw new InvalidOperationException("The directory lacks people whom the plan has seen: the plan is another company's. Nothing was sent.");
        }

        var steps = new List<Step>();
        foreach (var change in changes)
        {
            var decision = ChangeDecision.Of(change, _current, accountId);
            if (decision.Status is { } status)
                Settle(change, status, decision.User?.Id, decision.Message is { } message ? [new ProcoreErrorMessage(null, message)] : null);
            else
                steps.Add((change, decision.User));
        }
        Report();
        return steps;
    }

    private async Task ReactivateAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        var active = new List<Step>();
        foreach (var step in steps)
        {
            var isActive = step.User!.IsActive == true
                || await TryAsync(step, () => users.ReactivateAsync(step.User.Id!.Value, cancellationToken), cancellationToken).ConfigureAwait(false) is not null;
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
            if (await TryAsync(step, () => users.DeactivateAsync(step.User!.Id!.Value, cancellationToken), cancellationToken).ConfigureAwait(false) is null)
                continue;
            Done(step);
            Report();
        }
    }

    private async Task CreateAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        var half = steps.Where(step => step.User is not null).ToList();
        var newcomers = steps.Where(step => step.User is null).ToList();
        await SyncAsync([.. newcomers.Where(IsForSync).Select(step => (step, WriteModels.Of<CompanyUserSyncItem>(FirstFields(step.Change))))], Created, cancellationToken).ConfigureAwait(false);
        foreach (var step in newcomers.Where(step => !IsForSync(step)))
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

    /// <summary>Without an origin id a sync would create the person each time; a create is refused the second time, by the address.</summary>
    private static bool IsForSync(Step step) => step.Change.OriginId() is not null && step.Change.Find(SyncField.BidContact) is null;

    /// <summary>What only an update takes has to follow.</summary>
    private static bool IsInTwo(DirectoryChange change) => change.Find(SyncField.AddToNewProjects) is not null;

    private static IEnumerable<(string Name, object? Value)> FirstFields(DirectoryChange change) => change.Fields
        .Where(field => field.Name != SyncField.AddToNewProjects)
        .Select(field => (field.Name, field.Name == SyncField.OriginIdName && IsInTwo(change) ? IncompleteCreate.Mark((string)field.New!) : field.New));

    private async Task SetFieldsAsync(IReadOnlyList<Step> steps, Action<Step> set, CancellationToken cancellationToken)
    {
        var isForSync = steps.ToLookup(step => step.Change.Fields.All(field => SyncField.Of(field.Name).IsInSync));
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
        if (await TryAsync(step, () => users.UpdateAsync(step.User!.Id!.Value, WriteModels.Of<CompanyUserChanges>(fields), null, cancellationToken), cancellationToken).ConfigureAwait(false) is null)
            return;
        set(step);
        Report();
    }

    /// <summary>Sends one request of a sync, and settles everybody in it.</summary>
    private async Task SyncAsync(IReadOnlyList<(Step Step, CompanyUserSyncItem Item)> items, Action<Step> saved, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
            return;
        try
        {
            var outcomes = await users.SyncAllAsync(items.Select(item => item.Item), new SyncOptions { BatchSize = BatchSize }, null, cancellationToken).ConfigureAwait(false);
            foreach (var (step, outcome) in items.Zip(outcomes, (item, outcome) => (item.Step, outcome)))
            {
                if (outcome.Status == SyncStatus.Saved)
                    saved((step.Change, outcome.User));
                else
                    Settle(step.Change, StatusOf(outcome), step.User?.Id, outcome.Errors);
            }
        }
        catch (SyncInterruptedException interrupted)
        {
            foreach (var entry in interrupted.InDoubt)
                Settle(items[(int)entry.Position].Step.Change, ChangeStatus.InDoubt);
            throw;
        }
        Report();
    }

    private static ChangeStatus StatusOf(SyncOutcome outcome) => outcome.Status switch
    {
        SyncStatus.Refused => ChangeStatus.Refused,
        SyncStatus.NotSent => ChangeStatus.NotSent,
        _ => ChangeStatus.InDoubt,
    };

    /// <returns>The user; null where Procore refused, so that the step is settled and the run goes on.</returns>
    private async Task<CompanyUser?> TryAsync(Step step, Func<Task<CompanyUser>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (ProcoreException exception) when (IsAboutThePerson(exception))
        {
            Settle(step.Change, ChangeStatus.Refused, step.User?.Id, exception.Errors.Count > 0 ? exception.Errors : [new ProcoreErrorMessage(null, exception.Message)]);
            Report();
            return null;
        }
        catch (Exception exception) when (exception is not ProcoreException { MayHaveBeenApplied: false })
        {
            Settle(step.Change, ChangeStatus.InDoubt, step.User?.Id);
            throw;
        }
    }

    private static bool IsAboutThePerson(ProcoreException exception) =>
        exception is { StatusCode: 400 or 403 or 404 or 409 or 422, MayHaveBeenApplied: false } and not CompanyNotConnectedException;

    private void Done(Step step) => Settle(step.Change, ChangeStatus.Done, step.User?.Id);

    /// <summary>What is left of the change is the next run's if this one ends here.</summary>
    private void HalfDone(Step step, List<Step> rest)
    {
        Settle(step.Change, ChangeStatus.InDoubt, step.User?.Id, [new ProcoreErrorMessage(null, "Half of it was done. The next run does the rest.")]);
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

    private void Report() => progress?.Report(new DirectoryProgress(plan.Changes.Count, _outcomes.Count, _made));
}
