namespace Procore.DirectorySync;

/// <summary>
/// A person of the source that is left alone on purpose.
/// </summary>
public sealed class SkippedPerson
{
    internal SkippedPerson(PersonReference person, SkipReason reason)
    {
        Person = person;
        Reason = reason;
    }

    /// <summary>
    /// The person.
    /// </summary>
    public PersonReference Person { get; }

    /// <summary>
    /// The reason.
    /// </summary>
    public SkipReason Reason { get; }

    /// <summary>
    /// Whether the options or the source ask for it. False for <see cref="SkipReason.OutOfScope" /> and <see cref="SkipReason.Unreadable" />: a run
    /// with such a person isn't complete.
    /// </summary>
    public bool IsExpected => Reason is not (SkipReason.OutOfScope or SkipReason.Unreadable);

    /// <summary>
    /// Describes the skip by ids only, so the text can be logged.
    /// </summary>
    /// <returns>Such as <c>Protected: user 5000000001</c>.</returns>
    public override string ToString() => $"{Reason}: {Person}";
}
