using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Runs;

/// <summary>What became of the rows of a file.</summary>
/// <param name="Done">Done.</param>
/// <param name="Refused">Refused by Procore, each for its reason.</param>
/// <param name="InDoubt">Sent, and no answer came that tells what became of them.</param>
/// <param name="NeverSent">Not sent, since the run was stopped before.</param>
/// <param name="Skipped">Not sent, since something is wrong with them.</param>
/// <param name="FailedFile">The file that has all but those that are done; null where there are none.</param>
/// <param name="Cause">What stopped the run; null where nothing did.</param>
internal sealed record RunSummary(long Done, long Refused, long InDoubt, long NeverSent, long Skipped, string? FailedFile, Exception? Cause)
{
    public static IReadOnlyList<Column<RunSummary>> Columns { get; } =
    [
        new("done", summary => summary.Done),
        new("refused", summary => summary.Refused),
        new("in_doubt", summary => summary.InDoubt),
        new("never_sent", summary => summary.NeverSent),
        new("skipped", summary => summary.Skipped),
        new("failed_file", summary => summary.FailedFile),
    ];
}
