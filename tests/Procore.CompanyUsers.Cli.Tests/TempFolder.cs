namespace Procore.CompanyUsers.Cli.Tests;

/// <summary>A folder for the files of one test.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("procore-users-").FullName;

    public string Path { get; }

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public IReadOnlyList<string> Files() => [.. Directory.EnumerateFiles(Path).Select(file => System.IO.Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
