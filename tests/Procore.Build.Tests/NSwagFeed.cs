using System.IO.Compression;

namespace Procore.Build.Tests;

/// <summary>A folder feed with a package NSwag.MSBuild, made of npm's files in that package's shape.</summary>
internal static class NSwagFeed
{
    public static void Write(string folder, string version, string dotnetNSwag)
    {
        Directory.CreateDirectory(folder);
        using var package = ZipFile.Open(Path.Combine(folder, $"NSwag.MSBuild.{version}.nupkg"), ZipArchiveMode.Create);
        using (var nuspec = new StreamWriter(package.CreateEntry("NSwag.MSBuild.nuspec").Open()))
        {
            nuspec.Write($"""
                <?xml version="1.0"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata>
                    <id>NSwag.MSBuild</id>
                    <version>{version}</version>
                    <authors>test</authors>
                    <description>npm's files</description>
                    <developmentDependency>true</developmentDependency>
                  </metadata>
                </package>
                """);
        }

        foreach (var file in Directory.EnumerateFiles(dotnetNSwag))
            package.CreateEntryFromFile(file, "tools/Net100/" + Path.GetFileName(file));
    }
}
