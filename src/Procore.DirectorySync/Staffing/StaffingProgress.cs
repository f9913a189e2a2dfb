namespace Procore.DirectorySync;

/// <summary>
/// How memberships are read for a staffing plan, and how far the reading is. The first report comes before the first of these requests.
/// </summary>
public sealed class StaffingProgress
{
    internal StaffingProgress(int requestsByProject, int requestsByPerson, bool isByProject, int requests, int done)
    {
        RequestsByProject = requestsByProject;
        RequestsByPerson = requestsByPerson;
        IsByProject = isByProject;
        Requests = requests;
        Done = done;
    }

    /// <summary>
    /// The number of requests to read the memberships project by project, at least.
    /// </summary>
    public int RequestsByProject { get; }

    /// <summary>
    /// The number of requests to read the memberships person by person, at least.
    /// </summary>
    public int RequestsByPerson { get; }

    /// <summary>
    /// Whether the memberships are read by project, which takes fewer requests then. Users whose roles are needed are read one by one in addition.
    /// </summary>
    public bool IsByProject { get; }

    /// <summary>
    /// The number of requests that are known to be needed.
    /// </summary>
    public int Requests { get; }

    /// <summary>
    /// The number of these that are done.
    /// </summary>
    public int Done { get; }
}
