using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Plans the changes that restore the directory to its state before a run, from the journal and the current users.</summary>
internal sealed class UndoPlan
{
    private readonly List<DirectoryChange> _changes = [];
    private readonly List<ChangeOutcome> _settled = [];
    private readonly CurrentUsers _current;

    private UndoPlan(CurrentUsers current) => _current = current;

    public static async Task<(DirectoryPlan Plan, IReadOnlyList<ChangeOutcome> Settled)> MakeAsync(
        ICompanyUsers users, RunJournal journal, UndoOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var entries = journal.Entries;
        var created = entries.Where(entry => entry.Change.Kind == ChangeKind.Create && entry.UserId is not null)
            .Select(entry => new DirectoryChange(ChangeKind.Deactivate, new PersonReference(entry.UserId, null, null, null, null), null, []));
        var current = await CurrentUsers.ReadAsync(users, [.. entries.Select(entry => entry.Change), .. created], [], cancellationToken).ConfigureAwait(false);
        var undo = new UndoPlan(current);
        // A run changes each user and membership only once, so the order doesn't matter.
        foreach (var entry in entries.Where(entry => entry.Change.Membership is null))
            undo.Take(entry);
        var memberships = await MembershipUndo.MakeAsync(users, [.. entries.Where(entry => entry.Change.Membership is not null)], current, cancellationToken).ConfigureAwait(false);
        undo._changes.AddRange(memberships.Changes);
        undo._settled.AddRange(memberships.Settled);
        var limits = PlanLimits.OfUndo(options, current.Active);
        if (memberships.Changes.Count > 0)
            limits = limits with { Memberships = MembershipLimits.OfUndo(options) };
        var header = new PlanHeader(now, $"run {journal.Header.Run}", entries.Count, current.Active, limits, [], [])
        {
            CompanyId = journal.Header.Address.CompanyId,
            ApiHost = journal.Header.Address.ApiHost,
            UndoneRun = journal.Header.Run,
            NotUndone = [.. undo._settled.Where(outcome => !outcome.IsMade)],
            IsJournalCutOff = journal.EndedAt is null,
        };
        var warnings = new List<string>();
        if (journal.EndedAt is null)
            warnings.Add("The run's journal has no last record, because the run was killed or the file is cut off. Only the changes in the file are undone.");
        var stale = undo._settled.Count(outcome => outcome.Status == ChangeStatus.Stale);
        if (stale > 0)
            warnings.Add(FormattableString.Invariant($"{stale} of the run's changes can't be undone, because the users or memberships were changed after the run, or no longer exist."));
        warnings.AddRange(memberships.Warnings);
        return (new DirectoryPlan(header, [.. undo._changes.OrderBy(change => change.Kind)], [], [], [], [], warnings), undo._settled);
    }

    private void Take(JournalEntry entry)
    {
        var change = entry.Change;
        var user = change.Kind == ChangeKind.Create && entry.UserId is null ? _current.FindCreated(change) : _current.Find(entry.UserId!.Value);
        if (user is null)
        {
            if (change.Kind == ChangeKind.Create && entry.UserId is null)
                Already(change, null);
            else
                Stale(change, null, "The directory no longer has a user with this id.");
            return;
        }

        var fields = change.Fields.Where(field => field.IsOldKnown && SyncField.Of(field.Name).IsGiven(user)).ToList();
        var isEdited = change.Kind == ChangeKind.Create
            ? change.Fields.Any(field => SyncField.Of(field.Name) is { IsInSync: true } known && known.IsGiven(user) && !IsAtNew(field, user, known))
            : fields.Exists(field => SyncField.Of(field.Name) is var known && !known.IsAt(field, field.New, user) && !known.IsAt(field, field.Old, user));
        if (isEdited)
        {
            Stale(change, user.Id, "The user was changed after the run.");
            return;
        }
        var back = fields.Where(field => SyncField.Of(field.Name) is var known && !known.IsAt(field, field.Old, user))
            .Select(field => new FieldChange(field.Name, SyncField.Of(field.Name).Actual(user), field.Old))
            .ToList();
        if (KindOf(change, user, back.Count > 0) is { } kind)
            _changes.Add(new DirectoryChange(kind, PersonReference.Of(user), user.UpdatedAt, back, kind == ChangeKind.Reactivate ? RestoredAccess.Of(user) : null));
        else
            Already(change, user.Id);
    }

    private static bool IsAtNew(FieldChange field, CompanyUser user, SyncField known) =>
        known.IsAt(field, field.New, user)
        || (field.Name == SyncField.OriginIdName && IncompleteCreate.IsMarked(user.OriginId) && (string?)field.New == IncompleteCreate.Unmark(user.OriginId));

    /// <returns>Null if there is nothing to restore.</returns>
    private static ChangeKind? KindOf(DirectoryChange change, CompanyUser user, bool hasFields) => change.Kind switch
    {
        ChangeKind.Create or ChangeKind.Reactivate when user.IsActive == true => ChangeKind.Deactivate,
        ChangeKind.Deactivate when user.IsActive != true => ChangeKind.Reactivate,
        _ => hasFields ? ChangeKind.Update : null,
    };

    private void Already(DirectoryChange change, long? userId) => _settled.Add(new ChangeOutcome(change, ChangeStatus.AlreadyDone, userId));

    private void Stale(DirectoryChange change, long? userId, string message) =>
        _settled.Add(new ChangeOutcome(change, ChangeStatus.Stale, userId, [new ProcoreErrorMessage(null, message)]));
}
