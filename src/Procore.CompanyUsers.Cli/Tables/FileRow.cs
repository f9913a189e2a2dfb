namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>A row of a file, unchanged.</summary>
/// <param name="Number">The row number as a spreadsheet counts: title rows and the header included.</param>
/// <param name="Line">The line it starts on, as an editor counts; differs from the row number after cells with line breaks.</param>
/// <param name="Cells">The cells, not decoded.</param>
/// <param name="Fault">Why the row can't be read; null if it can.</param>
internal sealed record FileRow(long Number, long Line, IReadOnlyList<string> Cells, string? Fault)
{
    private static readonly Dictionary<int, string> None = [];

    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);

    /// <summary>Whether a workbook hides the row, by hand or by a filter.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Why single cells can't be read, by column index.</summary>
    public IReadOnlyDictionary<int, string> CellFaults { get; init; } = None;
}
