using System.CommandLine;
using Procore.CompanyUsers.Cli.Csv;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Sync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users sync</c></summary>
internal sealed class SyncCommand : DirectoryCommand
{
    private const int Listed = 20;

    private readonly PeopleFileArgument _file = new();

    private readonly Option<string?> _failed = new("--failed")
    {
        Description = "Where to write the rows that weren't done, in place of what is there; FILE.failed.csv beside the file by default, and never over another.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _check = new("--check") { Description = "Checks the file and sends nothing." };

    public SyncCommand(Terminal terminal, Interruption interruption)
        : base("sync", "Creates and updates the people of a CSV file: by id, or by origin id, or as new ones where there is neither. A blank cell leaves a field alone, <clear> empties it.", terminal, interruption)
    {
        _file.AddTo(this);
        Options.Add(_failed);
        Options.Add(_check);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        using var file = await _file.OpenAsync(session).ConfigureAwait(false);
        if (session.Parse.GetValue(_check))
        {
            session.Terminal.Say(FormattableString.Invariant($"{file.Count} people are right, {file.SkippedCount} rows are not. Nothing was sent."));
            return file.SkippedCount == 0 ? ExitCode.Done : ExitCode.SomeFailed;
        }
        var failed = FailedRows.Create(file.Csv, session.Parse.GetValue(_failed));
        SyncSummary summary;
        await using (failed.ConfigureAwait(false))
        {
            using var stopping = session.Stop.Register(() => session.Terminal.Warn("Stopping when the request under way is answered; once more stops at once."));
            var sync = new FileSync(file, failed, session.Interruption);
            var listed = 0;
            summary = await session.Terminal.ShowProgressAsync("Syncing", report => sync.RunAsync(session.Users, report, message =>
            {
                if (++listed <= Listed)
                    session.Terminal.Warn(message);
            })).ConfigureAwait(false);
            if (listed > Listed)
                session.Terminal.Warn(FormattableString.Invariant($"And {listed - Listed} more."));
        }
        await session.Rows.WriteOneAsync(SyncSummary.Columns, summary).ConfigureAwait(false);
        return Conclude(session, summary);
    }

    private ExitCode Conclude(Session session, SyncSummary summary)
    {
        if (summary.FailedFile is { } path)
            session.Terminal.Say(FormattableString.Invariant($"{summary.Refused + summary.InDoubt + summary.NeverSent + summary.Skipped} rows that weren't done are in {path}, each with the reason."));
        if (summary.Cause is null)
            return summary.FailedFile is null ? ExitCode.Done : ExitCode.SomeFailed;
        session.Terminal.Fail(summary.Cause is OperationCanceledException ? "Stopped half-way." : $"Stopped half-way: {summary.Cause.Message}");
        if (Failure.RemedyOf(summary.Cause) is { } remedy && !(summary.Cause is ProcoreException { MayHaveBeenApplied: true }))
            session.Terminal.Say(remedy);
        session.Terminal.Say($"To go on: procore-users {Name} '{summary.FailedFile}' with the same options.{(summary.InDoubt > 0 ? " Rows in doubt that have neither an id nor an origin id are refused there: look those people up first." : string.Empty)}");
        return Failure.IsNotAuthorised(summary.Cause) && summary.Saved + summary.InDoubt == 0 ? ExitCode.NotAuthorised : ExitCode.Stopped;
    }
}
