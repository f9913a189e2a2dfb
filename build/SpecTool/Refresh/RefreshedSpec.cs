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
    private readonly Baseline _before;
    private readonly DateOnly _date;
    private readonly FacadeRoutes _routes;
    private JObject? _retired;

    private RefreshedSpec(SpecFolder folder, Baseline before, JObject published, DateOnly date)
    {
        _folder = folder;
        _before = before;
        _date = date;
        Published = published;
        _routes = FacadeRoutes.Read(folder.Routes);
    }

    public JObject Published { get; }

    /// <summary>What is made of the new document; null until <see cref="Build" />.</summary>
    public BuiltSpec? Built { get; private set; }

    public static RefreshedSpec Of(string file, SpecFolder folder, DateOnly date)
    {
        var (published, retired) = (JsonFile.Read(folder.Published), JsonFile.Read(folder.Retired));
        var known = new[] { published, retired }
            .SelectMany(document => ((JObject)document["paths"]!).Properties())
            .SelectMany(path => ((JObject)path.Value).Properties().Select(operation => $"{operation.Name.ToUpperInvariant()} {OpenApiDocument.Address(path.Name)}"));
        return new(folder, new(published, retired), PublishedSlice.Cut(file, known), date);
    }

    public BuiltSpec Build()
    {
        _retired = Retirement.Of(_before, Published, _date);
        return Built = Run(Published, _retired);
    }

    private BuiltSpec Run(JObject published, JObject retired) =>
        SpecPipeline.Run(
            published,
            retired,
            OverlayDocument.Parse(JsonFile.Read(_folder.Overlay), _folder.Overlay),
            JsonFile.Read(_folder.Descriptions),
            _folder.ReadPublishedOverlay(),
            _folder.ReadKept());

    /// <summary>The report of the differences of the published documents. It needs no merge; after one, it knows which types stay as they are.</summary>
    public ChangeReport Report()
    {
        var changes = DocumentComparison.Between(_before, Published, _routes, Types());
        var document = OpenApiDocument.Parse(Published, "the new document");
        return new(
            changes,
            [.. (Built?.Conflicts ?? []).Select(conflict => new ChangeReport.MetConflict(conflict, [.. conflict.Schemas.Count == 0 ? [] : document.OperationsUsing(conflict.Schemas)]))],
            Built?.IdleActions ?? [],
            Built?.Partial ?? [],
            Built?.Warnings ?? [],
            changes.Count > 0 ? [] : [.. JsonDifference.Between(_before.Published.Json, Published).Take(ShownDifferences).Concat(OtherFiles())]);
    }

    private GeneratedTypes? Types()
    {
        if (Built is not { IsComplete: true })
            return null;
        try
        {
            return Run(_before.Published.Json, _before.Retired) is { IsComplete: true } before ? new(before, Built) : null;
        }
        catch (SpecException)
        {
            // An overlay that corrects the new document may not fit the old one.
            return null;
        }
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
