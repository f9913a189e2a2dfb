namespace Procore.CompanyUsers.Cli.Runs;

/// <summary>The outcome of a row that was sent.</summary>
/// <param name="Position">The position among the sent rows, from 0.</param>
/// <param name="Status">The outcome.</param>
/// <param name="Errors">Why it wasn't done.</param>
internal sealed record RowOutcome(long Position, RowStatus Status, IReadOnlyList<ProcoreErrorMessage> Errors)
{
    public static RowOutcome Of(SyncOutcome outcome) => outcome.Status == SyncStatus.SavedExceptIsActive
        ? new(outcome.Position, RowStatus.IsActiveUnchanged, [new ProcoreErrorMessage(null, IsActiveUnchanged(outcome))])
        : new(
            outcome.Position,
            outcome.Status switch { SyncStatus.Saved => RowStatus.Done, SyncStatus.Unmentioned => RowStatus.InDoubt, _ => RowStatus.Refused },
            outcome.Errors);

    public static RowOutcome Of(ProjectOutcome outcome) => new(
        outcome.Position,
        outcome.Status switch { ProjectChangeStatus.Applied or ProjectChangeStatus.Accepted or ProjectChangeStatus.NotOnProject => RowStatus.Done, ProjectChangeStatus.Unmentioned => RowStatus.InDoubt, _ => RowStatus.Refused },
        outcome.Errors);

    private static string IsActiveUnchanged(SyncOutcome outcome) => FormattableString.Invariant(
        $"Saved, but is_active was left as it was; run 'procore-users {(outcome.Item.IsActive.Or(null) == true ? "reactivate" : "deactivate")} {outcome.User?.Id ?? outcome.Item.Id.Or(null)}'.");
}
