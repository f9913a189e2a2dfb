namespace SpecTool.Comparison;

/// <summary>One thing that is not the same in two versions of an operation.</summary>
internal sealed record Difference(ChangeKind Kind, bool Breaks, string Text);
