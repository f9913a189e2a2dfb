using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>Drops the schemas that no operation references any more.</summary>
internal static class UnusedSchemas
{
    public static void Drop(OpenApiDocument document)
    {
        var used = document.Reachable([document.Json["paths"]!]);
        foreach (var schema in document.Schemas.Properties().Where(schema => !used.Contains(schema.Name)).ToList())
            schema.Remove();
    }
}
