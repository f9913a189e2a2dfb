using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelNumberFormat;

namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>A sheet of an Excel workbook, with every cell as the text that Excel shows, except that ids keep all their digits.</summary>
internal sealed class ExcelFile : TableFile
{
    // Excel keeps 15 digits of a number.
    private const double FirstInexact = 1e15;

    /// <summary>How a workbook of Excel 97 starts, and one with a password.</summary>
    private static readonly byte[] OldFormat = [0xD0, 0xCF, 0x11, 0xE0];

    private const int ListedRanges = 10;

    private readonly bool _includesHiddenRows;
    private readonly int _sheet;
    private readonly string _sheetName;
    private readonly bool _isSheetHidden;
    private readonly ExcelMarks _marks;

    public ExcelFile(FileStream stream, string path, TableOptions options, Func<string, bool> isKnown)
        : base(stream, path, options)
    {
        if (stream.ReadByte() == OldFormat[0])
            throw CommandException.WrongUsage($"{path} is a workbook in an old format, or has a password. Save it as .xlsx without a password.");
        // The reader needs it to open any workbook.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        _marks = new ExcelMarks();
        _includesHiddenRows = options.IncludesHiddenRows;
        _sheet = SheetOf(options.Sheet, isKnown);
        (_sheetName, _isSheetHidden) = NameOf(_sheet);
        _marks = Undamaged(() => ExcelMarks.Read(stream, _sheet));
    }

    /// <summary>Whether a file is a workbook, by its first bytes.</summary>
    public static bool IsWorkbook(FileStream stream)
    {
        var start = new byte[4];
        var count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return count == start.Length && (start.AsSpan().SequenceEqual(OldFormat) || start is [(byte)'P', (byte)'K', 3, 4]);
    }

    protected override IEnumerable<FileRow> ReadAll() => ReadAll(_sheet);

    protected override void CheckHidden(Action<string> say)
    {
        if (_isSheetHidden)
            say($"The sheet '{_sheetName}' is hidden.");
        var columns = _marks.HiddenColumns.Where(column => column < Headers.Count).Order().Select(column => Headers[column]).ToList();
        if (columns.Count > 0)
            say($"Hidden {(columns.Count == 1 ? "column" : "columns")} that {(columns.Count == 1 ? "is" : "are")} read like the others: {string.Join(", ", columns)}.");
        var rows = Rows().Where(row => row.IsHidden && !row.IsBlank).Select(row => row.Number).ToList();
        if (rows.Count == 0)
            return;
        var (are, numbers) = (rows.Count == 1 ? "is" : "are", Ranges(rows));
        if (!_includesHiddenRows)
            throw CommandException.WrongUsage($"{Path}: {(rows.Count == 1 ? "row" : "rows")} {numbers} {are} hidden, by hand or by a filter. Clear the filter, or delete the {(rows.Count == 1 ? "row" : "rows")}, or pass --include-hidden-rows to read {(rows.Count == 1 ? "it" : "them")} too.");
        say($"Hidden {(rows.Count == 1 ? "row" : "rows")} that {are} read like the others: {numbers}.");
    }

    /// <summary>Such as <c>3, 7-9 and 212 more</c>.</summary>
    private static string Ranges(List<long> numbers)
    {
        var ranges = new List<string>();
        var (start, shown) = (0, 0);
        for (; start < numbers.Count && ranges.Count < ListedRanges; start = shown)
        {
            for (shown = start + 1; shown < numbers.Count && numbers[shown] == numbers[shown - 1] + 1;)
                shown++;
            ranges.Add(shown == start + 1 ? FormattableString.Invariant($"{numbers[start]}") : FormattableString.Invariant($"{numbers[start]}-{numbers[shown - 1]}"));
        }
        return string.Join(", ", ranges) + (shown < numbers.Count ? FormattableString.Invariant($" and {numbers.Count - shown} more") : "");
    }

