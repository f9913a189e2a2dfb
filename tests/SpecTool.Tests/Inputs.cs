using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Overlay;
using SpecTool.Rules;

namespace SpecTool.Tests;

/// <summary>
/// The repository's own inputs, a copy of them that stays as it is, and small documents to try one rule on. Tests that name facts of the
/// document use the copy, so that they hold when the repository accepts a new document.
/// </summary>
internal static class Inputs
{
    /// <summary>Today's openapi folder and routes.</summary>
    public static SpecFolder Repository { get; } = SpecFolder.At(RepositoryRoot.Path);

    /// <summary>The document of 2026, with what belongs to it.</summary>
    public static SpecFolder Frozen { get; } = SpecFolder.At(RepositoryRoot.PathTo("tests/SpecTool.Tests/Frozen"));

    /// <summary>The frozen document, for tests that read it only. Tests that change it take a copy: <see cref="Published" />.</summary>
    public static JObject SharedPublished { get; } = JsonFile.Read(Frozen.Published);

    /// <summary>What belongs to it, for tests that read it only: <see cref="Retired" /> is a copy.</summary>
    public static JObject SharedRetired { get; } = JsonFile.Read(Frozen.Retired);

    /// <summary>Both, for comparisons, which read them only.</summary>
    public static Baseline Baseline { get; } = new(SharedPublished, SharedRetired);

    public static JObject Published => CopyOf(SharedPublished);

    public static JObject Retired => CopyOf(SharedRetired);

    private static OverlayDocument Overlay { get; } = OverlayDocument.Parse(JsonFile.Read(Frozen.Overlay), "overlay.json");

    private static JObject Descriptions { get; } = JsonFile.Read(Frozen.Descriptions);

    private static KeptNames Kept { get; } = Frozen.ReadKept();

    /// <summary>Runs the pipeline, which changes none of its inputs.</summary>
    public static BuiltSpec Build(JObject? published = null, JObject? retired = null) =>
        SpecPipeline.Run(published ?? SharedPublished, retired ?? SharedRetired, Overlay, Descriptions, publishedOverlay: null, Kept);

    public static OpenApiDocument Document(string paths, string schemas = "{}") => OpenApiDocument.Parse(
        JObject.Parse($$"""{ "openapi": "3.0.3", "paths": {{paths}}, "components": { "schemas": {{schemas}} } }"""),
        "a document");

    public static JObject CopyOf(JToken json) => (JObject)json.DeepClone();
}
