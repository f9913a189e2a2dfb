using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>A CSV file in UTF-8, UTF-16 or a given encoding, separated by commas, semicolons, tabs or pipes.</summary>
internal sealed class CsvFile : TableFile
{
    // The number of bytes after which an unclosed quote is reported.
    private const int LongestRow = 1024 * 1024;

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    private readonly Encoding? _encoding;
    private readonly char? _separator;
    private readonly bool _hasHint;

    public CsvFile(FileStream stream, string path, TableOptions options, Func<string, bool> isKnown)
        : base(stream, path, options)
    {
        _encoding = EncodingOf(stream, path, options.Encoding);
        (_separator, _hasHint) = Hint() is { } hint ? ((char?)hint, true) : (SeparatorOf(isKnown), false);
    }

    protected override IEnumerable<FileRow> ReadAll() => ReadAll(_separator);

    private IEnumerable<FileRow> ReadAll(char? separator)
    {
        string? fault = null;
        using var reader = Read(separator, reason => fault = reason);
        while (Advance(reader))
        {
            // A spreadsheet uses the line "sep=;" and doesn't show it.
            var number = _hasHint ? reader.RowNumber - 1 : reader.RowNumber;
            if (number == 0)
                continue;
            var row = Row(reader, number, fault);
            if (fault is not null && reader.RawRecord.IndexOfAny((byte)'\r', (byte)'\n') >= 0)
                throw CommandException.WrongUsage(new RowProblem(row, null, "a quote isn't closed where it should be, so the rest of the file can't be read. Fix it.").ToString());
            fault = null;
            yield return row;
        }
    }

    private bool Advance(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException exception)
        {
            throw CommandException.WrongUsage(FormattableString.Invariant($"{Path}, row {exception.RecordNumber} (line {exception.LineNumber}): the row is malformed or longer than 1 MB. A quote may not be closed."));
        }
    }

    private static FileRow Row(CsvReader reader, long number, string? fault)
    {
        var cells = new string[reader.FieldCount];
        Dictionary<int, string>? faults = null;
        var isValid = Utf8.IsValid(reader.RawRecord);
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = reader.GetString(i);
            if (!isValid && !Utf8.IsValid(reader.GetRawSpan(i)))
                (faults ??= [])[i] = "isn't UTF-8. Save the file as \"CSV UTF-8\", or pass --encoding windows-1252 if that is its encoding.";
        }
        var row = new FileRow(number, reader.LineNumber, cells, fault is null ? null : fault + ". Write a quote in a cell twice, and put the cell in quotes.");
        return faults is null ? row : row with { CellFaults = faults };
    }

    private CsvReader Read(char? separator, Action<string> malformed)
    {
        Stream.Position = 0;
        return CsvReader.Create(Stream, CsvReaderOptions.Default with
        {
            HasHeader = false,
            Encoding = _encoding,
            Separator = separator,
            DetectSeparatorHint = false,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRow,
            OnMalformedRecord = record => malformed(record.Reason switch
            {
                CsvMalformedReason.StrayQuote => "a cell that isn't in quotes contains a quote",
                CsvMalformedReason.TextAfterClosingQuote => "text follows the closing quote of a cell",
                _ => "a quote is never closed",
            }),
        }, leaveOpen: true);
    }

    /// <summary>The separator that a first line such as <c>sep=;</c> sets.</summary>
    private char? Hint()
    {
        Stream.Position = 0;
        using var reader = new StreamReader(Stream, _encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var start = new char[6];
        var text = new string(start, 0, reader.ReadBlock(start, 0, start.Length));
        return text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length >= 5 && (text.Length == 5 || text[5] is '\r' or '\n') ? text[4] : null;
    }

    /// <summary>The separator by which the header names most columns; null to leave it to the reader.</summary>
    private char? SeparatorOf(Func<string, bool> isKnown)
    {
        var counts = Separators.Select(separator => (Separator: separator, Known: Count(separator))).OrderByDescending(count => count.Known).ToList();
        return counts[0].Known > counts[1].Known ? counts[0].Separator : null;

        int Count(char separator)
        {
            try
            {
                return CountKnown(ReadAll(separator), isKnown);
            }
            catch (CommandException)
            {
                // With the wrong separator, quotes may be in invalid places.
                return 0;
            }
        }
    }

    /// <summary>The encoding that the start of the file shows beyond doubt, or the given one; null for UTF-8.</summary>
    private static Encoding? EncodingOf(FileStream stream, string path, Encoding? given)
    {
        var start = new byte[4];
        stream.Position = 0;
        var count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var detected = start switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            // Text in UTF-8 has no zero bytes; a header in UTF-16 has one in each letter.
            [not 0, 0, not 0, 0] when count == 4 => Encoding.Unicode,
            [0, not 0, 0, not 0] when count == 4 => Encoding.BigEndianUnicode,
            _ => null,
        };
        if (detected is not null && given is not null && detected.CodePage != given.CodePage)
            throw CommandException.WrongUsage($"{path} is {detected.WebName}, not {given.WebName}. Leave out --encoding.");
        var encoding = detected ?? given;
        return encoding?.CodePage == Encoding.UTF8.CodePage ? null : encoding;
    }
}
