using CsvHelper;
using Procore.Shared;

namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>
/// The file of rows that weren't done, unchanged except for two columns with the reason. The same command can read it. It is
/// created before anything is sent, because the disk may be full, and deleted if it stays empty.
/// </summary>
internal sealed class FailedRows : IAsyncDisposable
{
    /// <summary>The columns that come first. They are ignored when the file is read, except for <see cref="InDoubt" /> and <see cref="IsActiveUnchanged" />.</summary>
    public const string StatusColumn = "procore_status";
    public const string ErrorColumn = "procore_error";

    public const string Refused = "refused";
    public const string InDoubt = "in_doubt";
    public const string IsActiveUnchanged = "is_active_unchanged";
    public const string NeverSent = "never_sent";
    public const string Skipped = "skipped";

    private const string Extension = ".failed.csv";

    private readonly CsvWriter _csv;
    private readonly string _written;
    private readonly int _width;
    private readonly IReadOnlyList<int> _columns;

    private FailedRows(string written, string path, IReadOnlyList<string> headers)
    {
        (_written, Path, _width) = (written, path, headers.Count);
        // A file of failed rows already has these columns.
        _columns = [.. Enumerable.Range(0, headers.Count).Where(i => headers[i] is not (StatusColumn or ErrorColumn))];
        // A row with more cells than the header keeps all of them.
        _csv = CsvWriter.Create(
            PrivateFiles.Create(written), CsvWriterOptions.Default with { ValidateFieldCount = false }, leaveOpen: false);
        _csv.WriteRecord([StatusColumn, ErrorColumn, .. _columns.Select(i => headers[i])]);
    }

    public string Path { get; }

    public long Count { get; private set; }

    /// <param name="source">The path of the file with the rows.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="path">Where to write, replacing an earlier file of failed rows; null for a new file next to the source.</param>
    /// <exception cref="CommandException">The file can't be written, or would replace a file of another kind.</exception>
    public static FailedRows Create(string source, IReadOnlyList<string> headers, string? path)
    {
        try
        {
            if (path is null)
            {
                var free = Enumerable.Range(1, int.MaxValue).Select(number => Beside(source, number)).First(name => !File.Exists(name));
                return new FailedRows(free, free, headers);
            }
            // It may be the source itself, or an unrelated file.
            if (File.Exists(path) && !IsOne(path))
                throw CommandException.WrongUsage($"--failed would replace {path}, which isn't a file of failed rows. Choose another path.");
            return new FailedRows(FormattableString.Invariant($"{path}.{Environment.ProcessId}.tmp"), path, headers);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandException.WrongUsage($"The file of failed rows can't be written: {exception.Message} Choose another path with --failed.");
        }
    }

    /// <summary>Adds a row and flushes it, because the process can end at any time.</summary>
    /// <param name="row">The row.</param>
    /// <param name="status">Its outcome.</param>
    /// <param name="error">The reason, in the server's words if there was a response.</param>
    public async Task AddAsync(FileRow row, string status, string error)
    {
        Count++;
        _csv.WriteField(status);
        _csv.WriteField(CellText.Write(error, isExcelSafe: true));
        foreach (var i in _columns.Where(i => i < row.Cells.Count).Concat(Enumerable.Range(_width, Math.Max(0, row.Cells.Count - _width))))
            _csv.WriteField(row.Cells[i], CsvQuoting.WhenNeededOrWhitespace);
        await _csv.EndRecordAsync().ConfigureAwait(false);
        await _csv.FlushAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _csv.DisposeAsync().ConfigureAwait(false);
        if (Count > 0 && _written != Path)
            File.Move(_written, Path, overwrite: true);
        if (Count > 0)
            return;
        File.Delete(_written);
        // The rows that failed earlier are done now.
        File.Delete(Path);
    }

    private static bool IsOne(string path)
    {
        using var reader = new StreamReader(path);
        var start = new char[StatusColumn.Length];
        return reader.ReadBlock(start) == start.Length && new string(start) == StatusColumn;
    }

    /// <summary>people.failed.csv, then people.failed-2.csv; people.failed-2.csv for people.failed.csv itself too.</summary>
    private static string Beside(string source, int number)
    {
        var name = System.IO.Path.GetFileName(source);
        var stem = name.LastIndexOf(".failed", StringComparison.OrdinalIgnoreCase) is > 0 and var end ? name[..end] : System.IO.Path.GetFileNameWithoutExtension(source);
        var suffix = number == 1 ? Extension : FormattableString.Invariant($".failed-{number}.csv");
        return System.IO.Path.Combine(System.IO.Path.GetDirectoryName(source) ?? string.Empty, stem + suffix);
    }
}
