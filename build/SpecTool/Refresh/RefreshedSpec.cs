using Newtonsoft.Json.Linq;
using SpecTool.Comparison;
using SpecTool.Overlay;

namespace SpecTool.Refresh;

/// <summary>What the folder openapi/ becomes by a new document, and how that differs from what it is.</summary>
internal sealed record RefreshedSpec(JObject Published, JObject Retired, BuiltSpec Built, IReadOnlyList<Change> Changes)
{
    public static RefreshedSpec Of(string file, SpecFolder folder, DateOnly date)
    {
        var (published, retired) = (JsonFile.Read(folder.Published), JsonFile.Read(folder.Retired));
        var known = new[] { published, retired }
            .SelectMany(document => ((JObject)document["paths"]!).Properties())
            .SelectMany(path => ((JObject)path.Value).Properties().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));

        var slice = PublishedSlice.Cut(file, known);
        var gone = Retirement.Of(published, retired, slice, date);
        var built = SpecPipeline.Run(slice, gone, OverlayDocument.Parse(JsonFile.Read(folder.Overlay), folder.Overlay), JsonFile.Read(folder.Descriptions));
        return new(slice, gone, built, DocumentComparison.Between(published, slice, built, FacadeRoutes.Read(folder.Routes)));
    }

    public IReadOnlyDictionary<string, string> Files(SpecFolder folder) => new Dictionary<string, string>(SpecFiles.Of(folder, Built), StringComparer.Ordinal)
    {
        [folder.Published] = JsonFile.Text(Published),
        [folder.Retired] = JsonFile.Text(Retired),
    };
}
