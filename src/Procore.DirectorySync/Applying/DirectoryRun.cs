namespace Procore.DirectorySync;

/// <summary>
/// What became of a plan that was applied.
/// </summary>
public sealed class DirectoryRun
{
    internal DirectoryRun(string? id, IReadOnlyList<ChangeOutcome> outcomes)
    {
        Id = id;
        Outcomes = outcomes;
    }

    /// <summary>
    /// The run's id in the journal, for <see cref="PeopleSync.UndoAsync" />; null where there was nothing to do.
    /// </summary>
    public string? Id { get; }

    /// <summary>
    /// One outcome for each change, in the plan's order.
    /// </summary>
    public IReadOnlyList<ChangeOutcome> Outcomes { get; }

    /// <summary>
    /// Whether every change was made, now or before.
    /// </summary>
    public bool IsComplete => Outcomes.All(outcome => outcome.Status is ChangeStatus.Done or ChangeStatus.AlreadyDone);

    /// <summary>
    /// How many changes have which outcome, so that it can be logged.
    /// </summary>
    /// <returns>Such as <c>Run 20261124T020000Z-3f2a91: 480 done, 2 refused</c>.</returns>
    public override string ToString()
    {
        var counts = Outcomes.GroupBy(outcome => outcome.Status).OrderBy(status => status.Key)
            .Select(status => FormattableString.Invariant($"{status.Count()} {status.Key switch
            {
                ChangeStatus.Done => "done",
                ChangeStatus.AlreadyDone => "done already",
                ChangeStatus.Stale => "stale",
                ChangeStatus.Refused => "refused",
                ChangeStatus.InDoubt => "in doubt",
                _ => "not sent",
            }}"));
        return Id is null ? "Nothing to do" : $"Run {Id}: {string.Join(", ", counts)}";
    }
}
