namespace Procore.DirectorySync;

/// <summary>
/// What a plan does to one person. Each person has at most one.
/// </summary>
public sealed class DirectoryChange
{
    internal DirectoryChange(ChangeKind kind, PersonReference person, DateTimeOffset? updatedAt, IReadOnlyList<FieldChange> fields)
    {
        Kind = kind;
        Person = person;
        UpdatedAt = updatedAt;
        Fields = fields;
    }

    /// <summary>
    /// What is done.
    /// </summary>
    public ChangeKind Kind { get; }

    /// <summary>
    /// To whom.
    /// </summary>
    public PersonReference Person { get; }

    /// <summary>
    /// When the user had last been changed as the plan was made; null for somebody who is created.
    /// </summary>
    public DateTimeOffset? UpdatedAt { get; }

    /// <summary>
    /// The fields that are set: all that the person sets where they are created, otherwise those that differ.
    /// </summary>
    public IReadOnlyList<FieldChange> Fields { get; }

    /// <summary>
    /// What is done, to whom by ids alone and to which fields, so that it can be logged.
    /// </summary>
    /// <returns>Such as <c>Update user 5000000001 (origin id HR-17): job_title</c>.</returns>
    public override string ToString() => Fields.Count == 0
        ? $"{Kind} {Person}"
        : $"{Kind} {Person}: {string.Join(", ", Fields.Select(field => field.Name))}";

    /// <summary>The origin id that somebody who is created gets.</summary>
    internal string? OriginId() => Find(SyncField.OriginIdName)?.New as string;

    /// <summary>The e-mail address that somebody who is created gets.</summary>
    internal string? EmailAddress() => Find(SyncField.EmailAddress)?.New as string;

    internal FieldChange? Find(string field) => Fields.FirstOrDefault(change => change.Name == field);
}
