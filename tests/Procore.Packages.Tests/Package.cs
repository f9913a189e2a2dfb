using System.IO.Compression;
using System.Xml.Linq;

namespace Procore.Packages.Tests;

/// <summary>A package, or the package of its symbols, as it would go to a feed.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _archive;

    private Package(ZipArchive archive) => _archive = archive;

    public IEnumerable<string> Files => _archive.Entries.Select(entry => entry.FullName);

    public static Package Open(string id, string extension) =>
        new(ZipFile.OpenRead(Path.Combine(Repository.Packages, $"{id}.{Repository.Version}.{extension}")));

    public MemoryStream Read(string file)
    {
        var bytes = new MemoryStream();
        using var entry = _archive.GetEntry(file)!.Open();
        entry.CopyTo(bytes);
        bytes.Position = 0;
        return bytes;
    }

    public string Text(string file)
    {
        using var reader = new StreamReader(Read(file));
        return reader.ReadToEnd();
    }

    /// <summary>What the package says of itself, by the name of the element.</summary>
    public Dictionary<string, string> Metadata()
    {
        using var nuspec = Read(Files.Single(file => file.EndsWith(".nuspec", StringComparison.Ordinal)));
        return XDocument.Load(nuspec).Root!.Elements().First().Elements().ToDictionary(element => element.Name.LocalName, element => element.Value, StringComparer.Ordinal);
    }

    public void Dispose() => _archive.Dispose();
}
