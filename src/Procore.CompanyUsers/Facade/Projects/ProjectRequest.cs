namespace Procore.CompanyUsers;

/// <summary>A route that changes project members, and how many items it takes.</summary>
internal sealed class ProjectRequest(
    int limit,
    Func<IReadOnlyList<ProjectMember>, CancellationToken, Task<ProjectReply>> send)
{
    public int Limit { get; } = limit;

    public Task<ProjectReply> SendAsync(IReadOnlyList<ProjectMember> members, CancellationToken cancellationToken) => send(members, cancellationToken);
}
