using Newtonsoft.Json.Linq;
using SpecTool.Overlay;
using SpecTool.Rules;

namespace SpecTool;

/// <summary>The folder openapi/ of a repository.</summary>
internal sealed class SpecFolder
{
    private readonly string _root;

    private SpecFolder(string root) => _root = root;

    public string Published => InFolder("published.json");

    public string Retired => InFolder("retired.json");

    public string Overlay => InFolder("overlay.json");

    /// <summary>Corrections of the published document, applied before the rules. The file is there only when one is needed.</summary>
    public string PublishedOverlay => InFolder("overlay-published.json");

    /// <summary>Names and orders that stay as they are, whatever Procore publishes.</summary>
    public string Kept => InFolder("kept.json");

    public string Descriptions => InFolder("descriptions.json");

    public string Result => InFolder("company-users.json");

    public string Readme => InFolder("README.md");

    public string Routes => Path.Combine(_root, "src", "Procore.CompanyUsers", "Facade", "routes.json");

    public string Root => _root;

    public OverlayDocument? ReadPublishedOverlay() =>
        File.Exists(PublishedOverlay) ? OverlayDocument.Parse(JsonFile.Read(PublishedOverlay), PublishedOverlay) : null;

    public KeptNames ReadKept() => new(File.Exists(Kept) ? JsonFile.Read(Kept) : []);

    public static SpecFolder Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var found = new SpecFolder(folder.FullName);
            if (File.Exists(found.Published))
                return found;
        }

        throw new SpecException($"no folder from {start} upwards holds openapi/published.json; name it with --root DIR");
    }

    public static SpecFolder At(string root)
    {
        var folder = new SpecFolder(root);
        return File.Exists(folder.Published)
            ? folder
            : throw new SpecException($"{folder.Published}: no such file");
    }

    private string InFolder(string file) => Path.Combine(_root, "openapi", file);
}
