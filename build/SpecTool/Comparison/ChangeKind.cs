namespace SpecTool.Comparison;

/// <summary>What a change is about, in the order in which a report tells of it.</summary>
internal enum ChangeKind
{
    Operations,
    Parameters,
    Properties,
    Types,
    Required,
    EnumValues,
    Statuses,
    Deprecations,
}
