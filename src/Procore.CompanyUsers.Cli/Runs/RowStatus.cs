namespace Procore.CompanyUsers.Cli.Runs;

/// <summary>The outcome of a row that was sent.</summary>
internal enum RowStatus
{
    Done,

    /// <summary>Procore saved everything but <c>is_active</c>.</summary>
    IsActiveUnchanged,
    Refused,
    InDoubt,
}
