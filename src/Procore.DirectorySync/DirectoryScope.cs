using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>
/// The users that a sync may change. A user out of scope is never linked, updated, reactivated or deactivated, and no user that
/// would be out of scope is created.
/// </summary>
/// <remarks>
/// A new user gets what the scope requires: in <see cref="Employees" /> they are an employee, in <see cref="Vendors" /> of one
/// vendor they work for that vendor. If the scope allows several values, the person must set one; otherwise the person is a conflict.
/// </remarks>
public sealed class DirectoryScope
{
    private static readonly (string Field, object Value)[] Nothing = [];

    private readonly Predicate<CompanyUser> _contains;
    private readonly Predicate<Person> _isExcluded;

    private DirectoryScope(string description, Predicate<CompanyUser> contains, IReadOnlyList<(string Field, object Value)>? implied, Predicate<Person> isExcluded)
    {
        Description = description;
        _contains = contains;
        Implied = implied;
        _isExcluded = isExcluded;
    }

    /// <summary>
    /// All users in the company's directory, including those of vendors and the service accounts of other apps.
    /// </summary>
    public static DirectoryScope Everybody { get; } = new("everybody", _ => true, Nothing, _ => false);

    /// <summary>
    /// The users that the directory has as employees of the company. New users become employees.
    /// </summary>
    public static DirectoryScope Employees { get; } =
        new("employees", user => user.IsEmployee == true, [(SyncField.IsEmployee, true)], person => person.IsEmployee.IsSet && person.IsEmployee.Or(null) != true)
        {
            IsUnclear = user => user.UnreadProperties.ContainsKey(SyncField.IsEmployee),
        };

    /// <summary>
    /// The scope in words.
    /// </summary>
    public string Description { get; }

    /// <summary>What a new user gets to be in scope; null if several values are possible.</summary>
    internal IReadOnlyList<(string Field, object Value)>? Implied { get; }

    /// <summary>Whether a user lacks what the scope needs, because the response has it in a way that can't be read.</summary>
    internal Predicate<CompanyUser> IsUnclear { get; init; } = _ => false;

    /// <summary>The vendors that the scope names.</summary>
    internal IReadOnlyCollection<long> VendorIds { get; init; } = [];

    /// <summary>
    /// The users of some vendors. New users work for the vendor if there is only one.
    /// </summary>
    /// <param name="vendorIds">Procore's ids of the vendors; at least one.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentException">There is no id.</exception>
    public static DirectoryScope Vendors(params long[] vendorIds)
    {
        if (vendorIds is not { Length: > 0 })
            throw new ArgumentException("A scope of vendors needs at least one vendor's id.", nameof(vendorIds));
        var ids = new HashSet<long>(vendorIds);
        return new DirectoryScope(
            "vendors " + string.Join(", ", ids.Select(id => FormattableString.Invariant($"{id}"))),
            user => user.Vendor?.Id is { } id && ids.Contains(id),
            ids.Count == 1 ? [(SyncField.VendorId, ids.Single())] : null,
            person => person.VendorId.IsSet && (person.VendorId.Or(null) is not { } id || !ids.Contains(id)))
        {
            VendorIds = ids,
            IsUnclear = user => !SyncField.Of(SyncField.VendorId).IsGiven(user) && (user.Vendor is not null || user.UnreadProperties.ContainsKey("vendor")),
        };
    }

    /// <summary>
    /// The users whose origin id starts with a prefix. Users without an origin id are out of scope.
    /// </summary>
    /// <param name="prefix">The prefix, case-sensitive.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentException">The prefix is blank.</exception>
    public static DirectoryScope OriginIdPrefix(string prefix)
    {
        if (string.IsNullOrWhiteSpace(prefix))
            throw new ArgumentException("The prefix is blank. Give the prefix, or use DirectoryScope.Everybody.", nameof(prefix));
        return new DirectoryScope(
            $"origin ids {prefix}…",
            user => user.OriginId?.StartsWith(prefix, StringComparison.Ordinal) == true,
            Nothing,
            person => FieldText.Clean(person.OriginId.Or(null)) is { } originId && !originId.StartsWith(prefix, StringComparison.Ordinal))
        {
            IsUnclear = user => !user.IsGiven(nameof(CompanyUser.OriginId)),
        };
    }

    /// <summary>
    /// The users that a predicate accepts.
    /// </summary>
    /// <param name="description">The scope in words, for readers of the plan.</param>
    /// <param name="predicate">
    /// Called with each user as the listing of all users returns it, and with each new user as Procore would have it.
    /// </param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentException">The description is blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="predicate" /> is null.</exception>
    public static DirectoryScope Where(string description, Predicate<CompanyUser> predicate)
    {
        if (string.IsNullOrWhiteSpace(description))
            throw new ArgumentException("The description is blank. Describe the scope; the plan shows it.", nameof(description));
        return new DirectoryScope(description, predicate ?? throw new ArgumentNullException(nameof(predicate)), Nothing, _ => false);
    }

    /// <summary>
    /// The users in this scope or another one.
    /// </summary>
    /// <param name="other">The other scope.</param>
    /// <returns>The wider scope.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other" /> is null.</exception>
    public DirectoryScope Or(DirectoryScope other)
    {
        _ = other ?? throw new ArgumentNullException(nameof(other));
        return new DirectoryScope(
            $"({Description} or {other.Description})",
            user => Contains(user) || other.Contains(user),
            ReferenceEquals(this, other) ? Implied : null,
            person => _isExcluded(person) && other._isExcluded(person))
        {
            VendorIds = [.. VendorIds, .. other.VendorIds],
            IsUnclear = user => IsUnclear(user) || other.IsUnclear(user),
        };
    }

    /// <summary>
    /// The users in both this scope and another one.
    /// </summary>
    /// <param name="other">The other scope.</param>
    /// <returns>The narrower scope.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other" /> is null.</exception>
    public DirectoryScope And(DirectoryScope other)
    {
        _ = other ?? throw new ArgumentNullException(nameof(other));
        return new DirectoryScope(
            $"({Description} and {other.Description})",
            user => Contains(user) && other.Contains(user),
            Implied is null || other.Implied is null ? null : [.. Implied.Union(other.Implied)],
            person => _isExcluded(person) || other._isExcluded(person))
        {
            VendorIds = [.. VendorIds, .. other.VendorIds],
            IsUnclear = user => IsUnclear(user) || other.IsUnclear(user),
        };
    }

    /// <summary>
    /// Whether a user is in scope.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <returns>True if the sync may change the user.</returns>
    public bool Contains(CompanyUser user) => _contains(user);

    /// <inheritdoc cref="Description" />
    /// <returns>The scope in words.</returns>
    public override string ToString() => Description;

    /// <summary>Whether the person's own fields say that they aren't in scope.</summary>
    internal bool IsExcludedBy(Person person) => _isExcluded(person);
}
