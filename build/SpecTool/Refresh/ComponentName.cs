namespace SpecTool.Refresh;

/// <summary>The target of a `$ref` in Procore's document: `#/components/parameters/page`.</summary>
internal sealed record ComponentName(string Section, string Name)
{
    private const string Prefix = "#/components/";

    public bool IsSchema => Section is "schemas";

    public static ComponentName Parse(string reference, string file) =>
        reference.StartsWith(Prefix, StringComparison.Ordinal) && reference[Prefix.Length..].Split('/') is [var section, var name]
            ? new ComponentName(section, Decoded(name))
            : throw new SpecException($"{file}: a $ref to {reference}, which is not a component of the document");

    /// <summary>A part of a reference as it is called: `Core~1Vendor` and `Core%2FVendor` are `Core/Vendor`.</summary>
    public static string Decoded(string part) => Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>Whether a reference leads to a part of a component.</summary>
    public static bool LeadsInside(string reference) => reference.StartsWith(Prefix, StringComparison.Ordinal) && reference[Prefix.Length..].Split('/').Length > 2;

    public override string ToString() => $"{Prefix}{Section}/{Name}";
}
