using Newtonsoft.Json.Linq;

namespace SpecTool.Overlay;

/// <summary>Writes the overlay's actions as a table between two marks in openapi/README.md.</summary>
internal static class CorrectionsTable
{
    private const string Start = "<!-- corrections: made by SpecTool build -->\n";
    private const string End = "<!-- end of corrections -->";

    public static string Into(string text, JObject overlay, string file)
    {
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        return start >= 0 && end > start
            ? text[..(start + Start.Length)] + Table(overlay) + text[end..]
            : throw new SpecException($"{file}: the table of corrections has no place: '{Start.TrimEnd()}' and '{End}', a line each");
    }

    private static string Table(JObject overlay) =>
        "\n| what | correction | why |\n| --- | --- | --- |\n" + string.Concat(((JArray)overlay["actions"]!).Select(Row)) + "\n";

    private static string Row(JToken action) =>
        $"| `{Cell((string)action["target"]!)}` | {Correction(action)} | {Cell((string)action["description"]!)} |\n";

    private static string Correction(JToken action)
    {
        if ((bool?)action["remove"] is true)
            return "removed";
        return action["update"] is JObject update
            ? "sets " + string.Join(", ", update.Properties().Select(property => $"`{Cell(property.Name)}`"))
            : "adds an item";
    }

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
