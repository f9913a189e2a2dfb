using CsvHelper;

namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>Writes a CSV file: UTF-8, commas and a header. Reading it gives the same text back.</summary>
internal sealed class CsvTableWriter : ITableWriter
{
    private readonly CsvWriter _csv;
    private readonly bool _isExcelSafe;

    /// <param name="stream">The stream; closed at the end.</param>
    /// <param name="columns">The column names.</param>
    /// <param name="isExcelSafe">Whether to keep a spreadsheet from running formulas.</param>
    public CsvTableWriter(Stream stream, IReadOnlyList<string> columns, bool isExcelSafe = false)
    {
        _isExcelSafe = isExcelSafe;
        // Without the byte order mark, Excel assumes the machine's code page.
        _csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { WriteByteOrderMark = isExcelSafe }, leaveOpen: false);
        _csv.WriteRecord([.. columns]);
    }

    public async Task WriteAsync(IEnumerable<string> cells)
    {
        foreach (var cell in cells)
            _csv.WriteField(CellText.Write(cell, _isExcelSafe), CsvQuoting.WhenNeededOrWhitespace);
        await _csv.EndRecordAsync().ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}
