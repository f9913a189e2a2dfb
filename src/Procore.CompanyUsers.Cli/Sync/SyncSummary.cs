using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Sync;

/// <summary>What became of the rows of a file.</summary>
/// <param name="Saved">Created or updated.</param>
/// <param name="Refused">Refused by Procore, each for its reason.</param>
/// <param name="InDoubt">Sent, and no answer came that tells what became of them.</param>
/// <param name="NeverSent">Not sent, since the sync was stopped before.</param>
/// <param name="Skipped">Not sent, since something is wrong with them.</param>
/// <param name="FailedFile">The file that has all but the saved ones; null where there are none.</param>
/// <param name="Cause">What stopped the sync; null where nothing did.</param>
internal sealed record SyncSummary(long Saved, long Refused, long InDoubt, long NeverSent, long Skipped, string? FailedFile, Exception? Cause)
{
    public static IReadOnlyList<Column<SyncSummary>> Columns { get; } =
    [
        new("saved", summary => summary.Saved),
        new("refused", summary => summary.Refused),
        new("in_doubt", summary => summary.InDoubt),
        new("never_sent", summary => summary.NeverSent),
        new("skipped", summary => summary.Skipped),
        new("failed_file", summary => summary.FailedFile),
    ];
}
