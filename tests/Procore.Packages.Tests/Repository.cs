using System.Xml.Linq;

namespace Procore.Packages.Tests;

/// <summary>The sources, and the packages that were made of them before this run.</summary>
internal static class Repository
{
    public static string Packages => PathOf("artifacts/packages");

    /// <summary>The one version of all packages.</summary>
    public static string Version { get; } = XDocument.Load(PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>The names of the packages: of everything in src.</summary>
    public static IEnumerable<string> PackageIds => Directory.GetDirectories(PathOf("src")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    /// <summary>The names of the packages that the tool's package consists of: one for this platform, and one for any other.</summary>
    public static IEnumerable<string> ToolPackageIds
    {
        get
        {
            using var tool = Package.Open(PackageIds.Single(IsTool), "nupkg");
            return [.. XDocument.Parse(tool.Text("tools/any/any/DotnetToolSettings.xml")).Descendants("RuntimeIdentifierPackage").Select(package => package.Attribute("Id")!.Value)];
        }
    }

    public static bool IsTool(string id) => id.EndsWith(".Cli", StringComparison.Ordinal);

    public static string PathOf(string relative) => RepositoryRoot.PathTo(relative);
}
