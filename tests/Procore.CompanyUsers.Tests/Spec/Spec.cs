using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

/// <summary>openapi/company-users.json, from which the raw clients are generated.</summary>
internal static class Spec
{
    public static JObject Document { get; } = (JObject)Json.Parse(File.ReadAllText(Find()));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "openapi", "company-users.json");
            if (File.Exists(file))
                return file;
        }
        throw new FileNotFoundException($"No folder above {AppContext.BaseDirectory} holds openapi/company-users.json.");
    }
}
