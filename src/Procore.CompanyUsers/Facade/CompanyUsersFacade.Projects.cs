namespace Procore.CompanyUsers;

internal sealed partial class CompanyUsersFacade
{
    public IAsyncEnumerable<ProjectOutcome> AddToProjectsStreamingAsync(
        IAsyncEnumerable<ProjectAssignment> assignments, IProgress<ProjectProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var plain = routes.AddToProjects(companyId);
        var withRoles = routes.AddToProjectsWithRoles(companyId);
        var run = new ProjectChangeSender(member => member is ProjectAssignment { ProjectRoleIds.Count: > 0 } ? withRoles : plain, progress);
        return ChangeProjects(assignments ?? throw new ArgumentNullException(nameof(assignments)), run, cancellationToken);
    }

    public IAsyncEnumerable<ProjectOutcome> RemoveFromProjectsStreamingAsync(
        IAsyncEnumerable<ProjectMember> members, IProgress<ProjectProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var request = routes.RemoveFromProjects(companyId);
        return ChangeProjects(members ?? throw new ArgumentNullException(nameof(members)), new ProjectChangeSender(_ => request, progress), cancellationToken);
    }

    public IAsyncEnumerable<ProjectOutcome> UpdateTemplateAndRolesStreamingAsync(
        IAsyncEnumerable<ProjectAssignment> assignments, IProgress<ProjectProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var request = routes.UpdateTemplateAndRoles(companyId);
        return ChangeProjects(assignments ?? throw new ArgumentNullException(nameof(assignments)), new ProjectChangeSender(_ => request, progress, needsDetails: true, clears: true), cancellationToken);
    }

    public IAsyncEnumerable<ProjectOutcome> RemoveTemplateAndRolesStreamingAsync(
        IAsyncEnumerable<ProjectAssignment> assignments, IProgress<ProjectProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var request = routes.RemoveTemplateAndRoles(companyId);
        return ChangeProjects(assignments ?? throw new ArgumentNullException(nameof(assignments)), new ProjectChangeSender(_ => request, progress, needsDetails: true), cancellationToken);
    }

    public Task<BulkJob> StartAddToProjectsAsync(IReadOnlyList<ProjectAssignment> assignments, CancellationToken cancellationToken = default) =>
        StartAsync(routes.AddToProjectsWithRoles(companyId), assignments ?? throw new ArgumentNullException(nameof(assignments)), nameof(assignments), cancellationToken);

    public Task<BulkJob> StartRemoveFromProjectsAsync(IReadOnlyList<ProjectMember> members, CancellationToken cancellationToken = default) =>
        StartAsync(routes.RemoveFromProjectsInBatch(companyId), members ?? throw new ArgumentNullException(nameof(members)), nameof(members), cancellationToken);

    public BulkJob GetBulkJob(string id) => BulkJobStart.IsId(id)
        ? Job(id)
        : throw new ArgumentException("This isn't the id of a batch. Use BulkJob.Id.", nameof(id));

    private async Task<BulkJob> StartAsync(ProjectRequest request, IReadOnlyList<ProjectMember> members, string parameter, CancellationToken cancellationToken)
    {
        BulkJobStart.Check(members, parameter);
        var reply = await request.SendAsync(members, cancellationToken).ConfigureAwait(false);
        return reply.StatusCode == 202
            ? Job(BulkJobStart.IdOf(reply))
            : new BulkJob(ProjectResponseReader.Match([.. members.Select((member, position) => new PositionedItem<ProjectMember>(position, member))], reply, request.IsRemoval), timeProvider);
    }

    private BulkJob Job(string id) => new(id, cancellationToken => routes.GetBulkStatus(companyId, id, cancellationToken), timeProvider);

    private static SingleUseEnumerable<ProjectOutcome> ChangeProjects(IAsyncEnumerable<ProjectMember> members, ProjectChangeSender run, CancellationToken cancellationToken) =>
        new(run.OutcomesAsync(members, cancellationToken));
}
