using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// A list whose `view` can be `ids_only` answers users or ids; the ids become a schema of their own. An empty list counts as one of
/// users, so that no response matches both. The users come first, because NSwag generates from the first alternative.
/// </summary>
internal static class IdLists
{
    private const string View = "ids_only";

    public static void Apply(OpenApiDocument document)
    {
        foreach (var operation in document.Operations.Where(HasView))
        {
            foreach (var media in operation.Successes.SelectMany(response => Operation.MediaTypes(response.Value)))
            {
                if (media["schema"]!["items"] is not JObject item || SchemaReference.Of(item) is not { } reference)
                    continue;

                var ids = reference.Name + "Ids";
                document.Schemas[ids] ??= JObject.Parse("""{ "type": "array", "items": { "type": "integer", "format": "int64" }, "minItems": 1 }""");
                media["schema"] = new JObject(new JProperty("oneOf", new JArray(media["schema"]!, SchemaReference.To(ids))));
            }
        }
    }

    private static bool HasView(Operation operation) => operation.Parameters.Any(parameter =>
        (string?)parameter["name"] is "view" && (parameter[ParameterValues.Name] ?? new JArray()).Values<string>().Contains(View, StringComparer.Ordinal));
}
