using System.Globalization;
using System.Text;
using SpecTool.OpenApi;

namespace SpecTool.Comparison;

/// <summary>Tells changes to people: as text, and as Markdown for a pull request.</summary>
internal sealed class ChangeReport(IReadOnlyList<Change> changes, IReadOnlyList<string> warnings)
{
    private static readonly Severity[] Severities = [Severity.BreaksCallers, Severity.BreaksRawCallers, Severity.Harmless];

    public Severity? Worst => changes.Count == 0 ? null : changes.Max(change => change.Severity);

    private static string Unchanged => "Procore's document says what it said before.";

    private string Summary => string.Join(", ", Severities
        .Select(severity => (severity, Count: changes.Count(change => change.Severity == severity)))
        .Select(part => $"{part.Count} {Title(part.severity)}"));

    public string Text()
    {
        var text = new StringBuilder();
        text.Append(changes.Count == 0 ? Unchanged : Summary + ".").Append('\n');
        foreach (var section in Sections())
        {
            text.Append('\n').Append(Capitalized(Title(section.Key))).Append('\n');
            foreach (var kind in section.GroupBy(change => change.Kind))
            {
                text.Append("  ").Append(Title(kind.Key)).Append('\n');
                foreach (var change in kind)
                {
                    text.Append("    ").Append(change.Text).Append('\n');
                    if (kind.Key != ChangeKind.Operations)
                        text.Append("      in ").AppendJoin(", ", change.Operations).Append('\n');
                    if (change.Methods.Count > 0)
                        text.Append("      ").Append(Touched(change)).Append(' ').AppendJoin(", ", change.Methods).Append('\n');
                }
            }
        }

        if (warnings.Count > 0)
            text.Append("\nTo be done by hand in openapi/descriptions.json\n");
        foreach (var warning in warnings)
            text.Append("  ").Append(warning).Append('\n');
        return text.ToString();
    }

    public string Markdown()
    {
        var text = new StringBuilder();
        text.Append(changes.Count == 0 ? Unchanged : $"Procore's document has changed: {Summary}.").Append('\n');
        foreach (var section in Sections())
        {
            text.Append("\n## ").Append(Capitalized(Title(section.Key))).Append("\n\n| about | change | operations | methods of `ICompanyUsers` |\n| --- | --- | --- | --- |\n");
            foreach (var change in section)
                text.Append(CultureInfo.InvariantCulture, $"| {Title(change.Kind)} | {Cell(change.Text)} | {Codes(change.Operations)} | {Codes(change.Methods)}{(IsToMove(change) ? ": move in `Routes.cs`" : "")} |\n");
        }

        if (warnings.Count > 0)
            text.Append("\n## To be done by hand in `openapi/descriptions.json`\n\n");
        foreach (var warning in warnings)
            text.Append("- ").Append(Cell(warning)).Append('\n');
        return text.ToString();
    }

    private IEnumerable<IGrouping<Severity, Change>> Sections() =>
        changes.GroupBy(change => change.Severity).OrderByDescending(section => section.Key);

    private static bool IsToMove(Change change) => change is { Kind: ChangeKind.Operations, Severity: Severity.Harmless, Methods.Count: > 0 };

    private static string Touched(Change change) => IsToMove(change) ? "a newer version of what these call, to be moved in Routes.cs:" : "called by";

    private static string Title(Severity severity) => severity switch
    {
        Severity.BreaksCallers => "breaking for callers of ICompanyUsers",
        Severity.BreaksRawCallers => "breaking for callers of the raw clients only",
        _ => "harmless",
    };

    private static string Title(ChangeKind kind) => string.Join(' ', Casing.Words($"{kind}")).ToLowerInvariant();

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Codes(IEnumerable<string> names) => string.Join("<br>", names.Select(name => $"`{name}`"));

    // The names are Procore's: they must not become markup.
    private static string Cell(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("`", "\\`", StringComparison.Ordinal)
        .Replace("@", "@\u200b", StringComparison.Ordinal)
        .ReplaceLineEndings(" ");
}
