namespace Procore.CompanyUsers.Cli.Csv;

/// <summary>A row of a file, unchanged.</summary>
/// <param name="Number">The row number as a spreadsheet counts; the header is row 1.</param>
/// <param name="Line">The line it starts on, as an editor counts; differs from the row number after cells with line breaks.</param>
/// <param name="Cells">The cells, not decoded.</param>
/// <param name="Fault">Why the row can't be read; null if it can.</param>
internal sealed record FileRow(long Number, long Line, IReadOnlyList<string> Cells, string? Fault)
{
    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}
