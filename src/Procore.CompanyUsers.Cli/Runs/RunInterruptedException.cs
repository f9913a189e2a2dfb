namespace Procore.CompanyUsers.Cli.Runs;

/// <summary>A run ended before its rows did.</summary>
internal sealed class RunInterruptedException(IReadOnlyList<long> inDoubt, IReadOnlyList<long> notApplied, Exception cause)
    : Exception(cause.Message, cause)
{
    /// <summary>The positions of those that were sent, and of which nobody knows what became.</summary>
    public IReadOnlyList<long> InDoubt { get; } = inDoubt;

    /// <summary>The positions of those that were read and surely not applied.</summary>
    public IReadOnlyList<long> NotApplied { get; } = notApplied;

    /// <summary>What an exception says of the rows; null where it says nothing.</summary>
    public static RunInterruptedException? Of(Exception exception) => exception switch
    {
        RunInterruptedException interrupted => interrupted,
        SyncInterruptedException sync => new(Positions(sync.InDoubt), Positions(sync.NotApplied), sync.InnerException ?? sync),
        ProjectsInterruptedException projects => new(Positions(projects.InDoubt), Positions(projects.NotApplied), projects.InnerException ?? projects),
        // Thrown by the rows themselves, where they are sent one by one.
        OperationCanceledException => new([], [], exception),
        _ => null,
    };

    private static IReadOnlyList<long> Positions<T>(IEnumerable<BatchEntry<T>> entries) => [.. entries.Select(entry => entry.Position)];
}
