using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>An action of the overlay may refer to a schema that a new document has under another name. Any value stands for it.</summary>
internal static class DanglingReferences
{
    public static void Remove(OpenApiDocument document)
    {
        foreach (var json in document.Json.Below<JObject>().Where(json => SchemaReference.Of(json) is { } reference && document.Schemas[reference.Name] is null).ToList())
        {
            var name = SchemaReference.Of(json)!.Name;
            document.Conflicts[$"dangling {name}"] = new($"a $ref of the overlay leads to the schema {name}, which is not there", [], "openapi/overlay.json", "it is any value", "name the schema that the document has now: `SpecTool intermediate` prints it");
            json.Remove("$ref");
        }
    }
}
