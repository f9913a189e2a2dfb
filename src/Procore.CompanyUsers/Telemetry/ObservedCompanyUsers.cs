using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>The facade with a span and a duration for each call.</summary>
internal sealed class ObservedCompanyUsers(ICompanyUsers users, long companyId, TimeProvider timeProvider) : ICompanyUsers
{
    private readonly CallObserver _calls = new("CompanyUsers", companyId, timeProvider);
    private readonly CallObserver _jobs = new("BulkJob", companyId, timeProvider);

    public long CompanyId => companyId;

    public Uri ApiAddress => users.ApiAddress;

    public Task<CompanyUser> GetCurrentAsync(CancellationToken cancellationToken = default) =>
        _calls.RunAsync(() => users.GetCurrentAsync(cancellationToken));

    public Task<CompanyUser> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _calls.RunAsync(() => users.GetAsync(id, cancellationToken));

    public IAsyncEnumerable<CompanyUser> ListAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        _calls.Observe(users.ListAsync(query, cancellationToken));

    public IAsyncEnumerable<CompanyUserPage> ListPagesAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        _calls.Observe(users.ListPagesAsync(query, cancellationToken));

    public IAsyncEnumerable<long> ListIdsAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        _calls.Observe(users.ListIdsAsync(query, cancellationToken));

    public IAsyncEnumerable<UserProject> ListProjectsAsync(long userId, CancellationToken cancellationToken = default) =>
        _calls.Observe(users.ListProjectsAsync(userId, cancellationToken));

    public Task<CompanyUser> CreateAsync(NewCompanyUser user, CompanyUserWriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _calls.RunAsync(() => users.CreateAsync(user, options, cancellationToken));

    public Task<CompanyUser> UpdateAsync(long id, CompanyUserChanges changes, CompanyUserWriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _calls.RunAsync(() => users.UpdateAsync(id, changes, options, cancellationToken));

    public Task<CompanyUser> DeactivateAsync(long id, CancellationToken cancellationToken = default) =>
        _calls.RunAsync(() => users.DeactivateAsync(id, cancellationToken));

    public Task<CompanyUser> ReactivateAsync(long id, CancellationToken cancellationToken = default) =>
        _calls.RunAsync(() => users.ReactivateAsync(id, cancellationToken));

    public Task InviteAsync(long id, CancellationToken cancellationToken = default) =>
        _calls.RunAsync(async () =>
        {
            await users.InviteAsync(id, cancellationToken).ConfigureAwait(false);
            return true;
        });

    public IAsyncEnumerable<SyncOutcome> SyncStreamingAsync(
        IAsyncEnumerable<CompanyUserSyncItem> items, SyncOptions? options = null, IProgress<SyncProgress>? progress = null, CancellationToken cancellationToken = default) =>
        _calls.Observe(users.SyncStreamingAsync(items, options, progress, cancellationToken), nameof(CompanyUsersExtensions.SyncAsync));

    public IAsyncEnumerable<ProjectOutcome> AddToProjectsStreamingAsync(
        IAsyncEnumerable<ProjectAssignment> assignments, IProgress<ProjectProgress>? progress = null, CancellationToken cancellationToken = default) =>
        _calls.Observe(users.AddToProjectsStreamingAsync(assignments, progress, cancellationToken), nameof(CompanyUsersExtensions.AddToProjectsAsync));

    public IAsyncEnumerable<ProjectOutcome> RemoveFromProjectsStreamingAsync(
        IAsyncEnumerable<ProjectMember> members, IProgress<ProjectProgress>? progress = null, CancellationToken cancellationToken = default) =>
        _calls.Observe(users.RemoveFromProjectsStreamingAsync(members, progress, cancellationToken), nameof(CompanyUsersExtensions.RemoveFromProjectsAsync));

    public IAsyncEnumerable<ProjectOutcome> UpdateTemplateAndRolesStreamingAsync(
        IAsyncEnumerable<ProjectAssignment> assignments, IProgress<ProjectProgress>? progress = null, CancellationToken cancellationToken = default) =>
        _calls.Observe(users.UpdateTemplateAndRolesStreamingAsync(assignments, progress, cancellationToken), nameof(CompanyUsersExtensions.UpdateTemplateAndRolesAsync));

    public IAsyncEnumerable<ProjectOutcome> RemoveTemplateAndRolesStreamingAsync(
        IAsyncEnumerable<ProjectAssignment> assignments, IProgress<ProjectProgress>? progress = null, CancellationToken cancellationToken = default) =>
        _calls.Observe(users.RemoveTemplateAndRolesStreamingAsync(assignments, progress, cancellationToken), nameof(CompanyUsersExtensions.RemoveTemplateAndRolesAsync));

    public async Task<BulkJob> StartAddToProjectsAsync(IReadOnlyList<ProjectAssignment> assignments, CancellationToken cancellationToken = default)
    {
        var job = await _calls.RunAsync(() => users.StartAddToProjectsAsync(assignments, cancellationToken)).ConfigureAwait(false);
        return job.ObservedBy(_jobs);
    }

    public async Task<BulkJob> StartRemoveFromProjectsAsync(IReadOnlyList<ProjectMember> members, CancellationToken cancellationToken = default)
    {
        var job = await _calls.RunAsync(() => users.StartRemoveFromProjectsAsync(members, cancellationToken)).ConfigureAwait(false);
        return job.ObservedBy(_jobs);
    }

    public BulkJob GetBulkJob(string id) => users.GetBulkJob(id).ObservedBy(_jobs);
}
