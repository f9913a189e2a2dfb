using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Adds what Procore has dropped to what it publishes. In retired.json an operation with `x-retired` is gone as a whole; one without
/// it only holds its lost parts, down to the values of an enum.
/// </summary>
internal static class RetiredParts
{
    public static OpenApiDocument Add(OpenApiDocument published, JObject retired)
    {
        var paths = (JObject)published.Json["paths"]!;
        foreach (var path in Members(retired["paths"]))
        {
            foreach (var operation in Members(path.Value))
                AddOperation(published, paths, PathIn(paths, path.Name), operation);
        }

        foreach (var schema in Members(retired["components"]?["schemas"]))
            AddMember(published, published.Schemas, schema);
        return published;
    }

    // The names of path parameters may change, the address doesn't.
    private static string PathIn(JObject paths, string path) =>
        paths.Properties().Select(property => property.Name).FirstOrDefault(other => string.Equals(OpenApiDocument.Address(other), OpenApiDocument.Address(path), StringComparison.Ordinal)) ?? path;

    private static void AddOperation(OpenApiDocument document, JObject paths, string path, JProperty operation)
    {
        if (paths[path] is not JObject methods)
            paths[path] = methods = [];
        if (methods[operation.Name] is null)
            methods.Add(new JProperty(operation.Name, Renamed(path, (JProperty)operation.Parent!.Parent!, (JObject)operation.Value.DeepClone())));
        else if (RetiredMarks.IsRetired(operation.Value))
            Report(document, $"{operation.Name.ToUpperInvariant()} {path}");
        else
            AddMembers(document, (JObject)methods[operation.Name]!, (JObject)operation.Value);
    }

    /// <summary>The operation with the parameter names of the path that is published.</summary>
    private static JObject Renamed(string path, JProperty retired, JObject operation)
    {
        var names = OpenApiDocument.Placeholders(retired.Name).Zip(OpenApiDocument.Placeholders(path)).DistinctBy(pair => pair.First, StringComparer.Ordinal).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        foreach (var parameter in (operation["parameters"] ?? new JArray()).Where(parameter => $"{parameter["in"]}" is "path"))
            parameter["name"] = names.GetValueOrDefault($"{parameter["name"]}", $"{parameter["name"]}");
        return operation;
    }

    private static void AddMembers(OpenApiDocument document, JObject published, JObject retired)
    {
        foreach (var member in retired.Properties())
            AddMember(document, published, member);
    }

    private static void AddMember(OpenApiDocument document, JObject published, JProperty retired)
    {
        switch (published[retired.Name], retired.Value)
        {
            case (null, _):
                published.Add(retired.DeepClone());
                break;
            case (JObject, JObject) when RetiredMarks.IsRetired(retired.Value):
                Report(document, retired.Path);
                break;
            case (JObject to, JObject from):
                AddMembers(document, to, from);
                break;
            case (JArray to, JArray from) when string.Equals(retired.Name, "parameters", StringComparison.Ordinal):
                AddParameters(document, to, from);
                break;
            case (JArray to, JArray from) when string.Equals(retired.Name, "enum", StringComparison.Ordinal):
                AddValues(document, to, from);
                break;
            case var (to, from) when !JToken.DeepEquals(to, from):
                Report(document, retired.Path);
                break;
        }
    }

    private static void AddParameters(OpenApiDocument document, JArray published, JArray retired)
    {
        foreach (var parameter in retired)
        {
            if (published.OfType<JObject>().FirstOrDefault(other => Operation.IsSame(other, (JObject)parameter)) is not { } known)
                published.Add(parameter.DeepClone());
            else if (RetiredMarks.IsRetired(parameter))
                Report(document, parameter.Path);
            else
                AddMembers(document, known, (JObject)parameter);
        }
    }

    private static void AddValues(OpenApiDocument document, JArray published, JArray retired)
    {
        foreach (var value in retired)
        {
            if (published.Contains(value, JToken.EqualityComparer))
                Report(document, $"{retired.Path}, {value}");
            else
                published.Add(value.DeepClone());
        }
    }

    // What is published wins, so that a line too many in retired.json hides nothing.
    private static void Report(OpenApiDocument document, string what) => document.Conflicts[$"retired {what}"] = new(
        $"{what} is in published.json too, in another form or again",
        [],
        "openapi/retired.json",
        "what is published is generated",
        "remove it from openapi/retired.json, unless `refresh` does so");

    private static IEnumerable<JProperty> Members(JToken? token) => (token as JObject)?.Properties() ?? [];
}
