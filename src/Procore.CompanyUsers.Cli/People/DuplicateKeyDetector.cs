using Procore.CompanyUsers.Cli.Csv;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>Finds rows that share a key, and ids that have lost their leading zeros, by comparing all rows.</summary>
internal sealed class DuplicateKeyDetector(bool allowsLostZeros)
{
    private readonly Dictionary<long, FileRow> _ids = [];
    private readonly Dictionary<string, FileRow> _originIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileRow> _emailAddresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DigitColumn> _digits = new(StringComparer.Ordinal) { ["origin_id"] = new(), ["employee_id"] = new() };

    /// <summary>Whether an id may have lost leading zeros that only the directory shows.</summary>
    public bool HasDigits => !allowsLostZeros && _digits.Values.Any(column => column.Short.Count > 0);

    public IEnumerable<RowProblem> Add(FileRow row, CompanyUserSyncItem person)
    {
        Note("origin_id", person.OriginId.Value, row);
        Note("employee_id", person.EmployeeId.Value, row);
        // Only the position of a row is kept.
        var place = row with { Cells = [] };
        var problems = new List<RowProblem>();
        if (person.Id.Value is { } id)
            Claim(_ids, id, "id", place, problems);
        if (person.OriginId.Value is { } originId)
            Claim(_originIds, originId, "origin_id", place, problems);
        if (person.EmailAddress.Value is { } emailAddress)
            Claim(_emailAddresses, emailAddress.Trim(), "email_address", place, problems);
        return problems;
    }

    /// <summary>Finds the problems that show only after the last row.</summary>
    public IEnumerable<RowProblem> Finish() => allowsLostZeros
        ? []
        : _digits.SelectMany(column => column.Value.Width is { } width
            ? column.Value.Short.Where(value => value.Text.Length < width).Select(value => new RowProblem(value.Row, column.Key, PersonReader.LostZeros(value.Text, FormattableString.Invariant($"the other ids have {width} digits"))))
            : []);

    /// <summary>Both rows are reported, because either may be the wrong one.</summary>
    private static void Claim<TKey>(Dictionary<TKey, FileRow> claims, TKey key, string field, FileRow place, List<RowProblem> problems)
        where TKey : notnull
    {
        if (claims.TryAdd(key, place))
            return;
        problems.Add(Fight(claims[key], place));
        problems.Add(Fight(place, claims[key]));

        RowProblem Fight(FileRow row, FileRow other) => new(row, field, FormattableString.Invariant($"row {other.Number} has the same value, '{key}'. Keep one of the two rows."));
    }

    private void Note(string field, string? text, FileRow row)
    {
        if (text is null || !LeadingZeroIds.IsDigits(text))
            return;
        if (text[0] == '0')
            _digits[field].AddZeroLed(text.Length);
        else
            _digits[field].Short.Add((text, row with { Cells = [] }));
    }

    /// <summary>The digits-only values of a column: those without leading zeros, and the width of the others.</summary>
    private sealed class DigitColumn
    {
        private bool _isMixed;

        public List<(string Text, FileRow Row)> Short { get; } = [];

        /// <summary>The width of the values with leading zeros; null if there are none, or several widths.</summary>
        public int? Width { get; private set; }

        public void AddZeroLed(int width)
        {
            _isMixed |= Width is not null && Width != width;
            Width = _isMixed ? null : width;
        }
    }
}
