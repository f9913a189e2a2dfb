using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>Makes one schema of several published ones: all their properties, and as required only what each of them requires.</summary>
internal sealed class SchemaUnion(OpenApiDocument document)
{
    private readonly Dictionary<string, string> _origins = new(StringComparer.Ordinal);

    public void Add(string name, string source, JObject published)
    {
        var required = published["required"]?.Values<string>() ?? [];
        if (document.Schemas[name] is not JObject schema)
        {
            document.Schemas[name] = schema = new JObject(
                new JProperty("type", "object"),
                new JProperty("properties", new JObject()),
                new JProperty("required", new JArray(required)));
        }

        foreach (var property in document.PropertiesOf(published))
            AddProperty(name, (JObject)schema["properties"]!, property, source);
        KeepRequired(schema, required);
    }

    private void AddProperty(string name, JObject properties, JProperty published, string source)
    {
        var schema = Named(name, published, source);
        if (properties[published.Name] is not JObject known)
        {
            properties[published.Name] = schema;
            _origins[$"{name}.{published.Name}"] = source;
            return;
        }

        if (!SchemaShape.Same(known, schema))
            throw new SpecException($"{published.Name} is not the same in {_origins[$"{name}.{published.Name}"]} and {source}, which both become {name}");
        if (RetiredMarks.IsRetired(known) && !RetiredMarks.IsRetired(schema))
            known.Remove(RetiredMarks.Name);
    }

    private JObject Named(string owner, JProperty property, string source)
    {
        var schema = document.Resolve(property.Value);
        var name = owner + NameOf(property.Name);
        if (SchemaShape.HasProperties(schema))
            Add(name, $"{source}.{property.Name}", schema);
        else if (schema["enum"] is JArray values)
            AddValues(name, schema, values);
        else
            return (JObject)schema.DeepClone();
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
