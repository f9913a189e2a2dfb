using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// Finds single users, and lists users for callers without <c>await foreach</c>.
/// </summary>
public static class CompanyUserLookupExtensions
{
    /// <summary>
    /// Finds the user with an e-mail address, among active and inactive users.
    /// </summary>
    /// <remarks>
    /// GET /users with a search, usually one request. Procore's search also finds the text in other fields; only a user
    /// whose whole address is equal, in any case, is returned.
    /// </remarks>
    /// <param name="users">The company's users.</param>
    /// <param name="emailAddress">The address. Spaces around it are ignored.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The user; null if no user has the address.</returns>
    /// <exception cref="ArgumentException"><paramref name="emailAddress" /> is null or blank.</exception>
    /// <exception cref="ProcoreException">Several users have the address, Procore refused, or its answer can't be read.</exception>
    public static Task<CompanyUser?> FindByEmailAsync(this ICompanyUsers users, string emailAddress, CancellationToken cancellationToken = default)
    {
        var address = Given(emailAddress, nameof(emailAddress)).Trim();
        return SingleAsync(
            Given(users).ListAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any, Search = address }, cancellationToken),
            user => user.IsGiven(nameof(CompanyUser.EmailAddress)),
            user => string.Equals(user.EmailAddress?.Trim(), address, StringComparison.OrdinalIgnoreCase),
            "e-mail address");
    }

    /// <summary>
    /// Finds the user with an id of your own system, among active and inactive users.
    /// </summary>
    /// <remarks>GET /users with a filter, usually one request. Only a user whose origin id is equal, in the same case, is returned.</remarks>
    /// <param name="users">The company's users.</param>
    /// <param name="originId">The id in your own system.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The user; null if no user has the origin id.</returns>
    /// <exception cref="ArgumentException"><paramref name="originId" /> is null or blank.</exception>
    /// <exception cref="ProcoreException">Several users have the origin id, Procore refused, or its answer can't be read.</exception>
    public static Task<CompanyUser?> FindByOriginIdAsync(this ICompanyUsers users, string originId, CancellationToken cancellationToken = default)
    {
        var id = Given(originId, nameof(originId));
        return SingleAsync(
            Given(users).ListAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any, OriginId = id }, cancellationToken),
            user => user.IsGiven(nameof(CompanyUser.OriginId)),
            user => string.Equals(user.OriginId, id, StringComparison.Ordinal),
            "origin id");
    }

    /// <summary>
    /// Lists users as <see cref="ICompanyUsers.ListAsync" /> does and returns them as a list.
    /// </summary>
    /// <remarks>Holds every user in memory. Read large directories with <see cref="ICompanyUsers.ListAsync" />, or page by page.</remarks>
    /// <param name="users">The company's users.</param>
    /// <param name="query">Which users, in which order; null for the active ones in Procore's order.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The users, each once.</returns>
    /// <exception cref="ArgumentException">The query asks for something that its status has no route for; the message names the alternative.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its answer can't be read.</exception>
    public static async Task<IReadOnlyList<CompanyUser>> ListAllAsync(this ICompanyUsers users, CompanyUserQuery? query = null, CancellationToken cancellationToken = default)
    {
        var list = new List<CompanyUser>();
        await foreach (var user in Given(users).ListAsync(query, cancellationToken).ConfigureAwait(false))
            list.Add(user);
        return list;
    }

    private static async Task<CompanyUser?> SingleAsync(IAsyncEnumerable<CompanyUser> candidates, Predicate<CompanyUser> canBeCompared, Predicate<CompanyUser> isMatch, string what)
    {
        var found = new List<CompanyUser>();
        await foreach (var user in candidates.ConfigureAwait(false))
        {
            if (!canBeCompared(user))
                throw new ProcoreException($"Procore's answer leaves out the {what} of a user, so it isn't certain which user has it. List the users instead.");
            if (isMatch(user))
                found.Add(user);
        }
        return found.Count < 2
            ? found.FirstOrDefault()
            : throw new ProcoreException($"Several users have this {what}: the users with the ids {string.Join(", ", found.Select(user => user.Id))}.");
    }

    private static ICompanyUsers Given(ICompanyUsers users) => users ?? throw new ArgumentNullException(nameof(users));

    private static string Given(string text, string parameter)
    {
        if (text is null)
            throw new ArgumentNullException(parameter);
        return string.IsNullOrWhiteSpace(text) ? throw new ArgumentException("The value is blank.", parameter) : text;
    }
}
