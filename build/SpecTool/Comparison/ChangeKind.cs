namespace SpecTool.Comparison;

/// <summary>What a change is about, in the order of the report.</summary>
internal enum ChangeKind
{
    Document,
    Operations,
    Parameters,
    Properties,
    Types,
    Required,
    EnumValues,
    Statuses,
    Deprecations,
    Remarks,
}
