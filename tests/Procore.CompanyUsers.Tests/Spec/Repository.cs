namespace Procore.CompanyUsers.Tests;

/// <summary>The files of the repository that these tests are of.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static string ReadText(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "openapi", "company-users.json")))
                return folder.FullName;
        }
        throw new FileNotFoundException($"No folder above {AppContext.BaseDirectory} holds openapi/company-users.json.");
    }
}
