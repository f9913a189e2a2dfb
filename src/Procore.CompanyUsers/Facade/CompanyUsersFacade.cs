using System.Runtime.CompilerServices;
using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers;

internal sealed class CompanyUsersFacade(long companyId, Routes routes, ProcoreOptions options, TimeProvider timeProvider, TransportEvents events) : ICompanyUsers
{
    public long CompanyId => companyId;

    public Uri ApiAddress { get; } = ProcoreAddresses.Api(options);

    public async Task<CompanyUser> GetCurrentAsync(CancellationToken cancellationToken = default)
    {
        var response = await routes.GetCurrent(companyId, cancellationToken).ConfigureAwait(false);
        return response.User();
    }

    public async Task<CompanyUser> GetAsync(long id, CancellationToken cancellationToken = default)
    {
        var response = await routes.Get(companyId, Positive(id), cancellationToken).ConfigureAwait(false);
        return response.User();
    }

    public IAsyncEnumerable<CompanyUser> ListAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        UsersAsync(Listing.OfUsers(routes, companyId, query ?? new CompanyUserQuery(), options.Paging.PageSize), cancellationToken);

    public IAsyncEnumerable<CompanyUserPage> ListPagesAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        PagesAsync(Listing.OfUsers(routes, companyId, query ?? new CompanyUserQuery(), options.Paging.PageSize), cancellationToken);

    public IAsyncEnumerable<long> ListIdsAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        IdsAsync(Listing.OfIds(routes, companyId, query ?? new CompanyUserQuery(), options.Paging.PageSize), cancellationToken);

    public IAsyncEnumerable<UserProject> ListProjectsAsync(long userId, CancellationToken cancellationToken = default)
    {
        var id = Positive(userId, nameof(userId));
        // A server that ignores the filter lists projects that the user isn't on.
        var listing = new LookupListing<UserProject>(
            "project", options.Paging.PageSize, project => project.ProjectId, (page, size, token) => routes.ListProjectAssignments(companyId, id, page, size, token), project => project.IsAssigned is not false, idName: "project_id");
        return new LookupReader(companyId, routes, options, events).ReadAsync(listing, cancellationToken);
    }

    public async Task<CompanyUser> CreateAsync(NewCompanyUser user, CompanyUserWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (user is null)
            throw new ArgumentNullException(nameof(user));
        if (string.IsNullOrWhiteSpace(user.LastName.Value))
            throw new ArgumentException("A new user needs a last name. Set LastName.", nameof(user));
        if (string.IsNullOrWhiteSpace(user.EmailAddress.Value))
            throw new ArgumentException("A new user needs an e-mail address. Set EmailAddress.", nameof(user));
        var response = await routes.Create(companyId, user, options, cancellationToken).ConfigureAwait(false);
        return response.User();
    }

    public async Task<CompanyUser> UpdateAsync(long id, CompanyUserChanges changes, CompanyUserWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (changes is null)
            throw new ArgumentNullException(nameof(changes));
        if (options?.Avatar is null && changes.IsEmpty)
            throw new ArgumentException("No field is set. Set those that are to change; null clears one.", nameof(changes));
        var response = await routes.Update(companyId, Positive(id), changes, options, cancellationToken).ConfigureAwait(false);
        return response.User();
    }

    public Task<CompanyUser> DeactivateAsync(long id, CancellationToken cancellationToken = default) =>
        UpdateAsync(id, new CompanyUserChanges { IsActive = false }, options: null, cancellationToken);

    public async Task<CompanyUser> ReactivateAsync(long id, CancellationToken cancellationToken = default)
    {
        var response = await routes.Reactivate(companyId, Positive(id), cancellationToken).ConfigureAwait(false);
        return response.User();
    }

    public Task InviteAsync(long id, CancellationToken cancellationToken = default) =>
        routes.Invite(companyId, Positive(id), cancellationToken);

    public IAsyncEnumerable<SyncOutcome> SyncAsync(
        IAsyncEnumerable<CompanyUserSyncItem> items, SyncOptions? options = null, IProgress<SyncProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (items is null)
            throw new ArgumentNullException(nameof(items));
        var batchSize = (options ?? new SyncOptions()).BatchSize;
        if (batchSize is < 1 or > SyncOptions.LargestBatch)
            throw new ArgumentOutOfRangeException(nameof(options), batchSize, $"Procore takes from 1 to {SyncOptions.LargestBatch} items in one request. Change BatchSize.");
        return new SingleUseEnumerable<SyncOutcome>(new SyncSender(SendAsync, batchSize, progress).OutcomesAsync(items, cancellationToken));
    }

    public IAsyncEnumerable<ProjectOutcome> AddToProjectsAsync(
        IAsyncEnumerable<ProjectAssignment> assignments, IProgress<ProjectProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var plain = routes.AddToProjects(companyId);
        var withRoles = routes.AddToProjectsWithRoles(companyId);
        var run = new ProjectChangeSender(member => member is ProjectAssignment { ProjectRoleIds.Count: > 0 } ? withRoles : plain, progress);
        return ChangeProjects(assignments ?? throw new ArgumentNullException(nameof(assignments)), run, cancellationToken);
    }

