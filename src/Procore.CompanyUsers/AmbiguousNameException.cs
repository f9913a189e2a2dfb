namespace Procore.CompanyUsers;

/// <summary>
/// Several items have the name that was looked for.
/// </summary>
public sealed class AmbiguousNameException : ProcoreException
{
    /// <summary>
    /// Creates the exception.
    /// </summary>
    /// <param name="kind">What was looked for, in the plural, such as <c>projects</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="candidates">The items that have it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="candidates" /> is null.</exception>
    public AmbiguousNameException(string kind, string name, IReadOnlyList<NamedItem> candidates)
        : base($"Several {kind} are called '{name}': {string.Join("; ", candidates ?? throw new ArgumentNullException(nameof(candidates)))}. Use the id.")
    {
        Name = name;
        Candidates = candidates;
    }

    /// <summary>
    /// The name that was looked for.
    /// </summary>
    public string Name { get; }

    /// <summary>
    /// The items that have it.
    /// </summary>
    public IReadOnlyList<NamedItem> Candidates { get; }
}
