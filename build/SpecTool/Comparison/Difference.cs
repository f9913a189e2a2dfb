namespace SpecTool.Comparison;

/// <summary>One difference between two versions of an operation.</summary>
internal sealed record Difference(ChangeKind Kind, Verdict Verdict, string Text)
{
    public bool Breaks => Verdict.Breaks;

    /// <summary>Lines that explain the difference, such as what a new version of an operation loses and gains.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
