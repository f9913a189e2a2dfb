namespace Procore.DirectorySync;

/// <summary>What a plan knows beside its people.</summary>
internal sealed class PlanHeader(DateTimeOffset plannedAt, string scope, int wanted, int inScope, int maxDeactivations, int? maxChanges, IReadOnlyList<long> protectedIds, IReadOnlyList<long> witnessIds)
{
    public DateTimeOffset PlannedAt { get; } = plannedAt;

    public string Scope { get; } = scope;

    public int Wanted { get; } = wanted;

    public int InScope { get; } = inScope;

    public int MaxDeactivations { get; } = maxDeactivations;

    public int? MaxChanges { get; } = maxChanges;

    public IReadOnlyList<long> ProtectedIds { get; } = protectedIds;

    /// <summary>Some users of the directory that was read, by which it can be told from another company's.</summary>
    public IReadOnlyList<long> WitnessIds { get; } = witnessIds;
}
