using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>
/// Whose records a sync may touch. Whoever is out of scope is never linked, updated, reactivated or deactivated, and nobody
/// is created who would be.
/// </summary>
public sealed class DirectoryScope
{
    private readonly Predicate<CompanyUser> _contains;

    private DirectoryScope(string description, Predicate<CompanyUser> contains)
    {
        Description = description;
        _contains = contains;
    }

    /// <summary>
    /// Everybody in the company's directory, subcontractors' people among them.
    /// </summary>
    public static DirectoryScope Everybody { get; } = new("everybody", _ => true);

    /// <summary>
    /// Those whom the directory has as employees of the company.
    /// </summary>
    public static DirectoryScope Employees { get; } = new("employees", user => user.IsEmployee == true);

    /// <summary>
    /// What the scope is, in words.
    /// </summary>
    public string Description { get; }

    /// <summary>
    /// Those who work for one of these vendors.
    /// </summary>
    /// <param name="vendorIds">Procore's ids of the vendors; at least one.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentException">There is no id.</exception>
    public static DirectoryScope Vendors(params long[] vendorIds)
    {
        if (vendorIds is not { Length: > 0 })
            throw new ArgumentException("Nobody works for no vendor. Give at least one id.", nameof(vendorIds));
        var ids = new HashSet<long>(vendorIds);
        return new DirectoryScope("vendors " + string.Join(", ", ids.Select(id => FormattableString.Invariant($"{id}"))), user => user.Vendor?.Id is { } id && ids.Contains(id));
    }

    /// <summary>
    /// Those whose origin id begins with a prefix, and so not those who have none yet.
    /// </summary>
    /// <param name="prefix">The prefix; upper and lower case differ.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentException">The prefix is blank.</exception>
    public static DirectoryScope OriginIdPrefix(string prefix)
    {
        if (string.IsNullOrWhiteSpace(prefix))
            throw new ArgumentException("Every origin id begins with nothing. Give the prefix, or use Everybody.", nameof(prefix));
        return new DirectoryScope($"origin ids {prefix}…", user => user.OriginId?.StartsWith(prefix, StringComparison.Ordinal) == true);
    }

    /// <summary>
    /// Those whom a predicate finds.
    /// </summary>
    /// <param name="description">The scope in words, for whoever reads the plan.</param>
    /// <param name="predicate">
    /// Asked of each user as the listing of all users gives them, and of each person to be created as Procore would keep them.
    /// </param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentException">The description is blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="predicate" /> is null.</exception>
    public static DirectoryScope Where(string description, Predicate<CompanyUser> predicate)
    {
        if (string.IsNullOrWhiteSpace(description))
            throw new ArgumentException("A plan says what its scope was. Describe it.", nameof(description));
        return new DirectoryScope(description, predicate ?? throw new ArgumentNullException(nameof(predicate)));
    }

    /// <summary>
    /// Those who are in either scope.
    /// </summary>
    /// <param name="other">The other scope.</param>
    /// <returns>The wider scope.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other" /> is null.</exception>
    public DirectoryScope Or(DirectoryScope other)
    {
        _ = other ?? throw new ArgumentNullException(nameof(other));
        return new DirectoryScope($"({Description} or {other.Description})", user => Contains(user) || other.Contains(user));
    }

    /// <summary>
    /// Those who are in both scopes.
    /// </summary>
    /// <param name="other">The other scope.</param>
    /// <returns>The narrower scope.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other" /> is null.</exception>
    public DirectoryScope And(DirectoryScope other)
    {
        _ = other ?? throw new ArgumentNullException(nameof(other));
        return new DirectoryScope($"({Description} and {other.Description})", user => Contains(user) && other.Contains(user));
    }

    /// <summary>
    /// Whether a user is in scope.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <returns>True where the sync may touch the user.</returns>
    public bool Contains(CompanyUser user) => _contains(user);

    /// <inheritdoc cref="Description" />
    /// <returns>The scope in words.</returns>
    public override string ToString() => Description;
}
