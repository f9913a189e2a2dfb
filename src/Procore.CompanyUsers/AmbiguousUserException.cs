namespace Procore.CompanyUsers;

/// <summary>
/// Several users have the value that was looked for, such as the e-mail address.
/// </summary>
public sealed class AmbiguousUserException : ProcoreException
{
    /// <summary>
    /// Creates the exception.
    /// </summary>
    /// <param name="what">What was looked for, such as <c>e-mail address</c>.</param>
    /// <param name="userIds">The ids of the users that have it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="userIds" /> is null.</exception>
    public AmbiguousUserException(string what, IReadOnlyList<long> userIds)
        : base($"Several users have this {what}: the users with the ids {string.Join(", ", userIds ?? throw new ArgumentNullException(nameof(userIds)))}.")
    {
        UserIds = userIds;
    }

    /// <summary>
    /// The ids of the users that have it, at least two.
    /// </summary>
    public IReadOnlyList<long> UserIds { get; }
}
