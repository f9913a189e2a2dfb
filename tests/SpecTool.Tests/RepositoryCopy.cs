using Newtonsoft.Json.Linq;
using SpecTool.Overlay;

namespace SpecTool.Tests;

/// <summary>A folder with what SpecTool reads and writes, of the frozen document or of the repository, to be changed at will, and what the tool says to it.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private const string Readme = "# openapi\n\n<!-- corrections: made by SpecTool build -->\n<!-- end of corrections -->\n";

    /// <summary>What this version of SpecTool makes of the frozen document: path in the copy, and text.</summary>
    private static readonly Lazy<IReadOnlyList<(Func<SpecFolder, string> File, string Text)>> Frozen = new(() =>
    {
        var spec = SpecPipeline.Run(Inputs.Frozen);
        return
        [
            (folder => folder.Retired, JsonFile.Text(Inputs.Retired)),
            (folder => folder.Overlay, File.ReadAllText(Inputs.Frozen.Overlay)),
            (folder => folder.Descriptions, File.ReadAllText(Inputs.Frozen.Descriptions)),
            (folder => folder.Readme, CorrectionsTable.Into(Readme, JsonFile.Read(Inputs.Frozen.Overlay), "README.md")),
            (folder => folder.Result, JsonFile.Text(spec.Json)),
            (folder => folder.Kept, JsonFile.Text(spec.Kept)),
        ];
    });

    private readonly TextWriter _consoleErrors = Console.Error;
    private readonly TextWriter _consoleOut = Console.Out;
    private readonly StringWriter _errors = new();
    private readonly StringWriter _out = new();
    private readonly TemporaryFolder _folder = new();

    private RepositoryCopy(Func<string, SpecFolder> fill)
    {
        Folder = fill(Root);
        Console.SetError(_errors);
        Console.SetOut(_out);
    }

    public static RepositoryCopy OfFrozen() => new(CopyFrozen);

    public static RepositoryCopy OfRepository() => new(root => Copy(Inputs.Repository, root));

    public string Root => _folder.Path;

    public SpecFolder Folder { get; }

    public string Errors => _errors.ToString();

    public string Said => _out.ToString();

    public int Run(params string[] arguments) => Program.Main([.. arguments, "--root", Root]);

    public string Write(string name, string text) => _folder.Write(name, text);

    public string Write(string name, JObject json) => Write(name, json.ToString());

    /// <summary>The bytes of every file there is.</summary>
    public Dictionary<string, string> Files() => Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .ToDictionary(file => Path.GetRelativePath(Root, file), File.ReadAllText, StringComparer.Ordinal);

    public void Dispose()
    {
        Console.SetError(_consoleErrors);
        Console.SetOut(_consoleOut);
        _errors.Dispose();
        _out.Dispose();
        _folder.Dispose();
    }

    private static SpecFolder CopyFrozen(string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "openapi"));
        File.Copy(Inputs.Frozen.Published, Path.Combine(root, "openapi", "published.json"));
        var to = SpecFolder.At(root);
        Directory.CreateDirectory(Path.GetDirectoryName(to.Routes)!);
        File.Copy(Inputs.Frozen.Routes, to.Routes);
        foreach (var (file, text) in Frozen.Value)
            File.WriteAllText(file(to), text);
        return to;
    }

    private static SpecFolder Copy(SpecFolder from, string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "openapi"));
        File.Copy(from.Published, Path.Combine(root, "openapi", "published.json"));
        var to = SpecFolder.At(root);
        Directory.CreateDirectory(Path.GetDirectoryName(to.Routes)!);
        File.Copy(from.Retired, to.Retired);
        File.Copy(from.Overlay, to.Overlay);
        File.Copy(from.Descriptions, to.Descriptions);
        File.Copy(from.Readme, to.Readme);
        File.Copy(from.Result, to.Result);
        File.Copy(from.Routes, to.Routes);
        File.Copy(from.Kept, to.Kept);
        if (File.Exists(from.PublishedOverlay))
            File.Copy(from.PublishedOverlay, to.PublishedOverlay);
        return to;
    }
}
