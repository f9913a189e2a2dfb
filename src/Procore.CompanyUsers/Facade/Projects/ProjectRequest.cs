namespace Procore.CompanyUsers;

/// <summary>A request that changes project memberships, and how many items it can have.</summary>
internal sealed class ProjectRequest(
    int limit,
    Func<IReadOnlyList<ProjectMember>, CancellationToken, Task<ProjectReply>> send,
    bool isRemoval = false)
{
    public int Limit { get; } = limit;

    /// <summary>Whether it takes users off projects.</summary>
    public bool IsRemoval { get; } = isRemoval;

    public Task<ProjectReply> SendAsync(IReadOnlyList<ProjectMember> members, CancellationToken cancellationToken) => send(members, cancellationToken);
}
