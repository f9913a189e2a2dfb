namespace Procore.CompanyUsers.Cli.Runs;

/// <summary>The outcome of a row that was sent.</summary>
internal enum RowStatus
{
    Done,
    Refused,
    InDoubt,
}
