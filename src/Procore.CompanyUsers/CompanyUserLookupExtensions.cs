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
    /// <exception cref="AmbiguousUserException">Several users have the address.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its answer can't be read.</exception>
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
    /// <exception cref="AmbiguousUserException">Several users have the origin id.</exception>
    /// <exception cref="ProcoreException">Procore refused, or its answer can't be read.</exception>
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
    public static Task<IReadOnlyList<CompanyUser>> ListAllAsync(this ICompanyUsers users, CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        CompleteList.OfAsync(Given(users).ListAsync(query, cancellationToken));

    /// <summary>
    /// Lists the ids of users as <see cref="ICompanyUsers.ListIdsAsync" /> does and returns them as a list.
    /// </summary>
    /// <remarks>Holds every id in memory.</remarks>
    /// <param name="users">The company's users.</param>
    /// <param name="query">Which users, and in which order; null for all active users in Procore's order.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The ids, each once.</returns>
    /// <exception cref="ArgumentException">Procore can't answer the query for this status; the message names the alternative.</exception>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read.</exception>
    public static Task<IReadOnlyList<long>> ListAllIdsAsync(this ICompanyUsers users, CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        CompleteList.OfAsync(Given(users).ListIdsAsync(query, cancellationToken));

    /// <summary>
    /// Lists the projects that a user is on as <see cref="ICompanyUsers.ListProjectsAsync" /> does and returns them as a list.
    /// </summary>
    /// <param name="users">The company's users.</param>
    /// <param name="userId">The user's id; positive.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The projects.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="userId" /> isn't positive.</exception>
    /// <exception cref="ProcoreException">Procore refused a request, or a response can't be read.</exception>
    public static Task<IReadOnlyList<UserProject>> ListAllProjectsAsync(this ICompanyUsers users, long userId, CancellationToken cancellationToken = default) =>
        CompleteList.OfAsync(Given(users).ListProjectsAsync(userId, cancellationToken));

    /// <summary>
    /// Gets one page of users, with the total and whether another page follows: the page <see cref="CompanyUserQuery.StartPage" />.
    /// </summary>
    /// <param name="users">The company's users.</param>
    /// <param name="query">Which users, which page and in which order; null for the first page of all active users in Procore's order.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The page; empty if it is after the last one.</returns>
    /// <exception cref="ArgumentException">Procore can't answer the query for this status; the message names the alternative.</exception>
    /// <exception cref="ProcoreException">Procore refused the request, or the response can't be read.</exception>
    public static async Task<CompanyUserPage> GetPageAsync(this ICompanyUsers users, CompanyUserQuery? query = null, CancellationToken cancellationToken = default)
    {
        await foreach (var page in Given(users).ListPagesAsync(query, cancellationToken).ConfigureAwait(false))
            return page;
        throw new InvalidOperationException("The listing has no page. Return at least one, which can be empty, where you replace ICompanyUsers.");
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
            : throw new AmbiguousUserException(what, [.. found.Select(user => user.Id)]);
    }

    private static ICompanyUsers Given(ICompanyUsers users) => users ?? throw new ArgumentNullException(nameof(users));

    private static string Given(string text, string parameter)
    {
        if (text is null)
            throw new ArgumentNullException(parameter);
        return string.IsNullOrWhiteSpace(text) ? throw new ArgumentException("The value is blank.", parameter) : text;
    }
}
