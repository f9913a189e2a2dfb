namespace SpecTool.Refresh;

/// <summary>Where a value stands in the bytes of its document.</summary>
internal readonly record struct JsonPart(int Start, int Length);
