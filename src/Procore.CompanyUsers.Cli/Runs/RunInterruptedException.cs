namespace Procore.CompanyUsers.Cli.Runs;

/// <summary>A run ended before its last row.</summary>
internal sealed class RunInterruptedException(IReadOnlyList<long> inDoubt, IReadOnlyList<long> notApplied, Exception cause)
    : Exception(cause.Message, cause)
{
    /// <summary>The positions of the rows that were sent and whose outcome is unknown.</summary>
    public IReadOnlyList<long> InDoubt { get; } = inDoubt;

    /// <summary>The positions of the rows that were read and definitely not applied.</summary>
    public IReadOnlyList<long> NotApplied { get; } = notApplied;

    /// <summary>The rows that an exception accounts for; null for any other exception.</summary>
    public static RunInterruptedException? Of(Exception exception) => exception switch
    {
        RunInterruptedException interrupted => interrupted,
        SyncInterruptedException sync => new(Positions(sync.InDoubt), Positions(sync.NotApplied), sync.InnerException ?? sync),
        ProjectsInterruptedException projects => new(Positions(projects.InDoubt), Positions(projects.NotApplied), projects.InnerException ?? projects),
        // Thrown while rows are read or sent one by one.
        OperationCanceledException => new([], [], exception),
        _ => null,
    };

    private static IReadOnlyList<long> Positions<T>(IEnumerable<PositionedItem<T>> entries) => [.. entries.Select(entry => entry.Position)];
}
