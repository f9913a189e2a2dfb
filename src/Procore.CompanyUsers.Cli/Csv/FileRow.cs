namespace Procore.CompanyUsers.Cli.Csv;

/// <summary>A row of a file as it stands there.</summary>
/// <param name="Number">Its number as a spreadsheet counts: the header is row 1.</param>
/// <param name="Line">The line on which it begins, as an editor counts; another than the number where cells hold line breaks.</param>
/// <param name="Cells">Its cells, undecoded.</param>
/// <param name="Fault">What makes it unreadable as a row; null where nothing does.</param>
internal sealed record FileRow(long Number, long Line, IReadOnlyList<string> Cells, string? Fault)
{
    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}
