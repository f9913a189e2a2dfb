using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// Changes many users in one call, and accepts lists and other sequences in place of streams.
/// </summary>
public static class CompanyUsersExtensions
{
    /// <inheritdoc cref="ICompanyUsers.CreateAsync" />
    /// <param name="users">The company's users.</param>
    /// <param name="user">The user; <see cref="NewCompanyUser.LastName" /> and <see cref="NewCompanyUser.EmailAddress" /> are required.</param>
    /// <param name="cancellationToken">Cancels the request. The user may have been created nevertheless.</param>
    public static Task<CompanyUser> CreateAsync(this ICompanyUsers users, NewCompanyUser user, CancellationToken cancellationToken) =>
        Given(users).CreateAsync(user, options: null, cancellationToken);

    /// <inheritdoc cref="ICompanyUsers.UpdateAsync" />
    /// <param name="users">The company's users.</param>
    /// <param name="id">The user's id; positive.</param>
    /// <param name="changes">The properties to change; at least one.</param>
    /// <param name="cancellationToken">Cancels the request. The change may have been made nevertheless.</param>
    public static Task<CompanyUser> UpdateAsync(this ICompanyUsers users, long id, CompanyUserChanges changes, CancellationToken cancellationToken) =>
        Given(users).UpdateAsync(id, changes, options: null, cancellationToken);

