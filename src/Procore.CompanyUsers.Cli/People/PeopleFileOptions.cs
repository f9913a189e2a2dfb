using Procore.CompanyUsers.Cli.Csv;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>How a file of people is read.</summary>
/// <param name="Columns">Maps columns to fields.</param>
/// <param name="SkipsBadRows">Whether to continue without the invalid rows.</param>
/// <param name="AllowsLostZeros">Whether to accept ids that seem to have lost their leading zeros.</param>
internal sealed record PeopleFileOptions(ColumnMap Columns, bool SkipsBadRows, bool AllowsLostZeros);
