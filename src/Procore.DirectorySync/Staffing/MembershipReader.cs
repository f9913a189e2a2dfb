using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Reads the projects of single users, and keeps them for a while.</summary>
internal sealed class MembershipReader(ICompanyUsers users, TimeProvider timeProvider, TimeSpan freshness)
{
    private readonly Dictionary<long, (long ReadAt, Dictionary<long, UserProject> Projects)> _read = [];

    /// <returns>The projects that the user is on, by id.</returns>
    public async Task<IReadOnlyDictionary<long, UserProject>> ReadAsync(long userId, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(userId, out var known) && timeProvider.GetElapsedTime(known.ReadAt) <= freshness)
            return known.Projects;
        var readAt = timeProvider.GetTimestamp();
        var projects = new Dictionary<long, UserProject>();
        await foreach (var project in users.ListProjectsAsync(userId, cancellationToken).ConfigureAwait(false))
            projects[project.ProjectId] = project;
        _read[userId] = (readAt, projects);
        return projects;
    }

    /// <summary>Lets the user's projects be read again the next time.</summary>
    public void Forget(long userId) => _read.Remove(userId);

    /// <returns>The membership; null if the user isn't on the project.</returns>
    public async Task<UserProject?> ReadAsync(long userId, long projectId, CancellationToken cancellationToken) =>
        (await ReadAsync(userId, cancellationToken).ConfigureAwait(false)).TryGetValue(projectId, out var project) ? project : null;
}
