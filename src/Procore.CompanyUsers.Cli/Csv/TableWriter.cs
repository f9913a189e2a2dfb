using CsvHelper;

namespace Procore.CompanyUsers.Cli.Csv;

/// <summary>A CSV file as it is written: UTF-8, commas, a header, and every cell such that reading gives the same text back.</summary>
internal sealed class TableWriter : IAsyncDisposable
{
    private readonly CsvWriter _csv;
    private readonly bool _isExcelSafe;

    /// <param name="stream">Where to; closed in the end.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="isExcelSafe">Whether to keep formulas from running.</param>
    public TableWriter(Stream stream, IReadOnlyList<string> columns, bool isExcelSafe = false)
    {
        _isExcelSafe = isExcelSafe;
        // Excel takes a file without the mark for one in the code page of its machine.
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
