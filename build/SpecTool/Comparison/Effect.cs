namespace SpecTool.Comparison;

internal enum Effect
{
    None,

    /// <summary>Something is added, obsolete or different, and code that uses the old form still works.</summary>
    Changes,

    Breaks,
}
