namespace Procore.CompanyUsers.Cli.Csv;

/// <summary>
/// What a cell says. A blank one leaves the field alone, <c>&lt;clear&gt;</c> empties it, and an apostrophe ahead of what a
/// spreadsheet would run keeps it from that. Values that look like one of these have one sign more in the file than they
/// have here, so that whatever is written is read back as it was.
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
        return StartsFormula(value) && (isExcelSafe || value[0] == Apostrophe) ? Apostrophe + value : value;
    }

    /// <summary>The value of a cell that isn't blank; null where it is to be emptied.</summary>
    public static string? Read(string cell)
    {
        if (cell == Clear)
            return null;
        if (cell.EndsWith(Clear, StringComparison.Ordinal) && cell.TrimStart('<').Length == Clear.Length - 1)
            return cell[1..];
        return cell[0] == Apostrophe && StartsFormula(cell) ? cell[1..] : cell;
    }

    /// <summary>Whether a spreadsheet would run the text, were it not for apostrophes and white space ahead of it. The wide signs are run where people write them.</summary>
    private static bool StartsFormula(string text)
    {
        var rest = text.AsSpan().TrimStart(Apostrophe);
        return rest is ['\t' or '\r' or '\n', ..] || rest.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..];
    }
}
