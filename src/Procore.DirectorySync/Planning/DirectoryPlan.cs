namespace Procore.DirectorySync;

/// <summary>
/// The changes that make the directory equal to the source. Making a plan only reads; see <see cref="PeopleSync.ApplyAsync" />.
/// </summary>
/// <remarks>Immutable. Holds names, addresses and whatever else changes, and no secrets.</remarks>
public sealed class DirectoryPlan
{
    private IReadOnlyList<DirectoryChange>? _creates;
    private IReadOnlyList<DirectoryChange>? _links;
    private IReadOnlyList<DirectoryChange>? _updates;
    private IReadOnlyList<DirectoryChange>? _reactivations;
    private IReadOnlyList<DirectoryChange>? _deactivations;
    private IReadOnlyList<GuardState>? _guards;

    internal DirectoryPlan(
        PlanHeader header,
        IReadOnlyList<DirectoryChange> changes,
        IReadOnlyList<long> unchanged,
        IReadOnlyList<SkippedPerson> skipped,
        IReadOnlyList<PlanConflict> conflicts,
        IReadOnlyList<PersonReference> unlinked,
        IReadOnlyList<string> warnings)
    {
        Header = header;
        Changes = changes;
        Unchanged = unchanged;
        Skipped = skipped;
        Conflicts = conflicts;
        Unlinked = unlinked;
        Warnings = warnings;
    }

    /// <summary>
    /// When the plan was made.
    /// </summary>
    public DateTimeOffset PlannedAt => Header.PlannedAt;

    /// <summary>
    /// Procore's id of the company that the plan is for.
    /// </summary>
    public long CompanyId => Header.CompanyId;

    /// <summary>
    /// The host of the API that the plan was made with, such as <c>api.procore.com</c>.
    /// </summary>
    public string ApiHost => Header.ApiHost;

    /// <summary>
    /// The scope in words.
    /// </summary>
    public string Scope => Header.Scope;

    /// <summary>
    /// The number of people in the source.
    /// </summary>
    public int Wanted => Header.Wanted;

    /// <summary>
    /// The number of active users in scope.
    /// </summary>
    public int InScope => Header.InScope;

    /// <summary>
    /// The number of users that the plan may deactivate.
    /// </summary>
    public int MaxDeactivations => Header.Limits.Deactivations;

    /// <summary>
    /// The number of users that the plan may change altogether; null for any number.
    /// </summary>
    public int? MaxChanges => Header.Limits.Changes;

    /// <summary>
    /// All guards that have a limit, and how near the plan comes to each.
    /// </summary>
    public IReadOnlyList<GuardState> Guards => _guards ??= PlanGuards.StatesOf(this);

    /// <summary>
    /// All changes, one per user: <see cref="Creates" />, <see cref="Links" />, <see cref="Updates" />,
    /// <see cref="Reactivations" /> and <see cref="Deactivations" />.
    /// </summary>
    public IReadOnlyList<DirectoryChange> Changes { get; }

    /// <summary>
    /// New users.
    /// </summary>
    public IReadOnlyList<DirectoryChange> Creates => _creates ??= Of(ChangeKind.Create);

    /// <summary>
    /// Active users that get the source's origin id, with other differences.
    /// </summary>
    public IReadOnlyList<DirectoryChange> Links => _links ??= Of(ChangeKind.Link);

    /// <summary>
    /// Active users with differences.
    /// </summary>
    public IReadOnlyList<DirectoryChange> Updates => _updates ??= Of(ChangeKind.Update);

    /// <summary>
    /// Inactive users that become active again, with their differences, the origin id included.
    /// </summary>
    public IReadOnlyList<DirectoryChange> Reactivations => _reactivations ??= Of(ChangeKind.Reactivate);

    /// <summary>
    /// Active users in scope that the source doesn't have, or has as inactive.
    /// </summary>
    public IReadOnlyList<DirectoryChange> Deactivations => _deactivations ??= Of(ChangeKind.Deactivate);

    /// <summary>
    /// Procore's ids of the users that are already as the source has them.
    /// </summary>
    public IReadOnlyList<long> Unchanged { get; }

    /// <summary>
    /// People of the source that are left alone on purpose.
    /// </summary>
    public IReadOnlyList<SkippedPerson> Skipped { get; }

    /// <summary>
    /// People without a planned change, because it would be a guess.
    /// </summary>
    public IReadOnlyList<PlanConflict> Conflicts { get; }

