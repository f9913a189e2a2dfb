using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Overlay;

namespace SpecTool.Tests;

/// <summary>The repository's own inputs, and small documents to try one rule on.</summary>
internal static class Inputs
{
    public static SpecFolder Repository => SpecFolder.At(RepositoryRoot.Path);

    public static JObject Published => JsonFile.Read(Repository.Published);

    public static JObject Retired => JsonFile.Read(Repository.Retired);

    public static OverlayDocument Overlay => OverlayDocument.Parse(JsonFile.Read(Repository.Overlay), "overlay.json");

    public static JObject Descriptions => JsonFile.Read(Repository.Descriptions);

    public static BuiltSpec Build(JObject? published = null, JObject? retired = null) =>
        SpecPipeline.Run(published ?? Published, retired ?? Retired, Overlay, Descriptions);

    public static OpenApiDocument Document(string paths, string schemas = "{}") => OpenApiDocument.Parse(
        JObject.Parse($$"""{ "openapi": "3.0.3", "paths": {{paths}}, "components": { "schemas": {{schemas}} } }"""),
        "a document");

    public static JObject CopyOf(JToken json) => (JObject)json.DeepClone();
}
