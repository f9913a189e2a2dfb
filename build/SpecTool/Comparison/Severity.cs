namespace SpecTool.Comparison;

internal enum Severity
{
    Harmless,

    /// <summary>Whoever calls a raw client may notice; no method of ICompanyUsers does.</summary>
    BreaksRawCallers,

    BreaksCallers,
}
