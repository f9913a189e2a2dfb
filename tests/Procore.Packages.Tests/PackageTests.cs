using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Procore.Packages.Tests;

/// <summary>The content of each package. Packing itself checks that its two builds have the same surface.</summary>
internal sealed class PackageTests
{
    private static IEnumerable<string> Ids => Repository.PackageIds;

    private static IEnumerable<string> Libraries => Ids.Where(id => !Repository.IsTool(id));

    [Test]
    public void Packages_exist_for_every_project_in_src_and_no_other() =>
        Assert.That(
            Directory.GetFiles(Repository.Packages, $"*.{Repository.Version}.nupkg").Select(Path.GetFileName),
            Is.EquivalentTo(Ids.Concat(Repository.ToolPackageIds).Select(id => $"{id}.{Repository.Version}.nupkg")));

    [Test]
    public void Tool_has_a_package_for_this_platform_and_one_for_any_other() =>
        Assert.That(Repository.ToolPackageIds, Has.Exactly(2).Items.And.Some.EndsWith(".any").And.Some.Match(@"^Procore\.CompanyUsers\.Cli\.\w+(-musl)?-\w+$"));

    [TestCaseSource(nameof(Ids))]
    public void Package_has_metadata_and_a_readme(string id)
    {
        using var package = Package.Open(id, "nupkg");
        var metadata = package.Metadata();

        Assert.Multiple(() =>
        {
            Assert.That(metadata["id"], Is.EqualTo(id));
            Assert.That(metadata["version"], Is.EqualTo(Repository.Version));
            Assert.That(metadata["license"], Is.EqualTo("MIT"));
            Assert.That(metadata["description"], Has.Length.GreaterThan(30).And.Not.Contain("Package Description"));
            Assert.That(metadata["tags"], Does.Contain("procore"));
            Assert.That(metadata["readme"], Is.EqualTo("README.md"));
            Assert.That(package.Text("README.md"), Does.StartWith("# ").And.Match("neither made nor endorsed by Procore|[Nn]ot affiliated with Procore").And.Contain("been tested against a live Procore account yet"));
        });
    }

    [TestCaseSource(nameof(Libraries))]
    public void Library_has_both_builds_with_documentation_only(string id)
    {
        using var package = Package.Open(id, "nupkg");

        Assert.That(
            package.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal) || file.StartsWith("build", StringComparison.Ordinal)),
            Is.EquivalentTo(new[] { $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", $"lib/netstandard2.0/{id}.dll", $"lib/netstandard2.0/{id}.xml" }));
    }

    [TestCaseSource(nameof(Libraries))]
    public void Library_has_symbols_and_reproducible_assemblies(string id) => HasSymbols(id, $"{id}.dll");

    [Test]
    public void Tool_has_symbols_and_reproducible_assemblies()
    {
        foreach (var id in Repository.ToolPackageIds)
            HasSymbols(id, "procore-users.dll");
    }

    private static void HasSymbols(string id, string assemblyFile)
    {
        using var package = Package.Open(id, "nupkg");
        using var symbols = Package.Open(id, "snupkg");

        var ours = package.Files.Where(file => file.EndsWith("/" + assemblyFile, StringComparison.Ordinal)).ToList();

        Assert.That(ours, Is.Not.Empty);
        foreach (var file in ours)
        {
            Assert.That(symbols.Files, Does.Contain(Path.ChangeExtension(file, ".pdb")));
            using var assembly = new PEReader(package.Read(file));
            Assert.That(assembly.ReadDebugDirectory().Select(entry => entry.Type), Does.Contain(DebugDirectoryEntryType.Reproducible));
        }
    }

    [Test]
    public void Symbols_hold_the_generated_sources()
    {
        using var symbols = Package.Open("Procore.Generated", "snupkg");
        using var provider = MetadataReaderProvider.FromPortablePdbStream(symbols.Read("lib/net10.0/Procore.Generated.pdb"));
        var reader = provider.GetMetadataReader();
        var embedded = new Guid("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

        var sources = reader.Documents
            .Where(document => reader.GetCustomDebugInformation(document).Any(information => reader.GetGuid(reader.GetCustomDebugInformation(information).Kind) == embedded))
            .Select(document => Path.GetFileName(reader.GetString(reader.GetDocument(document).Name)));

        Assert.That(sources, Does.Contain("Clients.g.cs").And.Contain("Models.g.cs"));
    }

    [TestCaseSource(nameof(Libraries))]
    public void Library_needs_its_siblings_in_one_version_and_no_build_tool(string id)
    {
        using var package = Package.Open(id, "nupkg");
        using var nuspec = package.Read($"{id}.nuspec");

        var dependencies = XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(element => (Id: element.Attribute("id")!.Value, Version: element.Attribute("version")!.Value))
            .ToList();

        Assert.That(dependencies.Where(dependency => dependency.Id.StartsWith("Procore.", StringComparison.Ordinal)).Select(dependency => dependency.Version), Is.All.EqualTo(Repository.Version));
        Assert.That(dependencies.Select(dependency => dependency.Id), Has.None.Contains("Analyzer").And.None.Contains("NSwag"));
    }

    [Test]
    public void Changelog_begins_with_the_version() =>
        Assert.That(
            File.ReadLines(Repository.PathOf("CHANGELOG.md")).First(line => line.StartsWith("## ", StringComparison.Ordinal)),
            Does.StartWith($"## {Repository.Version}"));
}
