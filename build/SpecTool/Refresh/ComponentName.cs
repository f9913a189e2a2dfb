namespace SpecTool.Refresh;

/// <summary>The target of a `$ref` in Procore's document: `#/components/parameters/page`.</summary>
internal sealed record ComponentName(string Section, string Name)
{
    private const string Prefix = "#/components/";

    public bool IsSchema => Section is "schemas";

    public static ComponentName Parse(string reference, string file) =>
        reference.StartsWith(Prefix, StringComparison.Ordinal) && reference[Prefix.Length..].Split('/') is [var section, var name]
            ? new ComponentName(section, name)
            : throw new SpecException($"{file}: a $ref to {reference}, which is not a component of the document");

    /// <summary>Whether a reference leads to a part of a component.</summary>
    public static bool LeadsInside(string reference) => reference.StartsWith(Prefix, StringComparison.Ordinal) && reference[Prefix.Length..].Split('/').Length > 2;

    public override string ToString() => $"{Prefix}{Section}/{Name}";
}
