using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// What <see cref="ICompanyUsers" /> does with streams, for lists and other sequences.
/// </summary>
public static class CompanyUsersExtensions
{
    /// <inheritdoc cref="ICompanyUsers.SyncAsync" />
    public static IAsyncEnumerable<SyncOutcome> SyncAsync(
        this ICompanyUsers users,
        IEnumerable<CompanyUserSyncItem> items,
        SyncOptions? options = null,
        IProgress<SyncProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Given(users).SyncAsync(Stream(items, nameof(items)), options, progress, cancellationToken);

    /// <summary>
    /// As <see cref="ICompanyUsers.SyncAsync" />, all outcomes at once.
    /// </summary>
    /// <remarks>Holds every outcome in memory; where there are very many, read them as they come.</remarks>
    /// <inheritdoc cref="ICompanyUsers.SyncAsync" />
    /// <returns>One outcome for each item, in the order given.</returns>
    public static Task<IReadOnlyList<SyncOutcome>> SyncAllAsync(
        this ICompanyUsers users,
        IEnumerable<CompanyUserSyncItem> items,
        SyncOptions? options = null,
        IProgress<SyncProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        GatherAsync(Given(users).SyncAsync(Stream(items, nameof(items)), options, progress, cancellationToken));

    /// <inheritdoc cref="SyncAllAsync(ICompanyUsers, IEnumerable{CompanyUserSyncItem}, SyncOptions, IProgress{SyncProgress}, CancellationToken)" />
    public static Task<IReadOnlyList<SyncOutcome>> SyncAllAsync(
        this ICompanyUsers users,
        IAsyncEnumerable<CompanyUserSyncItem> items,
        SyncOptions? options = null,
        IProgress<SyncProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        GatherAsync(Given(users).SyncAsync(items, options, progress, cancellationToken));

    /// <inheritdoc cref="ICompanyUsers.AddToProjectsAsync" />
    public static IAsyncEnumerable<ProjectOutcome> AddToProjectsAsync(
        this ICompanyUsers users,
        IEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Given(users).AddToProjectsAsync(Stream(assignments, nameof(assignments)), progress, cancellationToken);

    /// <inheritdoc cref="ICompanyUsers.RemoveFromProjectsAsync" />
    public static IAsyncEnumerable<ProjectOutcome> RemoveFromProjectsAsync(
        this ICompanyUsers users,
        IEnumerable<ProjectMember> members,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Given(users).RemoveFromProjectsAsync(Stream(members, nameof(members)), progress, cancellationToken);

    /// <inheritdoc cref="ICompanyUsers.UpdateProjectDetailsAsync" />
    public static IAsyncEnumerable<ProjectOutcome> UpdateProjectDetailsAsync(
        this ICompanyUsers users,
        IEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Given(users).UpdateProjectDetailsAsync(Stream(assignments, nameof(assignments)), progress, cancellationToken);

    /// <inheritdoc cref="ICompanyUsers.RemoveProjectDetailsAsync" />
    public static IAsyncEnumerable<ProjectOutcome> RemoveProjectDetailsAsync(
        this ICompanyUsers users,
        IEnumerable<ProjectAssignment> assignments,
        IProgress<ProjectProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Given(users).RemoveProjectDetailsAsync(Stream(assignments, nameof(assignments)), progress, cancellationToken);

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

    private static async Task<IReadOnlyList<SyncOutcome>> GatherAsync(IAsyncEnumerable<SyncOutcome> outcomes)
    {
        var list = new List<SyncOutcome>();
        try
        {
            await foreach (var outcome in outcomes.ConfigureAwait(false))
                list.Add(outcome);
        }
        catch (SyncInterruptedException interrupted)
        {
            throw interrupted.With(list);
        }
        return list;
    }
}
