namespace SpecTool.Comparison;

/// <summary>One difference, with all the operations in which it is found and the methods of ICompanyUsers that call them.</summary>
internal sealed record Change(ChangeKind Kind, Severity Severity, string Text, IReadOnlyList<string> Operations, IReadOnlyList<string> Methods);