    /// <summary>
    /// Creates and updates any number of users and returns all outcomes.
    /// </summary>
    /// <remarks>
    /// Works as <see cref="ICompanyUsers.SyncStreamingAsync" /> does, but sends every item before it returns. It holds every outcome in
    /// memory; for very many items, read the outcomes of <see cref="ICompanyUsers.SyncStreamingAsync" /> one by one.
    /// </remarks>
    /// <param name="users">The company's users.</param>
    /// <param name="items">The users to create or update.</param>
    /// <param name="options">How to send them; null for the defaults.</param>
    /// <param name="progress">Receives the progress after each request.</param>
    /// <param name="cancellationToken">Stops the sync. Items already sent stay applied.</param>
    /// <returns>One outcome for each item, in the order given.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="users" /> or <paramref name="items" /> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="SyncOptions.ItemsPerRequest" /> isn't from 1 to 1,000.</exception>
    /// <exception cref="SyncInterruptedException">
    /// A request failed, the sync was canceled, or the source of the items failed. The exception has the outcomes so far and says which items
    /// are in doubt.
    /// </exception>
    public static Task<IReadOnlyList<SyncOutcome>> SyncAsync(
        this ICompanyUsers users,
        IEnumerable<CompanyUserSyncItem> items,
        SyncOptions? options = null,
        IProgress<SyncProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        GatherAsync(users.SyncStreamingAsync(items, options, progress, cancellationToken));

    /// <inheritdoc cref="SyncAsync(ICompanyUsers, IEnumerable{CompanyUserSyncItem}, SyncOptions, IProgress{SyncProgress}, CancellationToken)" />
    public static Task<IReadOnlyList<SyncOutcome>> SyncAsync(
        this ICompanyUsers users,
        IAsyncEnumerable<CompanyUserSyncItem> items,
        SyncOptions? options = null,
        IProgress<SyncProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        GatherAsync(Given(users).SyncStreamingAsync(items, options, progress, cancellationToken));

    /// <inheritdoc cref="ICompanyUsers.SyncStreamingAsync" />
    public static IAsyncEnumerable<SyncOutcome> SyncStreamingAsync(
        this ICompanyUsers users,
        IEnumerable<CompanyUserSyncItem> items,
        SyncOptions? options = null,
        IProgress<SyncProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Given(users).SyncStreamingAsync(Stream(items, nameof(items)), options, progress, cancellationToken);

    /// <summary>
    /// Adds users to projects and returns all outcomes. Users that are already on a project are left as they are.
    /// </summary>
    /// <remarks>
    /// Works as <see cref="ICompanyUsers.AddToProjectsStreamingAsync" /> does, but sends every item before it returns, and holds every
    /// outcome in memory.
    /// </remarks>
    /// <param name="users">The company's users.</param>
    /// <param name="assignments">The users and projects.</param>
    /// <param name="progress">Receives the progress after each 1,000 items.</param>
    /// <param name="cancellationToken">Stops the change. Items already sent stay applied.</param>
    /// <returns>One outcome for each item, in the order given.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="users" /> or <paramref name="assignments" /> is null.</exception>
    /// <exception cref="ProjectsInterruptedException">A request failed, the change was canceled, or the source of the items failed. The exception has the outcomes so far.</exception>
    public static Task<IReadOnlyList<ProjectOutcome>> AddToProjectsAsync(
        this ICompanyUsers users,
        IEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        GatherAsync(users.AddToProjectsStreamingAsync(assignments, progress, cancellationToken));

    /// <inheritdoc cref="ICompanyUsers.AddToProjectsStreamingAsync" />
    public static IAsyncEnumerable<ProjectOutcome> AddToProjectsStreamingAsync(
        this ICompanyUsers users,
        IEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Given(users).AddToProjectsStreamingAsync(Stream(assignments, nameof(assignments)), progress, cancellationToken);

    /// <summary>
    /// Removes users from projects and returns all outcomes.
    /// </summary>
    /// <remarks>
    /// Works as <see cref="ICompanyUsers.RemoveFromProjectsStreamingAsync" /> does, but sends every item before it returns, and holds every
    /// outcome in memory.
    /// </remarks>
    /// <param name="users">The company's users.</param>
    /// <param name="members">The users and projects.</param>
    /// <param name="progress">Receives the progress after each 1,000 items.</param>
    /// <param name="cancellationToken">Stops the change. Items already sent stay applied.</param>
    /// <returns>One outcome for each item, in the order given.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="users" /> or <paramref name="members" /> is null.</exception>
    /// <exception cref="ProjectsInterruptedException">A request failed, the change was canceled, or the source of the items failed. The exception has the outcomes so far.</exception>
    public static Task<IReadOnlyList<ProjectOutcome>> RemoveFromProjectsAsync(
        this ICompanyUsers users,
        IEnumerable<ProjectMember> members,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        GatherAsync(users.RemoveFromProjectsStreamingAsync(members, progress, cancellationToken));

    /// <inheritdoc cref="ICompanyUsers.RemoveFromProjectsStreamingAsync" />
    public static IAsyncEnumerable<ProjectOutcome> RemoveFromProjectsStreamingAsync(
        this ICompanyUsers users,
        IEnumerable<ProjectMember> members,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Given(users).RemoveFromProjectsStreamingAsync(Stream(members, nameof(members)), progress, cancellationToken);

    /// <summary>
    /// Sets the permission template and adds project roles of users that are on projects, and returns all outcomes.
    /// </summary>
    /// <remarks>
    /// Works as <see cref="ICompanyUsers.UpdateTemplateAndRolesStreamingAsync" /> does, but sends every item before it returns, and holds every
    /// outcome in memory.
    /// </remarks>
    /// <param name="users">The company's users.</param>
    /// <param name="assignments">The users and projects, each with what to set.</param>
    /// <param name="progress">Receives the progress after each 1,000 items.</param>
    /// <param name="cancellationToken">Stops the change. Items already sent stay applied.</param>
    /// <returns>One outcome for each item, in the order given.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="users" /> or <paramref name="assignments" /> is null.</exception>
    /// <exception cref="ProjectsInterruptedException">A request failed, the change was canceled, or the source of the items failed. The exception has the outcomes so far.</exception>
    public static Task<IReadOnlyList<ProjectOutcome>> UpdateTemplateAndRolesAsync(
        this ICompanyUsers users,
        IEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        GatherAsync(users.UpdateTemplateAndRolesStreamingAsync(assignments, progress, cancellationToken));

    /// <inheritdoc cref="ICompanyUsers.UpdateTemplateAndRolesStreamingAsync" />
    public static IAsyncEnumerable<ProjectOutcome> UpdateTemplateAndRolesStreamingAsync(
        this ICompanyUsers users,
        IEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Given(users).UpdateTemplateAndRolesStreamingAsync(Stream(assignments, nameof(assignments)), progress, cancellationToken);

    /// <summary>
    /// Removes a permission template and project roles from users that stay on their projects, and returns all outcomes.
    /// </summary>
    /// <remarks>
    /// Works as <see cref="ICompanyUsers.RemoveTemplateAndRolesStreamingAsync" /> does, but sends every item before it returns, and holds every
    /// outcome in memory.
    /// </remarks>
    /// <param name="users">The company's users.</param>
    /// <param name="assignments">The users and projects, each with what to remove.</param>
    /// <param name="progress">Receives the progress after each 1,000 items.</param>
    /// <param name="cancellationToken">Stops the change. Items already sent stay applied.</param>
    /// <returns>One outcome for each item, in the order given.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="users" /> or <paramref name="assignments" /> is null.</exception>
    /// <exception cref="ProjectsInterruptedException">A request failed, the change was canceled, or the source of the items failed. The exception has the outcomes so far.</exception>
    public static Task<IReadOnlyList<ProjectOutcome>> RemoveTemplateAndRolesAsync(
        this ICompanyUsers users,
        IEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        GatherAsync(users.RemoveTemplateAndRolesStreamingAsync(assignments, progress, cancellationToken));

    /// <inheritdoc cref="ICompanyUsers.RemoveTemplateAndRolesStreamingAsync" />
    public static IAsyncEnumerable<ProjectOutcome> RemoveTemplateAndRolesStreamingAsync(
        this ICompanyUsers users,
        IEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Given(users).RemoveTemplateAndRolesStreamingAsync(Stream(assignments, nameof(assignments)), progress, cancellationToken);

    private static ICompanyUsers Given(ICompanyUsers users) => users ?? throw new ArgumentNullException(nameof(users));

    private static IAsyncEnumerable<T> Stream<T>(IEnumerable<T> items, string parameter)
    {
        return EachAsync(items ?? throw new ArgumentNullException(parameter));

        static async IAsyncEnumerable<T> EachAsync(IEnumerable<T> items)
        {
            foreach (var item in items)
                yield return item;
            await Task.CompletedTask.ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<T>> GatherAsync<T>(IAsyncEnumerable<T> outcomes)
    {
        var list = new List<T>();
        try
        {
            await foreach (var outcome in outcomes.ConfigureAwait(false))
                list.Add(outcome);
        }
        catch (SyncInterruptedException interrupted) when (list is List<SyncOutcome> soFar)
        {
            throw interrupted.With(soFar);
        }
        catch (ProjectsInterruptedException interrupted) when (list is List<ProjectOutcome> soFar)
        {
            throw interrupted.With(soFar);
        }
        return list;
    }
}
