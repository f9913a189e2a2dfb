namespace Procore.DirectorySync;

/// <summary>What a plan knows of its making.</summary>
internal sealed record PlanSource(DateTimeOffset PlannedAt, DirectoryAddress Address, IReadOnlyList<string> Warnings);
