using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Makes one schema of several published ones: all their properties, and as required only what each of them requires. A property
/// whose type differs gets the wider type, or else the type of the majority, and is reported as a conflict.
/// </summary>
internal sealed class SchemaUnion(OpenApiDocument document)
{
    private readonly Dictionary<string, List<(JObject Schema, string Source)>> _published = new(StringComparer.Ordinal);
    private readonly HashSet<string> _differing = new(StringComparer.Ordinal);
    private readonly Dictionary<JObject, string> _around = [];

    public void Add(string name, string source, JObject published) =>
        Add(name, source, document.PropertiesOf(published), published["required"]?.Values<string>() ?? []);

    /// <summary>Adds properties of which none is required.</summary>
    public void Add(string name, string source, IEnumerable<JProperty> published) => Add(name, source, published, []);

    private void Add(string name, string source, IEnumerable<JProperty> published, IEnumerable<string?> required)
    {
        if (document.Schemas[name] is not JObject schema)
        {
            document.Schemas[name] = schema = new JObject(
                new JProperty("type", "object"),
                new JProperty("properties", new JObject()),
                new JProperty("required", new JArray(required)));
        }

        foreach (var property in published)
            AddProperty(name, (JObject)schema["properties"]!, property, source);
        KeepRequired(schema, required);
    }

    private void AddProperty(string name, JObject properties, JProperty published, string source)
    {
        var place = $"{name}.{published.Name}";
        if (!_published.TryGetValue(place, out var all))
            _published[place] = all = [];
        var schema = CopyOf(Named(name, published, source), all);
        all.Add((schema, source));
        // The first stands for all that are like it: this runs for each property of each response with users.
        if (!SchemaShape.Same(all[0].Schema, schema))
            _differing.Add(place);
        if (properties[published.Name] is not JObject known)
            properties[published.Name] = schema;
        else if (_differing.Contains(place))
            properties[published.Name] = Decide(place, published.Name, all);
        else if (RetiredMarks.IsRetired(known) && !RetiredMarks.IsRetired(schema))
            known.Remove(RetiredMarks.Name);
    }

    /// <summary>The copy of a schema that stands in another response already, or a new one. A retired one may lose its mark, so it gets its own.</summary>
    private static JObject CopyOf(JObject schema, List<(JObject Schema, string Source)> all) =>
        all.Count > 0 && !RetiredMarks.IsRetired(schema) && JToken.DeepEquals(all[0].Schema, schema) ? all[0].Schema : (JObject)schema.DeepClone();

    private JObject Decide(string place, string property, List<(JObject Schema, string Source)> all)
    {
        // What is still published counts more than what has gone.
        var candidates = all.Exists(one => !RetiredMarks.IsRetired(one.Schema)) ? all.Where(one => !RetiredMarks.IsRetired(one.Schema)).ToList() : all;
        var groups = candidates.GroupBy(one => SchemaShape.Of(one.Schema), JToken.EqualityComparer).OrderByDescending(group => group.Count()).ToList();
        if (groups.Count == 1)
            return (JObject)groups[0].First().Schema.DeepClone();

        var wider = groups.Select(group => (JObject?)group.First().Schema).Aggregate((one, other) => one is null || other is null ? null : TypeWidening.Of(document, one, other));
        var decision = wider is not null
            ? $"{place} is generated as {TypeWidening.Name(wider)}, which takes both"
            : $"{place} is generated as {TypeWidening.Name(groups[0].First().Schema)}, as most of them have it, and other values are read tolerantly";
        document.Conflicts[place] = new(
            $"{property} is {string.Join(", but ", groups.Select(group => $"{TypeWidening.Name(group.First().Schema)} in {string.Join(", ", group.Select(one => one.Source).Distinct(StringComparer.Ordinal))}"))}",
            [.. groups.SelectMany(group => group.Select(one => one.Source.Split('.')[0])).Distinct(StringComparer.Ordinal)],
            candidates.Count < all.Count ? "openapi/published.json and openapi/retired.json" : Conflict.Published,
            decision,
            Conflict.ByOverlay);
        return (JObject)(wider ?? groups[0].First().Schema).DeepClone();
    }

    private JObject Named(string owner, JProperty property, string source)
    {
        var schema = document.Resolve(property.Value);
        // A schema that contains itself refers to the name that it has further up.
        if (_around.TryGetValue(schema, out var around))
            return SchemaReference.To(around);

        var values = schema["enum"] as JArray;
        if (values is null && !SchemaShape.HasProperties(schema))
            return schema;

        var name = owner + NameOf(property.Name);
        if (SchemaShape.HasProperties(schema))
        {
            _around[schema] = name;
            Add(name, $"{source}.{property.Name}", schema);
            _around.Remove(schema);
        }
        else
        {
            AddValues(name, schema, values!);
        }

        return SchemaReference.To(name);
    }

    private void AddValues(string name, JObject schema, JArray values)
    {
        if (document.Schemas[name] is not JObject known || known["enum"] is not JArray knownValues)
        {
            document.Schemas[name] = schema.DeepClone();
            return;
        }

        RetiredMarks.MergeValues(known, schema);
        knownValues.Replace(new JArray(knownValues.Union(values, JToken.EqualityComparer)));
    }

    // A user's company_permission_template is the same kind of thing as its permission_template.
    private static string NameOf(string property) =>
        Casing.Pascal(property.StartsWith("company_", StringComparison.Ordinal) ? property["company_".Length..] : property);

    private static void KeepRequired(JObject schema, IEnumerable<string?> required)
    {
        var kept = schema["required"]?.Values<string>().Intersect(required, StringComparer.Ordinal).ToList() ?? [];
        if (kept.Count == 0)
            schema.Remove("required");
        else
            schema["required"] = new JArray(kept);
    }
}
