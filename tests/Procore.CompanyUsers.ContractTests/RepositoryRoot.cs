namespace Procore.CompanyUsers.ContractTests;

public static class RepositoryRoot
{
    private static readonly string Folder = Find();

    public static string PathTo(string relativePath) => Path.Combine(Folder, relativePath);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "openapi", "published.json")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds openapi/published.json.");
    }
}
