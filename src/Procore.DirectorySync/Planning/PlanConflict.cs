namespace Procore.DirectorySync;

/// <summary>
/// People without a planned change, because it would be a guess.
/// </summary>
/// <remarks>
/// The users in it aren't deactivated for not being in the source and aren't changed at all, with one exception: a user that only
/// has a person's e-mail address, and is clearly another person of the source.
/// </remarks>
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
    /// The reason.
    /// </summary>
    public ConflictReason Reason { get; }

    /// <summary>
    /// Procore's id of the project whose membership is in conflict; null for a conflict about users.
    /// </summary>
    public long? ProjectId { get; internal init; }

    /// <summary>
    /// What is wrong and what to do, without names and addresses.
    /// </summary>
    public string Message { get; }

    /// <summary>
    /// The people of the source in the conflict; at least one.
    /// </summary>
    public IReadOnlyList<PersonReference> People { get; }

    /// <summary>
    /// The users of the directory in the conflict.
    /// </summary>
    public IReadOnlyList<PersonReference> Users { get; }

    /// <summary>
    /// Describes the conflict by ids only, so the text can be logged.
    /// </summary>
    /// <returns>Such as <c>SameKey: person 3, person 8: …</c>.</returns>
    public override string ToString() => $"{Reason}: {string.Join(", ", People.Concat(Users))}: {Message}";
}
