namespace Procore.CompanyUsers.Cli.Csv;

/// <summary>The rows of a file that was read to its end: those that are right, and those that are to be skipped.</summary>
internal sealed class CheckedRows
{
    private readonly CsvFile _csv;
    private readonly Dictionary<long, string> _skipped;

    private CheckedRows(CsvFile csv, long count, Dictionary<long, string> skipped) => (_csv, Count, _skipped) = (csv, count - skipped.Count, skipped);

    /// <summary>How many are right.</summary>
    public long Count { get; }

    /// <summary>How many are to be skipped.</summary>
    public int SkippedCount => _skipped.Count;

    /// <param name="csv">The file.</param>
    /// <param name="count">How many rows it has, blank ones aside.</param>
    /// <param name="problems">All that is wrong with them.</param>
    /// <param name="skipsBadRows">Whether to go on without those that have a problem.</param>
    /// <param name="say">Told of each problem.</param>
    /// <exception cref="CommandException">There are problems, and the rows aren't to be skipped.</exception>
    public static CheckedRows Of(CsvFile csv, long count, IReadOnlyCollection<RowProblem> problems, bool skipsBadRows, Action<string> say)
    {
        foreach (var problem in problems.OrderBy(problem => problem.Row.Number))
            say(problem.ToString());
        if (problems.Count > 0 && !skipsBadRows)
            throw CommandException.WrongUsage(FormattableString.Invariant($"Nothing was sent, since {csv.Path} has problems: {problems.Count}. Mend them, or say --skip-bad-rows to go on without these rows."));
        return new CheckedRows(csv, count, problems.GroupBy(problem => problem.Row.Number).ToDictionary(
            row => row.Key, row => string.Join("; ", row.Select(problem => problem.Column is null ? problem.Message : $"{problem.Column}: {problem.Message}"))));
    }

    /// <summary>Reads those that are right once more.</summary>
    /// <param name="read">Makes of a row what it says; null, with what is wrong, where the file isn't what it was.</param>
    public IEnumerable<(FileRow Row, T Item)> Read<T>(Func<FileRow, List<RowProblem>, T?> read)
        where T : class
    {
        var problems = new List<RowProblem>();
        foreach (var row in _csv.Rows().Where(row => !row.IsBlank && !_skipped.ContainsKey(row.Number)))
            yield return read(row, problems) is { } item ? (row, item) : throw CommandException.WrongUsage($"The file was changed while it was read: {problems[0]}");
    }

    /// <summary>Those that are to be skipped, each with what is wrong.</summary>
    public IEnumerable<(FileRow Row, string Problem)> Skipped() => _skipped.Count == 0
        ? []
        : _csv.Rows().Where(row => _skipped.ContainsKey(row.Number)).Select(row => (row, _skipped[row.Number]));
}