    public IAsyncEnumerable<ProjectOutcome> RemoveFromProjectsAsync(
        IAsyncEnumerable<ProjectMember> members, IProgress<ProjectProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var request = routes.RemoveFromProjects(companyId);
        return ChangeProjects(members ?? throw new ArgumentNullException(nameof(members)), new ProjectChangeSender(_ => request, progress), cancellationToken);
    }

    public IAsyncEnumerable<ProjectOutcome> UpdateProjectDetailsAsync(
        IAsyncEnumerable<ProjectAssignment> assignments, IProgress<ProjectProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var request = routes.UpdateProjectDetails(companyId);
        return ChangeProjects(assignments ?? throw new ArgumentNullException(nameof(assignments)), new ProjectChangeSender(_ => request, progress, needsDetails: true), cancellationToken);
    }

    public IAsyncEnumerable<ProjectOutcome> RemoveProjectDetailsAsync(
        IAsyncEnumerable<ProjectAssignment> assignments, IProgress<ProjectProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var request = routes.RemoveProjectDetails(companyId);
        return ChangeProjects(assignments ?? throw new ArgumentNullException(nameof(assignments)), new ProjectChangeSender(_ => request, progress, needsDetails: true), cancellationToken);
    }

    public Task<BulkJob> StartAddToProjectsAsync(IReadOnlyList<ProjectAssignment> assignments, CancellationToken cancellationToken = default) =>
        StartAsync(routes.AddToProjectsWithRoles(companyId), assignments ?? throw new ArgumentNullException(nameof(assignments)), nameof(assignments), cancellationToken);

    public Task<BulkJob> StartRemoveFromProjectsAsync(IReadOnlyList<ProjectMember> members, CancellationToken cancellationToken = default) =>
        StartAsync(routes.RemoveFromProjectsInBatch(companyId), members ?? throw new ArgumentNullException(nameof(members)), nameof(members), cancellationToken);

    public BulkJob GetBulkJob(string id) => BulkJobStart.IsId(id)
        ? Job(id)
        : throw new ArgumentException("This isn't the id of a batch. Take it from BulkJob.Id.", nameof(id));

    private async Task<BulkJob> StartAsync(ProjectRequest request, IReadOnlyList<ProjectMember> members, string parameter, CancellationToken cancellationToken)
    {
        BulkJobStart.Check(members, parameter);
        var reply = await request.SendAsync(members, cancellationToken).ConfigureAwait(false);
        return reply.StatusCode == 202
            ? Job(BulkJobStart.IdOf(reply))
            : new BulkJob(ProjectResponseReader.Match([.. members.Select((member, position) => new PositionedItem<ProjectMember>(position, member))], reply), timeProvider);
    }

    private BulkJob Job(string id) => new(id, cancellationToken => routes.GetBulkStatus(companyId, id, cancellationToken), timeProvider);

    private async Task<CompanyUserSyncResult> SendAsync(IReadOnlyList<CompanyUserSyncItem> items, CancellationToken cancellationToken)
    {
        var response = await routes.Sync(companyId, items, cancellationToken).ConfigureAwait(false);
        var result = response.Required();
        return result.UnreadProperties.TryGetValue("entities", out var entities) && entities is not (List<object?> or Dictionary<string, object?>)
            ? throw response.Lacks("a readable list of entities")
            : result;
    }

    private static SingleUseEnumerable<ProjectOutcome> ChangeProjects(IAsyncEnumerable<ProjectMember> members, ProjectChangeSender run, CancellationToken cancellationToken) =>
        new(run.OutcomesAsync(members, cancellationToken));

    private async IAsyncEnumerable<CompanyUserPage> PagesAsync(Listing listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new PageWalk<CompanyUser>(listing);
        await foreach (var page in walk.PagesAsync(options.Paging.MaxParallelPages, cancellationToken).ConfigureAwait(false))
        {
            var users = walk.Read(page).ToList();
            Tell(page);
            if (page.IsNews || page.Number == 1)
                yield return new CompanyUserPage(page.Number, users, walk.Total, page.TotalChanged);
        }
    }

    private async IAsyncEnumerable<CompanyUser> UsersAsync(Listing listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new PageWalk<CompanyUser>(listing);
        await foreach (var page in walk.PagesAsync(options.Paging.MaxParallelPages, cancellationToken).ConfigureAwait(false))
        {
            Tell(page);
            foreach (var user in walk.Read(page))
                yield return user;
        }
    }

    private void Tell(FetchedPage<CompanyUser> page)
    {
        if (page.TotalChanged)
            events.TotalChanged(companyId, page.Number);
    }

    private async IAsyncEnumerable<long> IdsAsync(Listing listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var user in UsersAsync(listing, cancellationToken).ConfigureAwait(false))
            yield return user.Id!.Value;
    }

    private static long Positive(long id, string parameter = "id") => id > 0
        ? id
        : throw new ArgumentOutOfRangeException(parameter, id, "A user's id is positive. Take it from Procore, as in CompanyUser.Id.");
}
