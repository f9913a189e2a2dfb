namespace Procore.DirectorySync;

/// <summary>
/// People for whom nothing is planned, since it would be a guess. The users in it aren't deactivated as missing, and
/// aren't touched at all, but for one who merely has somebody's e-mail address and is clearly another of the people.
/// </summary>
public sealed class PlanConflict
{
    internal PlanConflict(ConflictReason reason, string message, IReadOnlyList<PersonReference> people, IReadOnlyList<PersonReference> users)
    {
        Reason = reason;
        Message = message;
        People = people;
        Users = users;
    }

    /// <summary>
    /// Why.
    /// </summary>
    public ConflictReason Reason { get; }

    /// <summary>
    /// What is wrong and what to do, without names and addresses.
    /// </summary>
    public string Message { get; }

    /// <summary>
    /// Those of the people that are wanted whom it is about; at least one.
    /// </summary>
    public IReadOnlyList<PersonReference> People { get; }

    /// <summary>
    /// The users of the directory whom it is about.
    /// </summary>
    public IReadOnlyList<PersonReference> Users { get; }

    /// <summary>
    /// Everybody in it by ids alone, and what is wrong, so that it can be logged.
    /// </summary>
    /// <returns>Such as <c>SameKey: person 3, person 8: …</c>.</returns>
    public override string ToString() => $"{Reason}: {string.Join(", ", People.Concat(Users))}: {Message}";
}
