using System.Text.Unicode;
using CsvHelper;

namespace Procore.CompanyUsers.Cli.Csv;

/// <summary>
/// A CSV file with a header, read as often as it takes and never held: UTF-8 with or without a mark, with commas, semicolons
/// or tabs.
/// </summary>
internal sealed class CsvFile : IDisposable
{
    // What an open quote swallows at most before it is noticed.
    private const int LongestRow = 1024 * 1024;

    private readonly FileStream _stream;

    private CsvFile(FileStream stream, string path)
    {
        _stream = stream;
        Path = path;
        using var reader = Read(reason => throw CommandException.WrongUsage($"{path} has a header in which {reason}."));
        reader.ReadHeader();
        Headers = [.. reader.Headers.Select(header => header.Trim())];
    }

    public string Path { get; }

    /// <summary>The names of the columns, as the file has them.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <exception cref="CommandException">The file can't be opened, or has no header.</exception>
    public static CsvFile Open(string path)
    {
        FileStream? stream = null;
        try
        {
            // Open all the while, so that another file of its name isn't taken for it.
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!stream.CanSeek)
                throw CommandException.WrongUsage($"{path} must be a file, since it is read more than once, and not a pipe.");
            var file = new CsvFile(stream, path);
            if (file.Headers.All(string.IsNullOrWhiteSpace))
                throw CommandException.WrongUsage($"{path} has no header. The first row must name the columns; `procore-users template` writes one.");
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

    /// <summary>The rows below the header, from the first one on; one at a time.</summary>
    /// <exception cref="CommandException">From some row on nothing can be told: a quote was never closed.</exception>
    public IEnumerable<FileRow> Rows()
    {
        string? fault = null;
        using var reader = Read(reason => fault = reason);
        reader.ReadHeader();
        while (Advance(reader))
        {
            var row = Row(reader, fault);
            if (fault is not null && reader.RawRecord.IndexOfAny((byte)'\r', (byte)'\n') >= 0)
                throw CommandException.WrongUsage(new RowProblem(row, null, "a quote is opened and not closed where it should be, so that what follows can't be told apart. Mend it.").ToString());
            fault = null;
            yield return row;
        }
    }

    public void Dispose() => _stream.Dispose();

    private bool Advance(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException exception)
        {
            throw CommandException.WrongUsage(FormattableString.Invariant($"{Path}, row {exception.RecordNumber} (line {exception.LineNumber}): {exception.Message} A quote may have been opened and never closed."));
        }
    }

    private FileRow Row(CsvReader reader, string? fault)
    {
        var cells = new string[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = reader.GetString(i);
        if (!Utf8.IsValid(reader.RawRecord))
            fault = "isn't UTF-8. Save the file as \"CSV UTF-8\".";
        else if (fault is not null)
            fault += ". A quote within a cell is written twice, and the cell in quotes.";
        else if (cells.Length != Headers.Count && !(cells.Length == 1 && cells[0].Length == 0))
            fault = FormattableString.Invariant($"it has {cells.Length} cells, and the header {Headers.Count}. A cell that holds a comma or a semicolon must be in quotes.");
        return new FileRow(reader.RowNumber + 1, reader.LineNumber, cells, fault);
    }

    private static string Words(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "there is a quote inside a cell that isn't in quotes",
        CsvMalformedReason.TextAfterClosingQuote => "text follows the quote that closes a cell",
        _ => "a quote is opened and never closed",
    };

    private CsvReader Read(Action<string> malformed)
    {
        _stream.Position = 0;
        var options = CsvReaderOptions.Default with
        {
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRow,
            OnMalformedRecord = record => malformed(Words(record.Reason)),
        };
        return CsvReader.Create(_stream, options, leaveOpen: true);
    }
}
