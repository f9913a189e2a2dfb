using Procore.CompanyUsers.Cli.Csv;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>How a file of people is read.</summary>
/// <param name="Columns">Which column is what.</param>
/// <param name="SkipsBadRows">Whether to go on without the rows that can't be right.</param>
/// <param name="AllowsLostZeros">Whether ids that seem to have lost their zeros are meant.</param>
internal sealed record PeopleFileOptions(ColumnMap Columns, bool SkipsBadRows, bool AllowsLostZeros);
