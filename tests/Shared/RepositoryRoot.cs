namespace Procore.Tests.Shared;

/// <summary>The folder of the repository that the tests were built in.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    public static string PathTo(string relativePath) => System.IO.Path.GetFullPath(relativePath, Path);

    public static string ReadText(string relativePath) => File.ReadAllText(PathTo(relativePath));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "nswag.json")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds nswag.json.");
    }
}
