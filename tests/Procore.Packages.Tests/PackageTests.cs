using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Procore.Packages.Tests;

/// <summary>What is in each package. That its two builds show the same surface, packing itself has checked.</summary>
internal sealed class PackageTests
{
    private static IEnumerable<string> Ids => Repository.PackageIds;

    private static IEnumerable<string> Libraries => Ids.Where(id => !IsTool(id));

    [Test]
    public void There_is_a_package_for_everything_in_src_and_no_other() =>
        Assert.That(
            Directory.GetFiles(Repository.Packages, $"*.{Repository.Version}.nupkg").Select(Path.GetFileName),
            Is.EquivalentTo(Ids.Select(id => $"{id}.{Repository.Version}.nupkg")));

    [TestCaseSource(nameof(Ids))]
    public void Says_what_it_is(string id)
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
            Assert.That(package.Text("README.md"), Does.StartWith("# ").And.Contain("neither made nor endorsed by Procore").And.Contain("has not met a live account"));
        });
    }

    [TestCaseSource(nameof(Libraries))]
    public void A_library_has_both_builds_with_documentation_and_nothing_else(string id)
    {
        using var package = Package.Open(id, "nupkg");

        Assert.That(
            package.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal) || file.StartsWith("build", StringComparison.Ordinal)),
            Is.EquivalentTo(new[] { $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", $"lib/netstandard2.0/{id}.dll", $"lib/netstandard2.0/{id}.xml" }));
    }

    [TestCaseSource(nameof(Ids))]
    public void Its_symbols_are_there_and_its_assemblies_are_the_same_whenever_they_are_built(string id)
    {
        using var package = Package.Open(id, "nupkg");
        using var symbols = Package.Open(id, "snupkg");

        var ours = package.Files.Where(file => file.EndsWith($"/{AssemblyOf(id)}.dll", StringComparison.Ordinal)).ToList();

        Assert.That(ours, Is.Not.Empty);
        foreach (var file in ours)
        {
            Assert.That(symbols.Files, Does.Contain(Path.ChangeExtension(file, ".pdb")));
            using var assembly = new PEReader(package.Read(file));
            Assert.That(assembly.ReadDebugDirectory().Select(entry => entry.Type), Does.Contain(DebugDirectoryEntryType.Reproducible));
        }
    }

    [Test]
    public void The_sources_that_are_in_no_repository_are_in_the_symbols()
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
    public void It_needs_its_like_in_the_same_version_and_no_analyzer(string id)
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
    public void The_changelog_begins_with_the_version() =>
        Assert.That(
            File.ReadLines(Repository.PathOf("CHANGELOG.md")).First(line => line.StartsWith("## ", StringComparison.Ordinal)),
            Does.StartWith($"## {Repository.Version}"));

    private static bool IsTool(string id) => id.EndsWith(".Cli", StringComparison.Ordinal);

    private static string AssemblyOf(string id) => IsTool(id) ? "procore-users" : id;
}
