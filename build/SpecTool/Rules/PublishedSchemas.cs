using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>Keeps the published schemas in a section of their own while the names change: both have a `CompanyUser`, which differ.</summary>
internal static class PublishedSchemas
{
    public static void Separate(OpenApiDocument document)
    {
        foreach (var (json, reference) in document.Json.Below<JObject>().Select(json => (json, Reference: SchemaReference.Of(json))).Where(place => place.Reference is not null).ToList())
            json.Replace((reference! with { Section = SchemaReference.Published }).ToJson());

        var components = (JObject)document.Json["components"]!;
        components[SchemaReference.Published] = components[SchemaReference.Ours];
        components[SchemaReference.Ours] = new JObject();
    }

    /// <summary>A published schema that is still referenced keeps its name; the others are dropped.</summary>
    public static void KeepRest(OpenApiDocument document)
    {
        var components = (JObject)document.Json["components"]!;
        var published = components[SchemaReference.Published]!;
        components.Remove(SchemaReference.Published);

        while (Leftovers(document) is { Count: > 0 } leftovers)
        {
            foreach (var name in leftovers.Select(leftover => SchemaReference.Of(leftover)!.Name).Distinct(StringComparer.Ordinal))
                document.Schemas[name] ??= published[name] ?? throw new SpecException($"a $ref leads to the schema {name}, which is not there");
            foreach (var leftover in leftovers)
                leftover.Replace(SchemaReference.To(SchemaReference.Of(leftover)!.Name));
        }
    }

    private static List<JObject> Leftovers(OpenApiDocument document) =>
        [.. document.Json.Below<JObject>().Where(json => SchemaReference.Of(json) is { IsOurs: false })];
}
