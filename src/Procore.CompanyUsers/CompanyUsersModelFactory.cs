using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers;

/// <summary>
/// Creates the results of <see cref="ICompanyUsers" /> for tests that replace it by a mock. Models such as <see cref="CompanyUser" /> need no
/// factory: set their properties.
/// </summary>
/// <remarks>Most tests are simpler with <c>FakeProcore</c> of the package Procore.CompanyUsers.Testing, which runs the real client.</remarks>
public static class CompanyUsersModelFactory
{
    /// <summary>Creates a page of <see cref="ICompanyUsers.ListPagesAsync" />.</summary>
    /// <param name="users">The users of the page.</param>
    /// <param name="number">The page's number, from 1.</param>
    /// <param name="total">The number of users of all pages; null if it isn't known.</param>
    /// <param name="totalChanged">Whether the total differs from that of the page before.</param>
    /// <param name="hasNext">Whether another page follows.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="users" /> is null.</exception>
    public static CompanyUserPage CompanyUserPage(IReadOnlyList<CompanyUser> users, int number = 1, long? total = null, bool totalChanged = false, bool hasNext = false) =>
        new(number, users ?? throw new ArgumentNullException(nameof(users)), total, totalChanged, hasNext);

    /// <summary>Creates an outcome of <see cref="ICompanyUsers.SyncStreamingAsync" />.</summary>
    /// <param name="item">The item.</param>
    /// <param name="status">The item's status.</param>
    /// <param name="user">The user as stored; null unless the item was saved.</param>
    /// <param name="position">The item's position among the items given, from 0.</param>
    /// <param name="errors">The messages of an item that wasn't saved.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item" /> or <paramref name="errors" /> is null.</exception>
    public static SyncOutcome SyncOutcome(CompanyUserSyncItem item, SyncStatus status, CompanyUser? user = null, long position = 0, params ProcoreErrorMessage[] errors) =>
        new(position, item ?? throw new ArgumentNullException(nameof(item)), status, user, errors ?? throw new ArgumentNullException(nameof(errors)));

    /// <summary>Creates an outcome of <see cref="ICompanyUsers.AddToProjectsStreamingAsync" /> and the other methods about projects.</summary>
    /// <param name="member">The user and the project.</param>
    /// <param name="status">The item's status.</param>
    /// <param name="position">The item's position among the items given, from 0.</param>
    /// <param name="errors">The messages of an item that failed.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="member" /> or <paramref name="errors" /> is null.</exception>
    public static ProjectOutcome ProjectOutcome(ProjectMember member, ProjectChangeStatus status, long position = 0, params ProcoreErrorMessage[] errors) =>
        new(position, member ?? throw new ArgumentNullException(nameof(member)), status, errors ?? throw new ArgumentNullException(nameof(errors)));

    /// <summary>Creates the status of a batch.</summary>
    /// <param name="isComplete">Whether all items have been processed.</param>
    /// <param name="total">The number of items; null if it isn't known.</param>
    /// <param name="pending">The number of items that haven't been processed yet; null if it isn't known.</param>
    /// <param name="failures">The number of items that have failed; null if it isn't known.</param>
    /// <param name="description">Procore's description of the batch.</param>
    /// <returns>The status.</returns>
    public static BulkJobStatus BulkJobStatus(bool isComplete, long? total = null, long? pending = null, long? failures = null, string? description = null) =>
        new(isComplete, total, pending, failures, description);

    /// <summary>Creates a batch whose status is requested: each request returns the next of the statuses, and the last one from then on.</summary>
    /// <param name="id">The batch's id.</param>
    /// <param name="statuses">The statuses, at least one.</param>
    /// <returns>The batch, which waits by the system's clock.</returns>
    /// <exception cref="ArgumentException">The id is empty, or there is no status.</exception>
    public static BulkJob BulkJob(string id, params BulkJobStatus[] statuses) => BulkJob(id, TimeProvider.System, statuses);

    /// <inheritdoc cref="BulkJob(string, BulkJobStatus[])" />
    /// <param name="id">The batch's id.</param>
    /// <param name="timeProvider">The clock by which the batch waits between requests.</param>
    /// <param name="statuses">The statuses, at least one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="timeProvider" /> is null.</exception>
    public static BulkJob BulkJob(string id, TimeProvider timeProvider, params BulkJobStatus[] statuses)
    {
        if (string.IsNullOrEmpty(id))
            throw new ArgumentException("The id of a batch is empty.", nameof(id));
        if (statuses is not { Length: > 0 })
            throw new ArgumentException("A batch needs at least one status.", nameof(statuses));
        var requests = 0;
        return new BulkJob(id, _ => Task.FromResult(Response(statuses[Math.Min(Interlocked.Increment(ref requests), statuses.Length) - 1])), timeProvider ?? throw new ArgumentNullException(nameof(timeProvider)));
    }

    /// <summary>Creates a batch that Procore has completed at once.</summary>
    /// <param name="outcomes">One outcome for each item.</param>
    /// <returns>The batch, without an id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="outcomes" /> is null.</exception>
    public static BulkJob BulkJob(IReadOnlyList<ProjectOutcome> outcomes) => new(outcomes ?? throw new ArgumentNullException(nameof(outcomes)), TimeProvider.System);

    private static ProcoreResponse<BulkStatus> Response(BulkJobStatus status)
    {
        using var request = new HttpRequestMessage();
        return new ProcoreResponse<BulkStatus>(request, 200, [], new BulkStatus
        {
            Data = new BulkStatusData { IsComplete = status.IsComplete, Total = (int?)status.Total, Pending = (int?)status.Pending, Failures = (int?)status.Failures, Description = status.Description },
        });
    }
}
