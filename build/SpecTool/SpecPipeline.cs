using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Overlay;
using SpecTool.Rules;

namespace SpecTool;

/// <summary>published + retired, its own overlay, then the rules, then the overlay, then lists of sort keys and ids, constructors, our texts and forms, which repeat them.</summary>
internal static class SpecPipeline
{
    private static readonly Action<OpenApiDocument>[] Rules =
    [
        PlainSchemas.Apply,
        OperationNames.Apply,
        RepeatableOperations.Apply,
        DeepObjects.Apply,
        document => document.Kept.OrderArguments(document),
        ParameterNames.Apply,
        ParameterValues.Apply,
        IntegerFormats.Apply,
        PlainFormats.Apply,
        DefaultResponse.Apply,
        JsonAnswers.Apply,
        DynamicKeys.Apply,
        JsonBodies.Apply,
        PublishedSchemas.Separate,
        LookupModels.Apply,
        OneUserSchema.Apply,
        WriteSchemas.Apply,
        SchemaNames.Apply,
        PublishedSchemas.KeepRest,
        AnyValues.Apply,
        InlineSchemas.Apply,
        RequiredIds.Apply,
        NullableProperties.Apply,
        RetiredMarks.Apply,
        EnumNames.Apply,
        PropertyNames.Apply,
    ];

    public static BuiltSpec Run(SpecFolder folder) => Run(
        JsonFile.Read(folder.Published),
        JsonFile.Read(folder.Retired),
        OverlayDocument.Parse(JsonFile.Read(folder.Overlay), folder.Overlay),
        JsonFile.Read(folder.Descriptions),
        folder.ReadPublishedOverlay(),
        folder.ReadKept());

    /// <summary>The document that openapi/overlay.json is applied to.</summary>
    public static JObject Intermediate(SpecFolder folder) =>
        Intermediate(JsonFile.Read(folder.Published), JsonFile.Read(folder.Retired), folder.ReadPublishedOverlay(), folder.ReadKept()).Document.Json;

    public static BuiltSpec Run(JObject published, JObject retired, OverlayDocument overlay, JObject descriptions, OverlayDocument? publishedOverlay = null, KeptNames? kept = null)
    {
        var (document, idleActions) = Intermediate(published, retired, publishedOverlay, kept ?? KeptNames.None);
        IReadOnlyList<string> idle = [.. idleActions, .. overlay.Apply(document.Json)];
        SortLists.Apply(document);
        IdLists.Apply(document);
        Constructors.Apply(document);
        DanglingReferences.Remove(document);
        UnusedSchemas.Drop(document);
        var warnings = Descriptions.Apply(document, descriptions);
        var keptNow = document.Kept.With(document, document.SchemaNames);
        FormBodies.Apply(document);
        return new BuiltSpec(document.Json, document.Operations.Count(), document.Schemas.Count, warnings, PartialProperties.Remarks(document), [.. document.Conflicts.Values], idle, keptNow);
    }

    /// <summary>The document that openapi/overlay.json is applied to, and the actions of the other overlay that match nothing.</summary>
    private static (OpenApiDocument Document, IReadOnlyList<string> IdleActions) Intermediate(JObject published, JObject retired, OverlayDocument? publishedOverlay, KeptNames kept)
    {
        // Sorted, so that the result doesn't depend on the order in which Procore publishes.
        var document = RetiredParts.Add(OpenApiDocument.Parse(Sorted(published), Conflict.Published), Sorted(retired));
        IReadOnlyList<string> idle = [.. publishedOverlay?.Apply(document.Json) ?? []];
        document.Kept = kept;
        foreach (var rule in Rules)
            rule(document);
        return (document, idle);
    }

    private static JObject Sorted(JObject json) => (JObject)JsonFile.Sorted(json);
}
