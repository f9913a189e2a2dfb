namespace Procore.DirectorySync;

/// <summary>
/// A change that a plan makes to one user. Each user has at most one, and at most one more on each project.
/// </summary>
public sealed class DirectoryChange
{
    internal DirectoryChange(ChangeKind kind, PersonReference person, DateTimeOffset? updatedAt, IReadOnlyList<FieldChange> fields, RestoredAccess? restoredAccess = null)
    {
        Kind = kind;
        Person = person;
        UpdatedAt = updatedAt;
        Fields = fields;
        RestoredAccess = restoredAccess;
    }

    internal DirectoryChange(PersonReference person, ProjectMembershipChange membership)
        : this(membership.Kind, person, null, membership.Fields()) => Membership = membership;

    /// <summary>
    /// The kind of the change.
    /// </summary>
    public ChangeKind Kind { get; }

    /// <summary>
    /// The person or user.
    /// </summary>
    public PersonReference Person { get; }

    /// <summary>
    /// When the user was last changed as the plan was made; null for a new user.
    /// </summary>
    public DateTimeOffset? UpdatedAt { get; }

    /// <summary>
    /// The fields that are set: for a new user all that the person sets and the scope implies, otherwise those that differ.
    /// </summary>
    public IReadOnlyList<FieldChange> Fields { get; }

    /// <summary>
    /// The access that comes back with a reactivation; null for other changes.
    /// </summary>
    public RestoredAccess? RestoredAccess { get; }

    /// <summary>
    /// The project of a change to a membership, with the access before and after; null for other changes. <see cref="Fields" /> has
    /// the names of the template and the roles.
    /// </summary>
    public ProjectMembershipChange? Membership { get; }

    /// <summary>
    /// Describes the change by ids and field names only, so the text can be logged.
    /// </summary>
    /// <returns>Such as <c>Update user 5000000001 (origin id HR-17): job_title</c>.</returns>
    public override string ToString() => Fields.Count == 0
        ? Title
        : $"{Title}: {string.Join(", ", Fields.Select(field => field.Name))}";

    /// <summary>The change without its fields, by ids.</summary>
    internal string Title => Membership is null ? $"{Kind} {Person}" : FormattableString.Invariant($"{Kind} {Person}, project {Membership.ProjectId}");

    /// <summary>The origin id that a new user gets.</summary>
    internal string? OriginId() => Find(SyncField.OriginIdName)?.New as string;

    /// <summary>The e-mail address that a new user gets.</summary>
    internal string? EmailAddress() => Find(SyncField.EmailAddress)?.New as string;

    internal FieldChange? Find(string field) => Fields.FirstOrDefault(change => change.Name == field);
}
