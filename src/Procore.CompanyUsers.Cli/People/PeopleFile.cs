using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>A file of people that was read to its end and is valid, except for rows to skip.</summary>
internal sealed class PeopleFile : IDisposable
{
    private readonly PersonReader _reader;
    private readonly CheckedRows _rows;

    private PeopleFile(TableFile file, PersonReader reader, CheckedRows rows) => (Table, _reader, _rows) = (file, reader, rows);

    public TableFile Table { get; }

    /// <summary>The number of people, without skipped rows.</summary>
    public long Count => _rows.Count;

    /// <summary>The number of skipped rows, which are invalid.</summary>
    public int SkippedCount => _rows.SkippedCount;

    /// <summary>Whether the file has the status of its people.</summary>
    public bool HasStatus => _reader.HasStatus;

    /// <summary>Whether a column or a constant of the file is this field.</summary>
    public bool HasField(string name) => _reader.HasField(name);

    /// <summary>Reads the file, and again with the content of the directory if the file needs it.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="options">How to read the file.</param>
    /// <param name="look">Reads the directory, with the names of vendors and the like if the file has any.</param>
    /// <param name="say">Receives each problem, and what is ignored.</param>
    /// <exception cref="CommandException">The file is invalid, and bad rows aren't to be skipped. Every problem was reported.</exception>
    public static async Task<PeopleFile> OpenAsync(string path, PeopleFileOptions options, Func<bool, Task<DirectoryLookup>> look, Action<string> say)
    {
        string?[] used = [options.Status?.Header, options.Key is null ? null : HeaderText.Of(options.Key)];
        var file = TableFile.Open(path, options.Table, header => used.Contains(header, StringComparer.OrdinalIgnoreCase) || options.Columns.IsKnown(header, name => Find(name) is not null), say);
        try
        {
            var fields = options.Columns.Bind(file.Headers, Find, PersonFields.Writable.Concat(PersonFields.Names).Select(field => field.Name), [.. used.Take(1).OfType<string>()]);
            var unsent = fields.Zip(file.Headers).Where(column => column.First is { } field && PersonFields.ReadOnly.Contains(field)).Select(column => column.Second).ToList();
            if (unsent.Count > 0)
                say($"Ignored columns, because Procore sets them: {string.Join(", ", unsent)}.");
            var reader = new PersonReader(file.Headers, fields, options, lookup: null);
            var check = Check(file, reader, options);
            var hasNames = fields.Any(field => field is not null && PersonFields.Names.Contains(field)) || PersonFields.Names.Any(field => options.Constants.ContainsKey(field.Name));
            if ((options.SkipsBadRows || check.Problems.Count == 0) && (check.HasDigits || hasNames))
            {
                reader = new PersonReader(file.Headers, fields, options, await look(hasNames).ConfigureAwait(false));
                check = Check(file, reader, options);
            }
            foreach (var (row, reason) in check.Replaced)
                say(new RowProblem(row, null, reason).ToString());
            var rows = CheckedRows.Of(file, check.Rows, [.. check.Problems.Select(problem => Named(problem, file, fields))], [.. check.Replaced.Select(row => row.Row.Number)], options.SkipsBadRows, say);
            return new PeopleFile(file, reader, rows);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The people, from the first row on.</summary>
    public IEnumerable<PersonRow> People() => _rows.Read(_reader.Read).Select(person => new PersonRow(person.Row, person.Item));

    /// <summary>The skipped rows, each with its problem.</summary>
    public IEnumerable<(FileRow Row, string Problem)> Skipped() => _rows.Skipped();

    public void Dispose() => Table.Dispose();

    private static (List<RowProblem> Problems, List<(FileRow Row, string Reason)> Replaced, long Rows, bool HasDigits) Check(TableFile file, PersonReader reader, PeopleFileOptions options)
    {
        var problems = new List<RowProblem>();
        var keys = new DuplicateKeyDetector(options.AllowsLostZeros, options.IsForPlan);
        var count = 0L;
        foreach (var row in file.Rows().Where(row => !row.IsBlank))
        {
            count++;
            if (reader.Read(row, problems) is { } person)
                problems.AddRange(keys.Add(row, person));
        }
        problems.AddRange(keys.Finish());
        return (problems, [.. keys.Replaced()], count, keys.HasDigits);
    }

    /// <summary>Names the column of a key by the file's header.</summary>
    private static RowProblem Named(RowProblem problem, TableFile file, IReadOnlyList<PersonField?> fields)
    {
        if (problem.Column is null || file.Headers.Contains(problem.Column, StringComparer.Ordinal))
            return problem;
        var index = fields.TakeWhile(field => field?.Name != problem.Column).Count();
        return index < fields.Count ? problem with { Column = file.Headers[index] } : problem;
    }

    private static PersonField? Find(string name) => name is FailedRows.StatusColumn or FailedRows.ErrorColumn
        ? new PersonField(name, FieldKind.Text, _ => null)
        : PersonFields.Find(name);
}
