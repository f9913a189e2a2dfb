namespace SpecTool.Comparison;

/// <summary>One difference between two versions of an operation.</summary>
internal sealed record Difference(ChangeKind Kind, Verdict Verdict, string Text)
{
    public bool Breaks => Verdict.Breaks;

    /// <summary>Where the schema stands that has another type: the answer, the body or a parameter; null if no type differs.</summary>
    public string? Root { get; init; }

    /// <summary>The way from there: names of properties, `[]` for the items of a list, `*` for the values of a map.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>Lines that explain the difference, such as what a new version of an operation loses and gains.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
