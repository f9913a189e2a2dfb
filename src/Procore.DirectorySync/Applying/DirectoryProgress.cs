namespace Procore.DirectorySync;

/// <summary>
/// How far a run has got, after each of its requests.
/// </summary>
public sealed class DirectoryProgress
{
    internal DirectoryProgress(int changes, int settled, int made)
    {
        Changes = changes;
        Settled = settled;
        Made = made;
    }

    /// <summary>
    /// Changes of the plan.
    /// </summary>
    public int Changes { get; }

    /// <summary>
    /// Those of them that have an outcome.
    /// </summary>
    public int Settled { get; }

    /// <summary>
    /// Those of them that were made.
    /// </summary>
    public int Made { get; }
}
