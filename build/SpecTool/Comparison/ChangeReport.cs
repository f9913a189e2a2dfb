using System.Globalization;
using System.Text;
using SpecTool.OpenApi;

namespace SpecTool.Comparison;

/// <summary>The report of a refresh: as text, and as Markdown for a pull request.</summary>
/// <param name="changes">The differences of the published documents.</param>
/// <param name="conflicts">What the merge has met, with the operations concerned.</param>
/// <param name="idle">Actions of an overlay that match nothing.</param>
/// <param name="partial">Properties whose mark in the overlay says something else than the document.</param>
/// <param name="warnings">Texts that are missing.</param>
/// <param name="otherFiles">Places that differ although no change is reported, such as the version of the document.</param>
internal sealed class ChangeReport(
    IReadOnlyList<Change> changes,
    IReadOnlyList<ChangeReport.MetConflict> conflicts,
    IReadOnlyList<string> idle,
    IReadOnlyList<string> partial,
    IReadOnlyList<string> warnings,
    IReadOnlyList<string> otherFiles)
{
    private const string Unchanged = "Procore's document says what it said before.";
    private const string MoveHint = "a newer version of what these call, to be moved in Routes.cs:";

    private static readonly Severity[] Severities = [Severity.BreaksCallers, Severity.BreaksRawCallers, Severity.Harmless];

    public Severity? Worst => changes.Count == 0 ? null : changes.Max(change => change.Verdict.Severity);

    private string Summary => string.Join(", ", Severities
        .Select(severity => (severity, Count: changes.Count(change => change.Verdict.Severity == severity)))
        .Select(part => $"{part.Count} {Title(part.severity)}"));

    private string Heading =>
        changes.Count > 0 ? Summary + "."
        : otherFiles.Count > 0 ? "Procore's document has changed only where no caller notices."
        : Unchanged;

    public string Text()
    {
        var text = new StringBuilder();
        text.Append(Heading).Append('\n');
        foreach (var section in Sections())
        {
            text.Append('\n').Append(Capitalized(Title(section.Key))).Append('\n');
            foreach (var kind in section.GroupBy(change => change.Kind))
            {
                text.Append("  ").Append(Title(kind.Key)).Append('\n');
                foreach (var change in kind)
                    Append(text, change);
            }
        }

        Append(text, "Conflicts", conflicts.SelectMany(conflict => conflict.Lines()));
        Append(text, "Actions of an overlay that match nothing: Procore has fixed what they correct, or moved it", idle);
        Append(text, "To be done by hand in openapi/overlay.json", partial);
        Append(text, "To be done by hand in openapi/descriptions.json", warnings);
        Append(text, "Other differences", otherFiles);
        return text.ToString();
    }

    public string Markdown()
    {
        var text = new StringBuilder();
        text.Append(changes.Count == 0 ? Heading : $"Procore's document has changed: {Summary}.").Append('\n');
        foreach (var section in Sections())
        {
            text.Append("\n## ").Append(Capitalized(Title(section.Key))).Append("\n\n| facade | raw clients at compile time | on the wire | about | change | operations | methods of `ICompanyUsers` |\n| --- | --- | --- | --- | --- | --- | --- |\n");
            foreach (var change in section)
            {
                var details = string.Concat(change.Details.Select(line => "<br>" + Cell(line.Trim())));
                text.Append(CultureInfo.InvariantCulture, $"| {Verdict.Word(change.Verdict.Facade)} | {Verdict.Word(change.Verdict.Raw)} | {Verdict.Word(change.Verdict.Wire)} | {Title(change.Kind)} | {Cell(change.Text)}{details} | {Codes(change.Operations)} | {Codes(change.Methods)}{(change.IsToMove ? ": move in `Routes.cs`" : "")} |\n");
            }
        }

        AppendList(text, "Conflicts", conflicts.Select(conflict => string.Join("; ", conflict.Lines().Select(line => line.Trim()))));
        AppendList(text, "Actions of an overlay that match nothing", idle);
        AppendList(text, "To be done by hand in `openapi/overlay.json`", partial);
        AppendList(text, "To be done by hand in `openapi/descriptions.json`", warnings);
        AppendList(text, "Other differences", otherFiles);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Change change)
    {
        text.Append("    ").Append(change.Text).Append('\n');
        if (change.Kind is not (ChangeKind.Operations or ChangeKind.Document))
            text.Append("      in ").AppendJoin(", ", change.Operations).Append('\n');
        if (change.Methods.Count > 0)
            text.Append("      ").Append(change.IsToMove ? MoveHint : "called by").Append(' ').AppendJoin(", ", change.Methods).Append('\n');
        text.Append("      ").Append(change.Verdict).Append('\n');
        foreach (var detail in change.Details)
            text.Append("      ").Append(detail).Append('\n');
    }

    private static void Append(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
            text.Append('\n').Append(title).Append('\n');
        foreach (var line in all)
            text.Append("  ").Append(line).Append('\n');
    }

    private static void AppendList(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
            text.Append("\n## ").Append(title).Append("\n\n");
        foreach (var line in all)
            text.Append("- ").Append(Cell(line)).Append('\n');
    }

    private IEnumerable<IGrouping<Severity, Change>> Sections() =>
        changes.GroupBy(change => change.Verdict.Severity).OrderByDescending(section => section.Key);

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

    /// <summary>A conflict with the operations that use its schemas.</summary>
    internal sealed record MetConflict(Conflict Conflict, IReadOnlyList<Operation> Operations)
    {
        private const int Shown = 3;

        public IEnumerable<string> Lines()
        {
            yield return Conflict.Text;
            yield return $"  file: {Conflict.File}";
            if (Operations.Count > 0)
                yield return $"  used by: {string.Join(", ", Operations.Take(Shown))}{(Operations.Count > Shown ? $" and {Operations.Count - Shown} more" : "")}";
            yield return Conflict.Decision is { } decision ? $"  generated: {decision}" : "  nothing is generated until this is resolved";
            yield return $"  remedy: {Conflict.Remedy}";
        }
    }
}
