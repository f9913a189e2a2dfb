namespace SpecTool.Comparison;

internal enum Severity
{
    Harmless,

    /// <summary>Callers of the raw clients, or programs that are already running, may fail; no method of ICompanyUsers does.</summary>
    BreaksRawCallers,

    BreaksCallers,
}
