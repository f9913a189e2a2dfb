using CsvHelper;

namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>A CSV file or an Excel workbook with a header row, read from the disk each time.</summary>
internal abstract class TableFile : IDisposable
{
    // The number of rows in which the header is searched.
    private const int RowsSearched = 30;

    private readonly TableOptions _options;
    private long _headerRow;

    protected TableFile(FileStream stream, string path, TableOptions options) => (Stream, Path, _options) = (stream, path, options);

    public string Path { get; }

    /// <summary>The column headers: normalized, and each a different one.</summary>
    public IReadOnlyList<string> Headers { get; private set; } = [];

    /// <summary>The column headers as they are in the file.</summary>
    public IReadOnlyList<string> RawHeaders { get; private set; } = [];

    protected FileStream Stream { get; }

    /// <param name="path">The path of the file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="isKnown">Whether a header is one that the command reads; by these the header row is found.</param>
    /// <param name="say">Receives what was skipped.</param>
    /// <exception cref="CommandException">The file can't be opened, or has no header.</exception>
    public static TableFile Open(string path, TableOptions options, Func<string, bool> isKnown, Action<string> say)
    {
        FileStream? stream = null;
        try
        {
            // Stays open, so that it can't be replaced by another file of the same name.
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!stream.CanSeek)
                throw CommandException.WrongUsage($"{path} is a pipe. It must be a file, because it is read more than once.");
            TableFile file = ExcelFile.IsWorkbook(stream) ? new ExcelFile(stream, path, options, isKnown) : new CsvFile(stream, path, options, isKnown);
            if (file is CsvFile && options.Sheet is not null)
                say($"--sheet has no effect, because {path} is a CSV file.");
            if (file is ExcelFile && options.Encoding is not null)
                say($"--encoding has no effect, because {path} is a workbook.");
            file.FindHeader(isKnown, say);
            file.CheckHidden(say);
            stream = null;
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw CommandException.WrongUsage($"{path} can't be read: {exception.Message}");
        }
        finally
        {
            stream?.Dispose();
        }
    }

    /// <summary>The rows below the header, read one at a time.</summary>
    /// <exception cref="CommandException">The rest of the file can't be read.</exception>
    public IEnumerable<FileRow> Rows() => ReadAll().Where(row => row.Number > _headerRow).Select(Checked);

    public void Dispose() => Stream.Dispose();

    /// <summary>Every row, title rows and the header included.</summary>
    protected abstract IEnumerable<FileRow> ReadAll();

    /// <summary>The number of headers that the command reads, in the row with most of them.</summary>
    protected static int CountKnown(IEnumerable<FileRow> rows, Func<string, bool> isKnown) =>
        rows.Take(RowsSearched).Select(row => CountKnown(row, isKnown)).DefaultIfEmpty().Max();

    private static int CountKnown(FileRow row, Func<string, bool> isKnown) => row.Cells.Count(cell => HeaderText.Of(cell) is { Length: > 0 } header && isKnown(header));

    /// <summary>Refuses hidden rows, or reports that they are read: a filter hides users from the person who checks the workbook.</summary>
    protected virtual void CheckHidden(Action<string> say)
    {
    }

    private void FindHeader(Func<string, bool> isKnown, Action<string> say)
    {
        var rows = FirstRows(_options.SkippedRows is { } skipped ? skipped + 1 : RowsSearched);
        var header = _options.SkippedRows is { } count ? rows.ElementAtOrDefault(count) : Header(rows, isKnown);
        if (header is null || !header.Cells.Any(cell => cell.Any(char.IsLetter)))
            throw CommandException.WrongUsage($"{Path} has no header. The first row must name the columns; 'procore-users template' writes an example.");
        if (header.Fault is { } fault)
            throw CommandException.WrongUsage($"The header of {Path} is malformed: {fault}");
        if (header.CellFaults.Count > 0)
            throw CommandException.WrongUsage(FormattableString.Invariant($"The header of {Path} can't be read: column {header.CellFaults.Keys.Min() + 1} {header.CellFaults[header.CellFaults.Keys.Min()]}"));
        _headerRow = header.Number;
        // Spreadsheets leave columns without a name and content at the end.
        var width = header.Cells.Count;
        while (HeaderText.Of(header.Cells[width - 1]).Length == 0)
            width--;
        RawHeaders = [.. header.Cells.Take(width)];
        Headers = HeaderText.Distinct(RawHeaders);
        if (_options.SkippedRows is null && rows.TakeWhile(row => row != header).Count(row => !row.IsBlank) is > 0 and var titles)
            say(FormattableString.Invariant($"The header is in row {header.Number}; {titles} {(titles == 1 ? "row" : "rows")} above it {(titles == 1 ? "is" : "are")} ignored."));
    }

    /// <summary>The rows in which the header may be; what can't be read behind them is reported when it is read.</summary>
    private List<FileRow> FirstRows(int count)
    {
        var rows = new List<FileRow>();
        try
        {
            foreach (var row in ReadAll().Take(count))
                rows.Add(row);
        }
        catch (CommandException) when (rows.Count > 0)
        {
        }
        return rows;
    }

    /// <summary>The first row that names two columns; a title names none. A file of one column needs only one.</summary>
    private static FileRow? Header(List<FileRow> rows, Func<string, bool> isKnown)
    {
        var first = rows.Find(row => !row.IsBlank && !row.Cells[0].StartsWith("#TYPE", StringComparison.Ordinal));
        if (first is null || CountKnown(first, isKnown) > 0)
            return first;
        return rows.Find(row => CountKnown(row, isKnown) >= 2) ?? rows.Find(row => CountKnown(row, isKnown) == 1 && row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell)) == 1) ?? first;
    }

    private FileRow Checked(FileRow row)
    {
        var cells = row.Cells.Select(Cell).ToList();
        if (cells.TrueForAll(string.IsNullOrWhiteSpace))
            return row with { Cells = cells };
        // Blank cells after the last column have no meaning.
        while (cells.Count > Headers.Count && string.IsNullOrWhiteSpace(cells[^1]))
            cells.RemoveAt(cells.Count - 1);
        if (row.Fault is null && cells.Count != Headers.Count)
            return row with { Cells = cells, Fault = FormattableString.Invariant($"it has {cells.Count} {(cells.Count == 1 ? "cell" : "cells")}, but the header has {Headers.Count}. Put cells that contain a separator in quotes.") };
        return row with { Cells = cells };
    }

    private string Cell(string text)
    {
        if (_options.Trims)
            text = text.Trim();
        return _options.Blanks.Count > 0 && _options.Blanks.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase) ? string.Empty : text;
    }
}
