using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SpecTool.Tests;

/// <summary>A document as Procore publishes it whole: ours is a small part of it, with descriptions and shared parameters.</summary>
internal static class WholeDocument
{
    public static string Around(JObject slice, int copies)
    {
        var (paths, schemas) = (new JObject(), new JObject());
        for (var n = 0; n < copies; n++)
        {
            foreach (var path in ((JObject)slice["paths"]!).Properties())
                paths[$"{path.Name}/things{n}"] = Other(path.Value, n);
            foreach (var schema in ((JObject)slice["components"]!["schemas"]!).Properties())
                schemas[$"{schema.Name}Of{n}"] = Other(schema.Value, n);
        }

        var ours = WithShared((JObject)slice.DeepClone());
        paths.Merge(ours["paths"]!);
        schemas.Merge(ours["components"]!["schemas"]!);
        ours["paths"] = paths;
        ours["components"]!["schemas"] = schemas;
        return ours.ToString(Formatting.None);
    }

    private static JToken Other(JToken json, int n)
    {
        var copy = json.DeepClone();
        foreach (var part in ((JContainer)copy).DescendantsAndSelf().OfType<JObject>())
        {
            if (part["$ref"] is { } reference)
                part["$ref"] = $"{reference}Of{n}";
            if (part["tags"] is JArray)
                part["tags"] = new JArray("Core/Other/things");
        }

        return copy;
    }

    /// <summary>Says the same with texts, extensions, and references to what operations share.</summary>
    private static JObject WithShared(JObject document)
    {
        var parameters = new JObject();
        var responses = new JObject();
        foreach (var path in ((JObject)document["paths"]!).Properties().Select(path => (JObject)path.Value))
        {
            var header = new JObject();
            foreach (var operation in path.Properties().Select(operation => (JObject)operation.Value).ToList())
            {
                header = (JObject)operation["parameters"]!.Single(parameter => (string?)parameter["name"] == "Procore-Company-Id");
                operation["description"] = "What it does.";
                operation["x-internal"] = new JObject { ["name"] = "x" };
                foreach (var parameter in operation["parameters"]!.Where(parameter => (string?)parameter["name"] == "company_id").ToList())
                {
                    var name = $"company_id_{parameter["in"]}_{parameter["schema"]!["type"]}";
                    parameters[name] = parameter.DeepClone();
                    parameters[name]!["description"] = "The company.";
                    parameter.Replace(new JObject { ["$ref"] = $"#/components/parameters/{name}" });
                }

                // The work classifications have none, and the project assignments one without a body.
                if (operation["responses"]!["401"]?["content"] is null)
                    continue;
                var schema = (string)operation.SelectToken("responses.401.content['application/json'].schema['$ref']")!;
                var shared = $"Unauthorized{schema.Split('/')[^1]}";
                responses[shared] = operation["responses"]!["401"]!.DeepClone();
                responses[shared]!["description"] = "Sign in first.";
                operation["responses"]!["401"] = new JObject { ["$ref"] = $"#/components/responses/{shared}" };
            }

            path["summary"] = "A path.";
            if (path.Properties().Count(member => member.Value is JObject) == 1)
                MoveToPath(path, header);
        }

        document["components"]!["parameters"] = parameters;
        document["components"]!["responses"] = responses;
        document["components"]!["securitySchemes"] = new JObject { ["oauth"] = new JObject { ["type"] = "oauth2" } };
        document["info"]!["description"] = "All of it.";
        return document;
    }

    // The order of parameters is the order of arguments, so only the last can be had from the path.
    private static void MoveToPath(JObject path, JObject header)
    {
        var parameters = (JArray)header.Parent!;
        if (parameters[0] != header)
            return;
        path["parameters"] = new JArray(header.DeepClone());
        header.Remove();
    }
}
