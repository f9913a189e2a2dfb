using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Overlay;
using SpecTool.Rules;

namespace SpecTool;

/// <summary>published + retired, then the rules, then the overlay, then our texts.</summary>
internal static class SpecPipeline
{
    private static readonly Action<OpenApiDocument>[] Rules =
    [
        OperationNames.Apply,
        RepeatableOperations.Apply,
        ParameterNames.Apply,
        ParameterValues.Apply,
        IntegerFormats.Apply,
        DefaultResponse.Apply,
        DynamicKeys.Apply,
        JsonBodies.Apply,
        PublishedSchemas.SetAside,
        OneUserSchema.Apply,
        WriteSchemas.Apply,
        SchemaNames.Apply,
        PublishedSchemas.KeepRest,
        NullableProperties.Apply,
        RetiredMarks.Apply,
    ];

    public static BuiltSpec Run(SpecFolder folder) => Run(
        JsonFile.Read(folder.Published),
        JsonFile.Read(folder.Retired),
        OverlayDocument.Parse(JsonFile.Read(folder.Overlay), folder.Overlay),
        JsonFile.Read(folder.Descriptions));

    public static BuiltSpec Run(JObject published, JObject retired, OverlayDocument overlay, JObject descriptions)
    {
        // Sorted, so that nothing hangs on the order in which Procore happens to publish.
        var document = RetiredParts.Add(OpenApiDocument.Parse(Sorted(published), "openapi/published.json"), Sorted(retired));
        foreach (var rule in Rules)
            rule(document);
        overlay.Apply(document.Json);
        UnusedSchemas.Drop(document);
        var warnings = Descriptions.Apply(document, descriptions);
        return new BuiltSpec(document.Json, document.Operations.Count(), document.Schemas.Count, warnings);
    }

    private static JObject Sorted(JObject json) => (JObject)JsonFile.Sorted(json);
}
