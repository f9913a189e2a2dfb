using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>How a file of people is read.</summary>
/// <param name="Columns">Maps columns to fields.</param>
/// <param name="SkipsBadRows">Whether to continue without the invalid rows.</param>
/// <param name="AllowsLostZeros">Whether to accept ids that seem to have lost their leading zeros.</param>
internal sealed record PeopleFileOptions(ColumnMap Columns, bool SkipsBadRows = false, bool AllowsLostZeros = false)
{
    public TableOptions Table { get; init; } = TableOptions.Default;

    /// <summary>The column with the status of people; null to read <c>is_active</c>.</summary>
    public StatusColumn? Status { get; init; }

    /// <summary>Cells that every row has, by field.</summary>
    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Cells to read as another text.</summary>
    public CellReplacements Replacements { get; init; } = CellReplacements.None;

    /// <summary>The header of a column that identifies people, and that no row may leave blank; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>Whether to accept text that looks broken, except in keys.</summary>
    public bool AllowsBrokenCells { get; init; }

    /// <summary>Whether the rows are planned with: then two rows of one person are decided here or become a conflict.</summary>
    public bool IsForPlan { get; init; }
}
