namespace Procore.DirectorySync;

/// <summary>
/// What it takes to make the directory what is wanted. Making one sends nothing but reads; see <see cref="PeopleSync.ApplyAsync" />.
/// </summary>
/// <remarks>Immutable. Holds people's names, addresses and whatever else is changed, and no secrets.</remarks>
public sealed class DirectoryPlan
{
    private IReadOnlyList<DirectoryChange>? _creates;
    private IReadOnlyList<DirectoryChange>? _links;
    private IReadOnlyList<DirectoryChange>? _updates;
    private IReadOnlyList<DirectoryChange>? _reactivations;
    private IReadOnlyList<DirectoryChange>? _deactivations;

    internal DirectoryPlan(PlanHeader header, IReadOnlyList<DirectoryChange> changes, IReadOnlyList<long> unchanged, IReadOnlyList<SkippedPerson> skipped, IReadOnlyList<PlanConflict> conflicts)
    {
        Header = header;
        Changes = changes;
        Unchanged = unchanged;
        Skipped = skipped;
        Conflicts = conflicts;
    }

    /// <summary>
    /// When the plan was made.
    /// </summary>
    public DateTimeOffset PlannedAt => Header.PlannedAt;

    /// <summary>
    /// The scope in words.
    /// </summary>
    public string Scope => Header.Scope;

    /// <summary>
    /// How many people are wanted.
    /// </summary>
    public int Wanted => Header.Wanted;

    /// <summary>
    /// How many active people of the directory were in scope.
    /// </summary>
    public int InScope => Header.InScope;

    /// <summary>
    /// How many people the plan may deactivate.
    /// </summary>
    public int MaxDeactivations => Header.MaxDeactivations;

    /// <summary>
    /// How many people the plan may change altogether; null for any number.
    /// </summary>
    public int? MaxChanges => Header.MaxChanges;

    /// <summary>
    /// All changes, one a person: those of <see cref="Creates" />, <see cref="Links" />, <see cref="Updates" />,
    /// <see cref="Reactivations" /> and <see cref="Deactivations" />.
    /// </summary>
    public IReadOnlyList<DirectoryChange> Changes { get; }

    /// <summary>
    /// People who are added.
    /// </summary>
    public IReadOnlyList<DirectoryChange> Creates => _creates ??= Of(ChangeKind.Create);

    /// <summary>
    /// Active users who get our origin id, and whatever else differs.
    /// </summary>
    public IReadOnlyList<DirectoryChange> Links => _links ??= Of(ChangeKind.Link);

    /// <summary>
    /// Active users of whom something differs.
    /// </summary>
    public IReadOnlyList<DirectoryChange> Updates => _updates ??= Of(ChangeKind.Update);

    /// <summary>
    /// Inactive users who become active again, with whatever differs, the origin id included.
    /// </summary>
    public IReadOnlyList<DirectoryChange> Reactivations => _reactivations ??= Of(ChangeKind.Reactivate);

    /// <summary>
    /// Active users in scope whom the source doesn't have, or has as inactive.
    /// </summary>
    public IReadOnlyList<DirectoryChange> Deactivations => _deactivations ??= Of(ChangeKind.Deactivate);

    /// <summary>
    /// Procore's ids of the users who are as they are wanted.
    /// </summary>
    public IReadOnlyList<long> Unchanged { get; }

    /// <summary>
    /// People who are wanted and left alone on purpose.
    /// </summary>
    public IReadOnlyList<SkippedPerson> Skipped { get; }

    /// <summary>
    /// People for whom nothing is planned, since it would be a guess.
    /// </summary>
    public IReadOnlyList<PlanConflict> Conflicts { get; }

    /// <summary>
    /// Whether there is nothing to send. Conflicts may be left all the same.
    /// </summary>
    public bool IsEmpty => Changes.Count == 0;

    internal PlanHeader Header { get; }

    /// <summary>
    /// The plan as JSON, which <see cref="FromJson" /> reads. Keep it where only you can read it: it holds people's data.
    /// </summary>
    /// <returns>A JSON object.</returns>
    public string ToJson() => PlanJson.Write(this);

    /// <summary>
    /// A plan that <see cref="ToJson" /> wrote.
    /// </summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json" /> is null.</exception>
    /// <exception cref="FormatException">The text isn't a plan, is cut off, or is of a version that isn't known; the message says where.</exception>
    public static DirectoryPlan FromJson(string json) => PlanJson.Read(json ?? throw new ArgumentNullException(nameof(json)));

    /// <summary>
    /// Prints the plan for people to read: a line for each person, and one for each field of theirs.
    /// </summary>
    /// <param name="writer">Where to print.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer" /> is null.</exception>
    public void WriteTo(TextWriter writer) => PlanText.Write(this, writer ?? throw new ArgumentNullException(nameof(writer)));

    /// <summary>
    /// How many people have which change, so that it can be logged.
    /// </summary>
    /// <returns>Such as <c>2 creates, 0 links, 5 updates, 1 reactivation, 3 deactivations; 480 unchanged, 0 skipped, 1 conflict</c>.</returns>
    public override string ToString() => PlanText.Summary(this);

    private IReadOnlyList<DirectoryChange> Of(ChangeKind kind) => [.. Changes.Where(change => change.Kind == kind)];
}
