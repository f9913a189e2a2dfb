using Procore.CompanyUsers.Cli.Csv;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>A file of people that was read to its end and found right, but for rows that are to be skipped.</summary>
internal sealed class PeopleFile : IDisposable
{
    private readonly PersonReader _reader;
    private readonly CheckedRows _rows;

    private PeopleFile(CsvFile csv, PersonReader reader, CheckedRows rows) => (Csv, _reader, _rows) = (csv, reader, rows);

    public CsvFile Csv { get; }

    /// <summary>How many people there are, without those that are skipped.</summary>
    public long Count => _rows.Count;

    /// <summary>How many rows are skipped, since something is wrong with them.</summary>
    public int SkippedCount => _rows.SkippedCount;

    /// <summary>Reads the file, and once more with what the directory says where it matters.</summary>
    /// <param name="csv">The file; disposed with this.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="look">Looks at the directory.</param>
    /// <param name="say">Told of each problem, and of columns that Procore sets.</param>
    /// <exception cref="CommandException">Something is wrong with the file, and it isn't to be skipped. Everything was said.</exception>
    public static async Task<PeopleFile> OpenAsync(CsvFile csv, PeopleFileOptions options, Func<Task<SeenDirectory>> look, Action<string> say)
    {
        var fields = options.Columns.Bind(csv.Headers, Find, PersonFields.Writable.Concat(PersonFields.Names).Select(field => field.Name));
        var unsent = fields.Zip(csv.Headers).Where(column => column.First is { } field && PersonFields.ReadOnly.Contains(field)).Select(column => column.Second).ToList();
        if (unsent.Count > 0)
            say($"Not sent, since Procore sets them: {string.Join(", ", unsent)}.");
        var reader = new PersonReader(csv.Headers, fields, seen: null, options.AllowsLostZeros);
        var check = Check(csv, reader, options);
        if ((options.SkipsBadRows || check.Problems.Count == 0) && (check.HasDigits || fields.Any(field => field is not null && PersonFields.Names.Contains(field))))
        {
            reader = new PersonReader(csv.Headers, fields, await look().ConfigureAwait(false), options.AllowsLostZeros);
            check = Check(csv, reader, options);
        }
        var rows = CheckedRows.Of(csv, check.Rows, [.. check.Problems.Select(problem => Named(problem, csv, fields))], options.SkipsBadRows, say);
        return new PeopleFile(csv, reader, rows);
    }

    /// <summary>The people, from the first one on.</summary>
    public IEnumerable<PersonRow> People() => _rows.Read(_reader.Read).Select(person => new PersonRow(person.Row, person.Item));

    /// <summary>The rows that are skipped, each with what is wrong.</summary>
    public IEnumerable<(FileRow Row, string Problem)> Skipped() => _rows.Skipped();

    public void Dispose() => Csv.Dispose();

    private static (List<RowProblem> Problems, long Rows, bool HasDigits) Check(CsvFile csv, PersonReader reader, PeopleFileOptions options)
    {
        var problems = new List<RowProblem>();
        var keys = new KeyWatch(options.AllowsLostZeros);
        var count = 0L;
        foreach (var row in csv.Rows().Where(row => !row.IsBlank))
        {
            count++;
            if (reader.Read(row, problems) is { } person)
                problems.AddRange(keys.Add(row, person));
        }
        problems.AddRange(keys.Finish());
        return (problems, count, keys.HasDigits);
    }

    /// <summary>Calls the column of a field what the file calls it.</summary>
    private static RowProblem Named(RowProblem problem, CsvFile csv, IReadOnlyList<PersonField?> fields) =>
        fields.TakeWhile(field => field?.Name != problem.Column).Count() is var index && index < fields.Count ? problem with { Column = csv.Headers[index] } : problem;

    private static PersonField? Find(string name) => name is FailedRows.StatusColumn or FailedRows.ErrorColumn
        ? new PersonField(name, FieldKind.Text, _ => null)
        : PersonFields.Find(name);
}
