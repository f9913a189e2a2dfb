using Newtonsoft.Json.Linq;
using SpecTool.Comparison;
using SpecTool.OpenApi;
using SpecTool.Overlay;

namespace SpecTool.Refresh;

/// <summary>What the folder openapi/ becomes with a new document, and how that differs from what it is.</summary>
internal sealed class RefreshedSpec
{
    private const int ShownDifferences = 20;

    private readonly SpecFolder _folder;
    private readonly JObject _before;
    private readonly JObject _retiredBefore;
    private readonly DateOnly _date;
    private JObject? _retired;

    private RefreshedSpec(SpecFolder folder, JObject before, JObject retiredBefore, JObject published, DateOnly date)
    {
        _folder = folder;
        _before = before;
        _retiredBefore = retiredBefore;
        _date = date;
        Published = published;
        Changes = DocumentComparison.Between(before, retiredBefore, published, FacadeRoutes.Read(folder.Routes));
    }

    public JObject Published { get; }

    /// <summary>The differences of the published documents. They need no merge.</summary>
    public IReadOnlyList<Change> Changes { get; }

    /// <summary>What is made of the new document; null until <see cref="Build" />.</summary>
    public BuiltSpec? Built { get; private set; }

    public static RefreshedSpec Of(string file, SpecFolder folder, DateOnly date)
    {
        var (published, retired) = (JsonFile.Read(folder.Published), JsonFile.Read(folder.Retired));
        var known = new[] { published, retired }
            .SelectMany(document => ((JObject)document["paths"]!).Properties())
            .SelectMany(path => ((JObject)path.Value).Properties().Select(operation => $"{operation.Name.ToUpperInvariant()} {OpenApiDocument.Address(path.Name)}"));
        return new(folder, published, retired, PublishedSlice.Cut(file, known), date);
    }

    public BuiltSpec Build()
    {
        _retired = Retirement.Of(_before, _retiredBefore, Published, _date);
        return Built = SpecPipeline.Run(
            Published,
            _retired,
            OverlayDocument.Parse(JsonFile.Read(_folder.Overlay), _folder.Overlay),
            JsonFile.Read(_folder.Descriptions),
            _folder.ReadPublishedOverlay(),
            _folder.ReadKept());
    }

    public ChangeReport Report()
    {
        var document = OpenApiDocument.Parse(Published, "the new document");
        return new(
            Changes,
            [.. (Built?.Conflicts ?? []).Select(conflict => new ChangeReport.MetConflict(conflict, [.. conflict.Schemas.Count == 0 ? [] : document.OperationsUsing(conflict.Schemas)]))],
            Built?.IdleActions ?? [],
            Built?.Warnings ?? [],
            Changes.Count > 0 ? [] : [.. JsonDifference.Between(_before, Published).Take(ShownDifferences).Concat(OtherFiles())]);
    }

    public IReadOnlyDictionary<string, string> Files() => new Dictionary<string, string>(SpecFiles.Of(_folder, Built!), StringComparer.Ordinal)
    {
        [_folder.Published] = JsonFile.Text(Published),
        [_folder.Retired] = JsonFile.Text(_retired!),
        [_folder.Kept] = JsonFile.Text(Built!.Kept),
    };

    // Even where Procore changes nothing, a file may not be what this version of SpecTool writes.
    private IEnumerable<string> OtherFiles() => Built is null ? [] : Files()
        .Where(file => file.Key != _folder.Published && !(File.Exists(file.Key) && string.Equals(File.ReadAllText(file.Key), file.Value, StringComparison.Ordinal)))
        .Select(file => $"{Path.GetRelativePath(_folder.Root, file.Key)} is not what SpecTool writes");
}
