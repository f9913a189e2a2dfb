using Newtonsoft.Json.Linq;

namespace SpecTool.Tests;

/// <summary>A folder with what SpecTool reads of the repository, to be changed at will, and what the tool says to it.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private readonly TextWriter _consoleErrors = Console.Error;
    private readonly TextWriter _consoleOut = Console.Out;
    private readonly StringWriter _errors = new();
    private readonly StringWriter _out = new();
    private readonly TemporaryFolder _folder = new();

    public RepositoryCopy()
    {
        Folder = Copy(Inputs.Repository, Root);
        Console.SetError(_errors);
        Console.SetOut(_out);
    }

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
        return to;
    }
}
