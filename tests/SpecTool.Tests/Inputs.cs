using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Overlay;

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

    public static JObject Published => JsonFile.Read(Frozen.Published);

    public static JObject Retired => JsonFile.Read(Frozen.Retired);

    public static OverlayDocument Overlay => OverlayDocument.Parse(JsonFile.Read(Frozen.Overlay), "overlay.json");

    public static JObject Descriptions => JsonFile.Read(Frozen.Descriptions);

    public static BuiltSpec Build(JObject? published = null, JObject? retired = null) =>
        SpecPipeline.Run(published ?? Published, retired ?? Retired, Overlay, Descriptions, publishedOverlay: null, Frozen.ReadKept());

    public static OpenApiDocument Document(string paths, string schemas = "{}") => OpenApiDocument.Parse(
        JObject.Parse($$"""{ "openapi": "3.0.3", "paths": {{paths}}, "components": { "schemas": {{schemas}} } }"""),
        "a document");

    public static JObject CopyOf(JToken json) => (JObject)json.DeepClone();
}
