namespace Procore.CompanyUsers.Cli.Runs;

/// <summary>What became of a row that was sent.</summary>
internal enum RowStatus
{
    Done,
    Refused,
    InDoubt,
}
