namespace Procore.DirectorySync;

/// <summary>The properties of a plan that aren't about single people.</summary>
internal sealed class PlanHeader(DateTimeOffset plannedAt, string scope, int wanted, int inScope, PlanLimits limits, IReadOnlyList<long> protectedIds, IReadOnlyList<long> witnessIds)
{
    public long CompanyId { get; init; }

    public string ApiHost { get; init; } = string.Empty;

    public DateTimeOffset PlannedAt { get; } = plannedAt;

    public string Scope { get; } = scope;

    public int Wanted { get; } = wanted;

    public int InScope { get; } = inScope;

    public PlanLimits Limits { get; } = limits;

    public IReadOnlyList<long> ProtectedIds { get; } = protectedIds;

    /// <summary>Some users of the directory that was read; another directory doesn't have most of them.</summary>
    public IReadOnlyList<long> WitnessIds { get; } = witnessIds;

    /// <summary>The run that the plan undoes; null if it makes the directory equal to a source.</summary>
    public string? UndoneRun { get; init; }

    /// <summary>The changes of the undone run that aren't planned to be undone, with the reason.</summary>
    public IReadOnlyList<ChangeOutcome> NotUndone { get; init; } = [];

    /// <summary>Whether the journal of the undone run lacks its last record.</summary>
    public bool IsJournalCutOff { get; init; }

    /// <summary>The number of users in one request.</summary>
    public int BatchSize { get; init; } = DirectorySyncOptions.DefaultBatchSize;

    /// <summary>The number of project memberships that are already as the source has them.</summary>
    public int UnchangedMemberships { get; init; }

    /// <summary>Whether the options say what happens to unlinked users that the source doesn't have.</summary>
    public bool IsUnlinkedAccepted { get; init; }
}
