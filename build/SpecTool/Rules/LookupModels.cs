using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Gives the lists of <see cref="Lookup" /> their narrow models. Their enums in the query become text, whose values stay in
/// `x-values`; a filter without a type is text too, and one without fixed names is left out.
/// </summary>
internal static class LookupModels
{
    public static void Apply(OpenApiDocument document)
    {
        var union = new SchemaUnion(document);
        foreach (var operation in document.Operations.ToList())
        {
            if (Lookup.Of(operation) is not { } lookup)
                continue;
            foreach (var parameter in operation.Parameters.Where(parameter => $"{parameter["in"]}" is "query").ToList())
                Simplify(parameter);
            foreach (var media in operation.Successes.SelectMany(success => Operation.MediaTypes(success.Value)))
                Name(document, union, operation, lookup, media);
        }
    }

    private static void Simplify(JObject parameter)
    {
        var schema = parameter["schema"] as JObject ?? [];
        if (schema["additionalProperties"] is not null)
            parameter.Remove();
        else if (schema["enum"] is not null || schema.Count == 0)
            parameter["schema"] = new JObject { ["type"] = "string" };
    }

    private static void Name(OpenApiDocument document, SchemaUnion union, Operation operation, Lookup lookup, JObject media)
    {
        if (media["schema"]!["items"] is not JObject items)
            return;
        if (lookup.Properties is null)
        {
            // Published as the view of a vendor, by mistake: `NormalView` is both. The list of a company's users in the nearest version stands for them.
            if (UsersOf(document, operation) is { } users)
                media["schema"] = users.DeepClone();
            return;
        }

        var properties = document.PropertiesOf(items)
            .Where(property => lookup.Properties.Contains(property.Name, StringComparer.Ordinal))
            .Select(property => new JProperty(property.Name, WithoutDefault(document, property.Value)));
        union.Add(lookup.Model, SchemaReference.Of(items)?.Name ?? operation.Id, properties);
        media["schema"]!["items"] = SchemaReference.To(lookup.Model);
    }

    private static JObject? UsersOf(OpenApiDocument document, Operation operation) => document.Operations
        .Where(other => other.Method is "List" && other.Version.Api == operation.Version.Api)
        .OrderBy(other => Math.Abs(other.Version.Resource - operation.Version.Resource))
        .SelectMany(other => other.Successes)
        .SelectMany(success => Operation.MediaTypes(success.Value))
        .Select(media => (JObject)media["schema"]!)
        // A list in an envelope is none of the project's users.
        .FirstOrDefault(schema => schema["items"] is not null);

    private static JObject WithoutDefault(OpenApiDocument document, JToken property)
    {
        var schema = (JObject)document.Resolve(property).DeepClone();
        schema.Remove("default");
        return schema;
    }
}
