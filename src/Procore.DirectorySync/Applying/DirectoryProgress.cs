namespace Procore.DirectorySync;

/// <summary>
/// The progress of a run, after each of its requests.
/// </summary>
public sealed class DirectoryProgress
{
    internal DirectoryProgress(string run, int changes, int settled, int made)
    {
        Run = run;
        Changes = changes;
        Settled = settled;
        Made = made;
    }

    /// <summary>
    /// The run's id in the journal. It is also reported before the first request that writes.
    /// </summary>
    public string Run { get; }

    /// <summary>
    /// The number of changes in the plan.
    /// </summary>
    public int Changes { get; }

    /// <summary>
    /// The number of changes that have an outcome.
    /// </summary>
    public int Settled { get; }

    /// <summary>
    /// The number of changes that were made.
    /// </summary>
    public int Made { get; }
}
