using System.Security.Cryptography;
using System.Text;
using Procore.CompanyUsers.Cli.Tables;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>Finds rows that share a key, and ids that have lost their leading zeros, by comparing all rows.</summary>
/// <param name="allowsLostZeros">Whether ids without their leading zeros are accepted.</param>
/// <param name="isForPlan">Whether rows of one person are decided by their status instead of reported.</param>
internal sealed class DuplicateKeyDetector(bool allowsLostZeros, bool isForPlan)
{
    private readonly Dictionary<long, KeyedRow> _ids = [];
    private readonly Dictionary<string, KeyedRow> _originIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KeyedRow> _emailAddresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DigitColumn> _digits = new(StringComparer.Ordinal) { ["origin_id"] = new(), ["employee_id"] = new() };
    private readonly List<KeyedRow> _joined = [];

    /// <summary>Whether an id may have lost leading zeros that only the directory shows. A plan reads the directory itself, and finds them.</summary>
    public bool HasDigits => !allowsLostZeros && !isForPlan && _digits.Values.Any(column => column.Short.Count > 0);

    public IEnumerable<RowProblem> Add(FileRow row, CompanyUserSyncItem person)
    {
        Note("origin_id", person.OriginId.Or(null), row);
        Note("employee_id", person.EmployeeId.Or(null), row);
        // Only the position of a row is kept.
        var keyed = new KeyedRow(row with { Cells = [] }, person, isForPlan);
        var problems = new List<RowProblem>();
        if (person.Id.Or(null) is { } id)
            Claim(_ids, id, "id", keyed, problems);
        if (person.OriginId.Or(null) is { } originId)
            Claim(_originIds, originId, "origin_id", keyed, problems);
        if (person.EmailAddress.Or(null) is { } emailAddress)
            Claim(_emailAddresses, emailAddress.Trim(), "email_address", keyed, problems);
        return problems;
    }

    /// <summary>Finds the problems that show only after the last row.</summary>
    public IEnumerable<RowProblem> Finish() => allowsLostZeros
        ? []
        : _digits.SelectMany(column => column.Value.Width is { } width
            ? column.Value.Short.Where(value => value.Text.Length < width).Select(value => new RowProblem(value.Row, column.Key, PersonReader.LostZeros(value.Text, FormattableString.Invariant($"the other ids have {width} digits"))))
            : []);

    /// <summary>Rows that another row of the same person replaces, each with the reason. Unclear cases are left for the plan to report.</summary>
    public IEnumerable<(FileRow Row, string Reason)> Replaced()
    {
        foreach (var person in _joined.GroupBy(row => row.Root).Select(rows => rows.OrderBy(row => row.Place.Number).ToList()))
        {
            var active = person.FindAll(row => row.IsActive != false);
            // All of them have left: keep one row.
            var candidates = active.Count > 0 ? active : person.GetRange(0, 1);
            var kept = candidates.TrueForAll(row => row.Content == candidates[0].Content) ? candidates.GetRange(0, 1) : candidates;
            foreach (var row in person.Except(kept))
            {
                var why = active.Count == 0 || row.IsActive != false ? "has the same content" : "is active";
                yield return (row.Place, FormattableString.Invariant($"is about the same person as row {kept[0].Place.Number}, which {why} and is used instead."));
            }
        }
    }

    /// <summary>Both rows are reported, because either may be the wrong one.</summary>
    private void Claim<TKey>(Dictionary<TKey, KeyedRow> claims, TKey key, string field, KeyedRow row, List<RowProblem> problems)
        where TKey : notnull
    {
        if (claims.TryAdd(key, row))
            return;
        var other = claims[key];
        if (isForPlan)
        {
            // People of different names may share an address.
            if (field != "email_address" || row.LastName is null || other.LastName is null || row.LastName.Equals(other.LastName, StringComparison.OrdinalIgnoreCase))
                Join(other, row);
            return;
        }
        problems.Add(SameKey(other.Place, row.Place));
        problems.Add(SameKey(row.Place, other.Place));

        RowProblem SameKey(FileRow first, FileRow second) => new(first, field, FormattableString.Invariant($"row {second.Number} has the same value, '{key}'. Keep one of the two rows."));
    }

    private void Join(KeyedRow one, KeyedRow other)
    {
        foreach (var row in new[] { one, other }.Where(row => !row.IsJoined))
        {
            row.IsJoined = true;
            _joined.Add(row);
        }
        if (one.Root != other.Root)
            other.Root.Parent = one.Root;
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

    /// <summary>A row that has a key; rows that share one form a tree.</summary>
    private sealed class KeyedRow(FileRow place, CompanyUserSyncItem person, bool isForPlan)
    {
        public FileRow Place { get; } = place;

        public bool? IsActive { get; } = person.IsActive.Or(null);

        public string? LastName { get; } = person.LastName.Or(null)?.Trim();

        /// <summary>A digest of the row, by which equal rows are known without being kept.</summary>
        public string? Content { get; } = isForPlan ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ProcoreJson.Serialize(person)))) : null;

        public bool IsJoined { get; set; }

        public KeyedRow? Parent { get; set; }

        public KeyedRow Root => Parent is null ? this : Parent.Root;
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
