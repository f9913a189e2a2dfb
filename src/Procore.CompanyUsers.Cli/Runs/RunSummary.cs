using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Runs;

/// <summary>The outcomes of the rows of a file.</summary>
/// <param name="Done">Rows that were done.</param>
/// <param name="IsActiveUnchanged">Rows that were saved except for <c>is_active</c>.</param>
/// <param name="Refused">Rows that Procore refused.</param>
/// <param name="InDoubt">Rows that were sent and whose outcome is unknown.</param>
/// <param name="NeverSent">Rows that weren't sent because the run stopped.</param>
/// <param name="Skipped">Rows that weren't sent because they are invalid.</param>
/// <param name="FailedFile">The file with the rows that weren't done; null if there are none.</param>
/// <param name="Cause">What stopped the run; null if it wasn't stopped.</param>
internal sealed record RunSummary(long Done, long IsActiveUnchanged, long Refused, long InDoubt, long NeverSent, long Skipped, string? FailedFile, Exception? Cause)
{
    public static IReadOnlyList<Column<RunSummary>> Columns { get; } =
    [
        new("done", summary => summary.Done),
        new("is_active_unchanged", summary => summary.IsActiveUnchanged),
        new("refused", summary => summary.Refused),
        new("in_doubt", summary => summary.InDoubt),
        new("never_sent", summary => summary.NeverSent),
        new("skipped", summary => summary.Skipped),
        new("failed_file", summary => summary.FailedFile),
    ];
}
