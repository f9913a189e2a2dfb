namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>
/// Converts values to cells and back. A blank cell leaves the field unchanged, <c>&lt;clear&gt;</c> clears it, and an apostrophe
/// keeps a spreadsheet from running a formula. Values that look like one of these get one more character in the file, so
/// that every value is read back unchanged.
/// </summary>
internal static class CellText
{
    public const string Clear = "<clear>";

    private const char Apostrophe = '\'';

    /// <summary>The cell for a value.</summary>
    public static string Write(string value, bool isExcelSafe)
    {
        if (value.EndsWith(Clear, StringComparison.Ordinal) && value.TrimStart('<').Length == Clear.Length - 1)
            return '<' + value;
        return StartsFormula(value) && (isExcelSafe || value[0] == Apostrophe || QuotedFormula(value) is not null) ? Apostrophe + value : value;
    }

    /// <summary>The value of a cell that isn't blank; null if the field is to be cleared.</summary>
    public static string? Read(string cell)
    {
        if (cell == Clear)
            return null;
        if (cell.EndsWith(Clear, StringComparison.Ordinal) && cell.TrimStart('<').Length == Clear.Length - 1)
            return cell[1..];
        return QuotedFormula(cell) ?? (cell[0] == Apostrophe && StartsFormula(cell) ? cell[1..] : cell);
    }

    /// <summary>The text in a cell such as <c>="00123"</c>, by which exports keep the zeros of a number; null for other cells.</summary>
    private static string? QuotedFormula(string cell)
    {
        if (cell is not ['=', '"', .., '"'] || cell.Length < 3)
            return null;
        const char doubled = '\0';
        var text = cell[2..^1].Replace("\"\"", doubled.ToString(), StringComparison.Ordinal);
        return text.Contains('"', StringComparison.Ordinal) ? null : text.Replace(doubled, '"');
    }

    /// <summary>Whether a spreadsheet would run the text as a formula, ignoring apostrophes and white space before it. East Asian versions also run the full-width signs.</summary>
    private static bool StartsFormula(string text)
    {
        var rest = text.AsSpan().TrimStart(Apostrophe);
        return rest is ['\t' or '\r' or '\n', ..] || rest.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..];
    }
}
