namespace Procore.CompanyUsers;

/// <summary>
/// How far a change of project members has got.
/// </summary>
public sealed class ProjectProgress
{
    internal ProjectProgress(long items, long done, int requests)
    {
        Items = items;
        Done = done;
        Requests = requests;
    }

    /// <summary>
    /// Items that have an outcome.
    /// </summary>
    public long Items { get; }

    /// <summary>
    /// Those of them that are done or accepted.
    /// </summary>
    public long Done { get; }

    /// <summary>
    /// Requests that were answered.
    /// </summary>
    public int Requests { get; }
}
