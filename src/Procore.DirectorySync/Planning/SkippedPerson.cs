namespace Procore.DirectorySync;

/// <summary>
/// Somebody who is wanted and is left alone on purpose.
/// </summary>
public sealed class SkippedPerson
{
    internal SkippedPerson(PersonReference person, SkipReason reason)
    {
        Person = person;
        Reason = reason;
    }

    /// <summary>
    /// Who.
    /// </summary>
    public PersonReference Person { get; }

    /// <summary>
    /// Why.
    /// </summary>
    public SkipReason Reason { get; }

    /// <summary>
    /// Who by ids alone, and why, so that it can be logged.
    /// </summary>
    /// <returns>Such as <c>Protected: user 5000000001</c>.</returns>
    public override string ToString() => $"{Reason}: {Person}";
}
