using Newtonsoft.Json.Linq;

namespace SpecTool;

/// <summary>The corrected document, the conflicts that were met on the way, and what its authors should still write.</summary>
/// <param name="Json">The document; incomplete if a conflict blocks.</param>
/// <param name="Partial">Properties that not every response has, or that every response has by now, and their marks.</param>
/// <param name="IdleActions">Actions of an overlay that match nothing.</param>
/// <param name="Kept">The content of openapi/kept.json.</param>
internal sealed record BuiltSpec(
    JObject Json,
    int OperationCount,
    int SchemaCount,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Partial,
    IReadOnlyList<Conflict> Conflicts,
    IReadOnlyList<string> IdleActions,
    JObject Kept)
{
    public bool IsComplete => !Conflicts.Any(conflict => conflict.Blocks);

    /// <summary>Everything that a maintainer should look at, one line each.</summary>
    public IEnumerable<string> Remarks => Conflicts.Select(conflict => $"conflict: {conflict}").Concat(Partial).Concat(IdleActions).Concat(Warnings);
}
