namespace Procore.DirectorySync;

/// <summary>
/// The result of applying a plan.
/// </summary>
public sealed class DirectoryRun
{
    internal DirectoryRun(string? id, IReadOnlyList<ChangeOutcome> outcomes, DirectoryPlan plan)
    {
        Id = id;
        Outcomes = outcomes;
        Plan = plan;
    }

    /// <summary>
    /// The run's id in the journal, for <see cref="PeopleSync.UndoAsync(string, IProgress{DirectoryProgress}?, CancellationToken)" />; null if there was nothing to do.
    /// </summary>
    public string? Id { get; }

    /// <summary>
    /// One outcome for each change, in the plan's order.
    /// </summary>
    public IReadOnlyList<ChangeOutcome> Outcomes { get; }

    /// <summary>
    /// The plan that was applied.
    /// </summary>
    public DirectoryPlan Plan { get; }

    /// <summary>
    /// Whether every change was made, now or before, and the plan accounts for every person: see <see cref="DirectoryPlan.IsComplete" />.
    /// False for an undo if the journal has no last record.
    /// </summary>
    public bool IsComplete => Plan.IsComplete && Outcomes.All(outcome => outcome.IsMade);

    /// <summary>
    /// The problems that keep the run from being complete: those of the plan, and changes that weren't made.
    /// </summary>
    public IReadOnlyList<DirectoryProblem> Problems =>
        [.. Plan.Problems, .. Outcomes.Where(outcome => !outcome.IsMade && !Plan.NotUndone.Contains(outcome)).Select(DirectoryProblem.Of)];

    /// <summary>
    /// Counts the outcomes, without personal data, so the text can be logged.
    /// </summary>
    /// <returns>Such as <c>Run 20261124T020000Z-3f2a91: 480 done, 2 refused; 1 conflict</c>.</returns>
    public override string ToString()
    {
        var counts = Outcomes.GroupBy(outcome => outcome.Status).OrderBy(status => status.Key)
            .Select(status => FormattableString.Invariant($"{status.Count()} {status.Key switch
            {
                ChangeStatus.Done => "done",
                ChangeStatus.AlreadyDone => "already done",
                ChangeStatus.Stale => "stale",
                ChangeStatus.Refused => "refused",
                ChangeStatus.InDoubt => "in doubt",
                _ => "not sent",
            }}"));
        var rest = new List<string>();
        if (Plan.Conflicts.Count > 0)
            rest.Add(FormattableString.Invariant($"{Plan.Conflicts.Count} {(Plan.Conflicts.Count == 1 ? "conflict" : "conflicts")}"));
        if (Plan.Skipped.Count > 0)
            rest.Add(FormattableString.Invariant($"{Plan.Skipped.Count} skipped"));
        if (Plan.Unlinked.Count > 0)
            rest.Add(FormattableString.Invariant($"{Plan.Unlinked.Count} unlinked"));
        return $"{(Outcomes.Count == 0 ? "Nothing to do" : $"Run {Id}: {string.Join(", ", counts)}")}{(rest.Count == 0 ? "" : "; " + string.Join(", ", rest))}";
    }
}
