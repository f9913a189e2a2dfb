using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Adds what Procore has dropped to what it publishes. In retired.json an operation with `x-retired` has gone whole;
/// one without is only the place of what has gone of it, down to the values of an enum.
/// </summary>
internal static class RetiredParts
{
    public static OpenApiDocument Add(OpenApiDocument published, JObject retired)
    {
        var paths = (JObject)published.Json["paths"]!;
        foreach (var path in Members(retired["paths"]))
        {
            foreach (var operation in Members(path.Value))
                AddOperation(paths, path.Name, operation);
        }

        foreach (var schema in Members(retired["components"]?["schemas"]))
            AddMember(published.Schemas, schema);
        return published;
    }

    private static void AddOperation(JObject paths, string path, JProperty operation)
    {
        if (paths[path] is not JObject methods)
            paths[path] = methods = [];
        if (methods[operation.Name] is null)
            methods.Add(operation.DeepClone());
        else if (RetiredMarks.IsRetired(operation.Value))
            throw Conflict($"{operation.Name.ToUpperInvariant()} {path}");
        else
            AddMembers((JObject)methods[operation.Name]!, (JObject)operation.Value);
    }

    private static void AddMembers(JObject published, JObject retired)
    {
        foreach (var member in retired.Properties())
            AddMember(published, member);
    }

    private static void AddMember(JObject published, JProperty retired)
    {
        switch (published[retired.Name], retired.Value)
        {
            case (null, _):
                published.Add(retired.DeepClone());
                break;
            case (JObject, JObject) when RetiredMarks.IsRetired(retired.Value):
                throw Conflict(retired.Path);
            case (JObject to, JObject from):
                AddMembers(to, from);
                break;
            case (JArray to, JArray from) when string.Equals(retired.Name, "parameters", StringComparison.Ordinal):
                AddParameters(to, from);
                break;
            case (JArray to, JArray from) when string.Equals(retired.Name, "enum", StringComparison.Ordinal):
                AddValues(to, from);
                break;
            case var (to, from) when !JToken.DeepEquals(to, from):
                throw Conflict(retired.Path);
        }
    }

    private static void AddParameters(JArray published, JArray retired)
    {
        foreach (var parameter in retired)
        {
            if (published.OfType<JObject>().FirstOrDefault(other => Operation.IsSame(other, (JObject)parameter)) is not { } known)
                published.Add(parameter.DeepClone());
            else if (RetiredMarks.IsRetired(parameter))
                throw Conflict(parameter.Path);
            else
                AddMembers(known, (JObject)parameter);
        }
    }

    private static void AddValues(JArray published, JArray retired)
    {
        foreach (var value in retired)
        {
            if (published.Contains(value, JToken.EqualityComparer))
                throw Conflict($"{retired.Path}, {value}");
            published.Add(value.DeepClone());
        }
    }

    private static SpecException Conflict(string what) =>
        new($"openapi/retired.json: {what} is published too (again?): take it out of one of the two");

    private static IEnumerable<JProperty> Members(JToken? token) => (token as JObject)?.Properties() ?? [];
}
