using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// The clients read JSON only, so a response keeps its JSON alone. One that has no JSON gets a body of any kind, which is null for a
/// caller: what was asked for is done, whatever the body says.
/// </summary>
internal static class JsonAnswers
{
    private const string Json = "application/json";

    public static void Apply(OpenApiDocument document)
    {
        foreach (var operation in document.Operations)
        {
            foreach (var response in operation.Responses.Where(response => response.Name.EndsWith("XX", StringComparison.OrdinalIgnoreCase)).ToList())
                Resolve(response);
            foreach (var response in operation.Responses.Where(response => response.Value["content"] is JObject { Count: > 0 }))
                Keep(document, operation, response);
            if (!operation.Successes.Any(response => response.Value["content"] is JObject { Count: > 0 }))
                AddBody(operation);
        }
    }

    // A range of statuses is no status in C#. Without a declaration a status is read as the default says, or as the first success.
    private static void Resolve(JProperty response)
    {
        if (response.Name.StartsWith('2') && response.Parent!["200"] is null)
            response.Replace(new JProperty("200", response.Value.DeepClone()));
        else
            response.Remove();
    }

    // A method without a result has no status and no headers either, so it gets a result that is null.
    private static void AddBody(Operation operation)
    {
        var responses = (JObject)operation.Json["responses"]!;
        if (!operation.Successes.Any())
            responses["200"] = new JObject { ["description"] = "OK" };
        operation.Successes.First().Value["content"] = new JObject { [Json] = new JObject { ["schema"] = new JObject() } };
    }

    private static void Keep(OpenApiDocument document, Operation operation, JProperty response)
    {
        var content = (JObject)response.Value["content"]!;
        var json = content.Properties().FirstOrDefault(media => media.Name.Contains("json", StringComparison.OrdinalIgnoreCase));
        if (json is { Name: Json } && content.Count == 1)
            return;

        if (json is null && response.Name.StartsWith('2'))
        {
            var kinds = string.Join(", ", content.Properties().Select(media => media.Name));
            document.Conflicts[$"{operation} {response.Name}"] = new($"{operation} answers {response.Name} as {kinds}, which the clients don't read", [], Conflict.Published, "the result of the method is null", "if callers need the body, the operation needs code by hand");
        }

        response.Value["content"] = new JObject { [Json] = json?.Value.DeepClone() ?? new JObject { ["schema"] = new JObject() } };
    }
}
