using System.Text.Unicode;
using CsvHelper;

namespace Procore.CompanyUsers.Cli.Csv;

/// <summary>
/// A CSV file with a header, read from the disk each time: UTF-8 with or without a byte order mark, separated by commas,
/// semicolons or tabs.
/// </summary>
internal sealed class CsvFile : IDisposable
{
    // How far an unclosed quote is followed before it is reported.
    private const int LongestRow = 1024 * 1024;

    private readonly FileStream _stream;

    private CsvFile(FileStream stream, string path)
    {
        _stream = stream;
        Path = path;
        using var reader = Read(reason => throw CommandException.WrongUsage($"The header of {path} is malformed: {reason}."));
        reader.ReadHeader();
        Headers = [.. reader.Headers.Select(header => header.Trim())];
    }

    public string Path { get; }

    /// <summary>The column headers.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <exception cref="CommandException">The file can't be opened, or has no header.</exception>
    public static CsvFile Open(string path)
    {
        FileStream? stream = null;
        try
        {
            // Stays open, so that it can't be replaced by another file of the same name.
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!stream.CanSeek)
                throw CommandException.WrongUsage($"{path} is a pipe. It must be a file, because it is read more than once.");
            var file = new CsvFile(stream, path);
            if (file.Headers.All(string.IsNullOrWhiteSpace))
                throw CommandException.WrongUsage($"{path} has no header. The first row must name the columns; 'procore-users template' writes an example.");
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
    /// <exception cref="CommandException">A quote is never closed, so the rest of the file can't be read.</exception>
    public IEnumerable<FileRow> Rows()
    {
        string? fault = null;
        using var reader = Read(reason => fault = reason);
        reader.ReadHeader();
        while (Advance(reader))
        {
            var row = Row(reader, fault);
            if (fault is not null && reader.RawRecord.IndexOfAny((byte)'\r', (byte)'\n') >= 0)
                throw CommandException.WrongUsage(new RowProblem(row, null, "a quote isn't closed where it should be, so the rest of the file can't be read. Fix it.").ToString());
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
            throw CommandException.WrongUsage(FormattableString.Invariant($"{Path}, row {exception.RecordNumber} (line {exception.LineNumber}): {exception.Message} A quote may not be closed."));
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
            fault += ". Write a quote in a cell twice, and put the cell in quotes.";
        else if (cells.Length != Headers.Count && !(cells.Length == 1 && cells[0].Length == 0))
            fault = FormattableString.Invariant($"it has {cells.Length} {(cells.Length == 1 ? "cell" : "cells")}, but the header has {Headers.Count}. Put cells that contain a separator in quotes.");
        return new FileRow(reader.RowNumber + 1, reader.LineNumber, cells, fault);
    }

    private static string Words(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "a cell that isn't in quotes contains a quote",
        CsvMalformedReason.TextAfterClosingQuote => "text follows the closing quote of a cell",
        _ => "a quote is never closed",
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
