using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace SpecTool.Comparison;

/// <summary>Where a schema stands: `the answer: entities[].vendor`.</summary>
internal sealed record SchemaPlace(string Root, bool IsSent, ImmutableHashSet<(JObject Old, JObject Now)> Around, string Path = "")
{
    /// <summary>The name of the property, or of the parameter.</summary>
    public string Name => (Path.Length > 0 ? Path : Root).Split('.', ' ')[^1].Replace("[]", "", StringComparison.Ordinal);

    public SchemaPlace Items => this with { Path = Path + "[]" };

    public SchemaPlace Property(string name) => this with { Path = Path.Length == 0 ? name : $"{Path}.{name}" };

    public SchemaPlace Inside(JObject old, JObject now) => this with { Around = Around.Add((old, now)) };

    public override string ToString() => Path.Length == 0 ? Root : $"{Root}: {Path}";
}
