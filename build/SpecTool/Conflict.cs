namespace SpecTool;

/// <summary>Published parts that contradict each other, or that no rule can name.</summary>
/// <param name="Text">What contradicts what.</param>
/// <param name="Schemas">The published schemas concerned, so that the report can list the operations that use them.</param>
/// <param name="File">The file that holds them.</param>
/// <param name="Decision">What is generated nevertheless; null if nothing can be.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Conflict(string Text, IReadOnlyList<string> Schemas, string File, string? Decision, string Remedy)
{
    public const string Published = "openapi/published.json";
    public const string ByOverlay = "if another result is right, correct the published document in openapi/overlay-published.json, which is applied before the merge";

    /// <summary>Whether nothing can be generated until it is resolved.</summary>
    public bool Blocks => Decision is null;

    public override string ToString() => $"{File}: {Text}; {(Decision is null ? "" : Decision + "; ")}{Remedy}";
}
