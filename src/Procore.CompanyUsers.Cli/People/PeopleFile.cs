using Procore.CompanyUsers.Cli.Csv;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>A file of people that was read to its end and is valid, except for rows to skip.</summary>
internal sealed class PeopleFile : IDisposable
{
    private readonly PersonReader _reader;
    private readonly CheckedRows _rows;

    private readonly IReadOnlyList<PersonField?> _fields;

    private PeopleFile(CsvFile csv, IReadOnlyList<PersonField?> fields, PersonReader reader, CheckedRows rows) => (Csv, _fields, _reader, _rows) = (csv, fields, reader, rows);

    public CsvFile Csv { get; }

    /// <summary>The number of people, without skipped rows.</summary>
    public long Count => _rows.Count;

    /// <summary>The number of skipped rows, which are invalid.</summary>
    public int SkippedCount => _rows.SkippedCount;

    /// <summary>Reads the file, and again with the content of the directory if the file needs it.</summary>
    /// <param name="csv">The file; disposed with this.</param>
    /// <param name="options">How to read the file.</param>
    /// <param name="look">Reads the directory.</param>
    /// <param name="say">Receives each problem, and the columns that Procore sets.</param>
    /// <exception cref="CommandException">The file is invalid, and bad rows aren't to be skipped. Every problem was reported.</exception>
    public static async Task<PeopleFile> OpenAsync(CsvFile csv, PeopleFileOptions options, Func<Task<DirectoryLookup>> look, Action<string> say)
    {
        var fields = options.Columns.Bind(csv.Headers, Find, PersonFields.Writable.Concat(PersonFields.Names).Select(field => field.Name));
        var unsent = fields.Zip(csv.Headers).Where(column => column.First is { } field && PersonFields.ReadOnly.Contains(field)).Select(column => column.Second).ToList();
        if (unsent.Count > 0)
            say($"Ignored columns, because Procore sets them: {string.Join(", ", unsent)}.");
        var reader = new PersonReader(csv.Headers, fields, seen: null, options.AllowsLostZeros);
        var check = Check(csv, reader, options);
        if ((options.SkipsBadRows || check.Problems.Count == 0) && (check.HasDigits || fields.Any(field => field is not null && PersonFields.Names.Contains(field))))
        {
            reader = new PersonReader(csv.Headers, fields, await look().ConfigureAwait(false), options.AllowsLostZeros);
            check = Check(csv, reader, options);
        }
        var rows = CheckedRows.Of(csv, check.Rows, [.. check.Problems.Select(problem => Named(problem, csv, fields))], options.SkipsBadRows, say);
        return new PeopleFile(csv, fields, reader, rows);
    }

    /// <summary>Whether a column of the file is this field.</summary>
    public bool HasColumn(string field) => _fields.Any(known => known?.Name == field);

    /// <summary>The people, from the first row on.</summary>
    public IEnumerable<PersonRow> People() => _rows.Read(_reader.Read).Select(person => new PersonRow(person.Row, person.Item));

    /// <summary>The skipped rows, each with its problem.</summary>
    public IEnumerable<(FileRow Row, string Problem)> Skipped() => _rows.Skipped();

    public void Dispose() => Csv.Dispose();

    private static (List<RowProblem> Problems, long Rows, bool HasDigits) Check(CsvFile csv, PersonReader reader, PeopleFileOptions options)
    {
        var problems = new List<RowProblem>();
        var keys = new DuplicateKeyDetector(options.AllowsLostZeros);
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

    /// <summary>Names the column by the file's header.</summary>
    private static RowProblem Named(RowProblem problem, CsvFile csv, IReadOnlyList<PersonField?> fields) =>
        fields.TakeWhile(field => field?.Name != problem.Column).Count() is var index && index < fields.Count ? problem with { Column = csv.Headers[index] } : problem;

    private static PersonField? Find(string name) => name is FailedRows.StatusColumn or FailedRows.ErrorColumn
        ? new PersonField(name, FieldKind.Text, _ => null)
        : PersonFields.Find(name);
}