    /// <summary>
    /// Active users in scope that the source doesn't have and that stay active, because they aren't employees and have no origin
    /// id: no run has linked or created them. They may be service accounts of other apps. See <see cref="DirectorySyncOptions.DeactivateUnlinked" />.
    /// </summary>
    public IReadOnlyList<PersonReference> Unlinked { get; }

    /// <summary>
    /// Warnings for readers of the plan, each a sentence without personal data.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// Whether there is nothing to send. The plan may still have conflicts.
    /// </summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>
    /// The number of requests that <see cref="PeopleSync.ApplyAsync" /> sends to make the changes, if none fails. Reading the
    /// directory first takes one more for each 1,000 users, and reading memberships one for each user with a change of them. Reactivations and deactivations take one each, because Procore
    /// publishes no operation for several users.
    /// </summary>
    public int RequestCount => PlanExecution.CountRequests(this);

    /// <summary>
    /// Whether the plan accounts for every person: it has no conflicts, no unexpected skips, and no unlinked users that
    /// <see cref="DirectorySyncOptions.DeactivateUnlinked" /> doesn't decide on. For an undo, whether it restores everything, and the run's journal has its last record.
    /// </summary>
    public bool IsComplete => NotUndone.Count == 0 && !IsJournalCutOff && Conflicts.Count == 0 && Skipped.All(skipped => skipped.IsExpected) && (Unlinked.Count == 0 || Header.IsUnlinkedAccepted);

    /// <summary>
    /// The problems that keep the plan from being complete: conflicts, unexpected skips, unlinked users that
    /// <see cref="DirectorySyncOptions.DeactivateUnlinked" /> doesn't decide on, and changes that an undo leaves.
    /// </summary>
    public IReadOnlyList<DirectoryProblem> Problems =>
    [
        .. Conflicts.Select(DirectoryProblem.Of),
        .. Skipped.Where(skipped => !skipped.IsExpected).Select(DirectoryProblem.Of),
        .. Unlinked.Where(_ => !Header.IsUnlinkedAccepted).Select(DirectoryProblem.OfUnlinked),
        .. NotUndone.Select(DirectoryProblem.Of),
    ];

    /// <summary>
    /// The id of the run that the plan undoes; null for other plans.
    /// </summary>
    public string? UndoneRun => Header.UndoneRun;

    /// <summary>
    /// For the plan of an undo, the changes of the run that can't be undone, each with the reason; empty for other plans.
    /// </summary>
    public IReadOnlyList<ChangeOutcome> NotUndone => Header.NotUndone;

    /// <summary>
    /// For the plan of an undo, whether the run's journal has no last record, because the run was killed or the file is cut off: then the
    /// plan undoes only the changes in the file. False for other plans.
    /// </summary>
    public bool IsJournalCutOff => Header.IsJournalCutOff;

    internal PlanHeader Header { get; }

    /// <summary>
    /// Writes the plan as JSON, which <see cref="FromJson" /> reads. Keep it private: it contains personal data.
    /// </summary>
    /// <returns>A JSON object.</returns>
    public string ToJson() => PlanJson.Write(this);

    /// <summary>
    /// Reads a plan that <see cref="ToJson" /> wrote.
    /// </summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json" /> is null.</exception>
    /// <exception cref="FormatException">The text isn't a plan, is cut off, or has another version; the message says where.</exception>
    public static DirectoryPlan FromJson(string json) => PlanJson.Read(json ?? throw new ArgumentNullException(nameof(json)));

    /// <summary>
    /// Prints the plan for people: a line for each change, and one for each of its fields.
    /// </summary>
    /// <param name="writer">Receives the text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer" /> is null.</exception>
    public void WriteTo(TextWriter writer) => PlanText.Write(this, writer ?? throw new ArgumentNullException(nameof(writer)));

    /// <summary>
    /// Counts the changes by kind, without personal data, so the text can be logged.
    /// </summary>
    /// <returns>Such as <c>2 creates, 0 links, 5 updates, 1 reactivation, 3 deactivations; 480 unchanged, 0 skipped, 1 conflict</c>.</returns>
    public override string ToString() => PlanText.Summary(this);

    private IReadOnlyList<DirectoryChange> Of(ChangeKind kind) => [.. Changes.Where(change => change.Kind == kind)];
}