    private IEnumerable<FileRow> ReadAll(int sheet)
    {
        using var reader = Undamaged(OpenReader);
        for (var i = 0; i < sheet; i++)
            Undamaged(reader.NextResult);
        for (var number = 1L; Undamaged(reader.Read); number++)
        {
            var cells = new string[reader.FieldCount];
            Dictionary<int, string>? faults = null;
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = TextOf(reader, i, out var fault);
                if (_marks.Errors.TryGetValue((number, i), out var error))
                    (cells[i], fault) = (error, $"holds the error {error}. Correct the formula in the workbook.");
                if (fault is not null)
                    (faults ??= [])[i] = fault;
            }
            var row = new FileRow(number, number, cells, null) { IsHidden = _marks.HiddenRows.Contains(number) };
            yield return faults is null ? row : row with { CellFaults = faults };
        }
    }

    private IExcelDataReader OpenReader()
    {
        Stream.Position = 0;
        return ExcelReaderFactory.CreateOpenXmlReader(Stream, new ExcelReaderConfiguration { LeaveOpen = true });
    }

    /// <summary>The reader throws whatever a damaged part makes it throw.</summary>
    private T Undamaged<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not CommandException)
        {
            throw CommandException.WrongUsage($"{Path} can't be read: it isn't an Excel workbook, or it is damaged. Save it as .xlsx again.");
        }
    }

    private int SheetOf(string? name, Func<string, bool> isKnown)
    {
        List<(int Index, string Name)> sheets = [];
        using (var reader = Undamaged(OpenReader))
        {
            var index = 0;
            do
            {
                if (name is not null ? reader.Name.Equals(name, StringComparison.OrdinalIgnoreCase) : reader.VisibleState == "visible" && reader.RowCount > 0)
                    sheets.Add((index, reader.Name));
                index++;
            }
            while (Undamaged(reader.NextResult));
        }
        if (sheets.Count == 1)
            return sheets[0].Index;
        if (name is not null)
            throw CommandException.WrongUsage($"{Path} has no sheet '{name}'.");
        if (sheets.Count == 0)
            throw CommandException.WrongUsage($"{Path} has no visible sheet with rows.");
        var withPeople = sheets.Where(sheet => CountKnown(ReadAll(sheet.Index), isKnown) >= 2).ToList();
        return withPeople.Count == 1
            ? withPeople[0].Index
            : throw CommandException.WrongUsage($"{Path} has several sheets. Choose one with --sheet: {string.Join(", ", sheets.Select(sheet => $"'{sheet.Name}'"))}.");
    }

    private (string Name, bool IsHidden) NameOf(int sheet)
    {
        using var reader = Undamaged(OpenReader);
        for (var i = 0; i < sheet; i++)
            Undamaged(reader.NextResult);
        return (reader.Name, reader.VisibleState != "visible");
    }

    private static string TextOf(IExcelDataReader reader, int column, out string? fault)
    {
        fault = null;
        var value = reader.GetValue(column);
        switch (value)
        {
            case null:
                return string.Empty;
            case string text:
                return text;
            case bool flag:
                return flag ? "TRUE" : "FALSE";
            case double or int:
                return TextOf(Convert.ToDouble(value, CultureInfo.InvariantCulture), reader.GetNumberFormatString(column), out fault);
            default:
                var format = new NumberFormat(reader.GetNumberFormatString(column) ?? "General");
                return format.IsValid ? format.Format(value, CultureInfo.InvariantCulture) : ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
        }
    }

    private static string TextOf(double number, string? code, out string? fault)
    {
        fault = null;
        var isWhole = number == Math.Floor(number);
        if (isWhole && Math.Abs(number) >= FirstInexact)
            fault = "is a number of more than 15 digits, of which Excel has lost some. Format the column as text and enter the value again.";
        // The formats General and scientific may hide digits of an id.
        if (code is null or "" or "General" or "@" || code.Contains("E+", StringComparison.OrdinalIgnoreCase))
            return number.ToString(isWhole && Math.Abs(number) < FirstInexact ? "F0" : "R", CultureInfo.InvariantCulture);
        var format = new NumberFormat(code);
        return format.IsValid ? format.Format(number, CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
    }
}
