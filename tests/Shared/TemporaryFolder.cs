namespace Procore.Tests.Shared;

/// <summary>An empty folder for one test, deleted with everything in it.</summary>
public sealed class TemporaryFolder(string prefix = "procore-tests-") : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory(prefix).FullName;

    public string PathOf(string relativePath) => System.IO.Path.GetFullPath(relativePath, Path);

    public string Read(string relativePath) => File.ReadAllText(PathOf(relativePath));

    public string Write(string relativePath, string text) => Write(relativePath, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string relativePath, byte[] bytes)
    {
        var path = PathOf(relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The names of the files, without those in folders below.</summary>
    public IReadOnlyList<string> Files() => [.. Directory.EnumerateFiles(Path).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
