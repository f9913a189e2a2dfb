namespace SpecTool.Comparison;

/// <summary>One difference, with all operations that have it and the methods of ICompanyUsers that call them.</summary>
internal sealed record Change(ChangeKind Kind, Verdict Verdict, string Text, IReadOnlyList<string> Operations, IReadOnlyList<string> Methods)
{
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Whether it is a newer version of an operation that the methods call.</summary>
    public bool IsToMove { get; init; }
}
