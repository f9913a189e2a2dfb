using Newtonsoft.Json.Linq;

namespace SpecTool.OpenApi;

/// <summary>A `$ref` to a schema: one of ours, or a published one, which is kept in a section of its own while the rules run.</summary>
internal sealed record SchemaReference(string Section, string Name)
{
    public const string Ours = "schemas";
    public const string Published = "x-published";

    private const string Prefix = "#/components/";

    public bool IsOurs => string.Equals(Section, Ours, StringComparison.Ordinal);

    public static JObject To(string name) => new SchemaReference(Ours, name).ToJson();

    public static SchemaReference? Of(JObject json)
    {
        if (json["$ref"] is not JValue { Value: string reference })
            return null;
        return In(reference, Ours) ?? In(reference, Published)
            ?? throw new SpecException($"{json.Path}: a $ref to {reference}, which is not a schema of this document");
    }

    private static SchemaReference? In(string reference, string section) =>
        reference.StartsWith(Prefix, StringComparison.Ordinal)
        && reference.AsSpan(Prefix.Length).StartsWith(section, StringComparison.Ordinal)
        && reference.LastIndexOf('/') is var end && end == Prefix.Length + section.Length
            ? new(section, reference[(end + 1)..])
            : null;

    public JObject ToJson() => new(new JProperty("$ref", $"{Prefix}{Section}/{Name}"));

    public JObject Find(JObject document) =>
        document["components"]![Section]?[Name] as JObject
        ?? throw new SpecException($"a $ref leads to the schema {Name}, which is not there");
}
