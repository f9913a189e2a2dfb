namespace Procore.CompanyUsers;

/// <summary>
/// The progress of a change of project memberships.
/// </summary>
public sealed class ProjectProgress
{
    internal ProjectProgress(long items, long applied, int requests)
    {
        Items = items;
        Applied = applied;
        Requests = requests;
    }

    /// <summary>
    /// The number of items that have an outcome.
    /// </summary>
    public long Items { get; }

    /// <summary>
    /// The number of items that were applied or accepted.
    /// </summary>
    public long Applied { get; }

    /// <summary>
    /// The number of requests that were answered.
    /// </summary>
    public int Requests { get; }
}
