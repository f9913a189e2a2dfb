namespace Procore.DirectorySync;

/// <summary>When and for which directory a plan is made.</summary>
internal sealed record PlanSource(DateTimeOffset PlannedAt, DirectoryAddress Address, IReadOnlyList<string> Warnings);
