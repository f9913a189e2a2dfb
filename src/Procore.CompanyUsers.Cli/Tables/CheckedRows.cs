namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>The rows of a file that was read to its end: valid rows, and rows to skip.</summary>
internal sealed class CheckedRows
{
    private readonly TableFile _file;
    private readonly Dictionary<long, string> _skipped;
    private readonly HashSet<long> _replaced;

    private CheckedRows(TableFile file, long count, Dictionary<long, string> skipped, HashSet<long> replaced) =>
        (_file, Count, _skipped, _replaced) = (file, count - skipped.Count - replaced.Count, skipped, replaced);

    /// <summary>The number of valid rows.</summary>
    public long Count { get; }

    /// <summary>The number of rows to skip.</summary>
    public int SkippedCount => _skipped.Count;

    /// <param name="file">The file.</param>
    /// <param name="count">The number of rows that aren't blank.</param>
    /// <param name="problems">All problems of the rows.</param>
    /// <param name="replaced">The numbers of valid rows that another row replaces.</param>
    /// <param name="skipsBadRows">Whether to continue without the invalid rows; null if the command has no such option.</param>
    /// <param name="say">Receives each problem.</param>
    /// <exception cref="CommandException">There are problems, and the rows aren't to be skipped.</exception>
    public static CheckedRows Of(TableFile file, long count, IReadOnlyCollection<RowProblem> problems, HashSet<long> replaced, bool? skipsBadRows, Action<string> say)
    {
        foreach (var problem in problems.OrderBy(problem => problem.Row.Number))
            say(problem.ToString());
        if (problems.Count > 0 && skipsBadRows is not true)
            throw CommandException.WrongUsage(FormattableString.Invariant($"Nothing was sent. {file.Path} has {problems.Count} {(problems.Count == 1 ? "problem" : "problems")}. Fix {(problems.Count == 1 ? "it" : "them")}{(skipsBadRows is null ? "" : ", or pass --skip-bad-rows to continue without these rows")}."));
        var skipped = problems.GroupBy(problem => problem.Row.Number).ToDictionary(
            row => row.Key, row => string.Join("; ", row.Select(problem => problem.Column is null ? problem.Message : $"{problem.Column}: {problem.Message}")));
        return new CheckedRows(file, count, skipped, [.. replaced.Where(number => !skipped.ContainsKey(number))]);
    }

    /// <summary>Reads the valid rows again.</summary>
    /// <param name="read">Converts a row; null, with the problem, if the file has changed.</param>
    public IEnumerable<(FileRow Row, T Item)> Read<T>(Func<FileRow, List<RowProblem>, T?> read)
        where T : class
    {
        var problems = new List<RowProblem>();
        foreach (var row in _file.Rows().Where(row => !row.IsBlank && !_skipped.ContainsKey(row.Number) && !_replaced.Contains(row.Number)))
            yield return read(row, problems) is { } item ? (row, item) : throw CommandException.WrongUsage($"The file changed while it was read: {problems[0]}");
    }

    /// <summary>The rows to skip, each with its problem.</summary>
    public IEnumerable<(FileRow Row, string Problem)> Skipped() => _skipped.Count == 0
        ? []
        : _file.Rows().Where(row => _skipped.ContainsKey(row.Number)).Select(row => (row, _skipped[row.Number]));
}
