using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Runs;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users push</c></summary>
internal sealed class PushCommand : DirectoryCommand
{
    private readonly PeopleFileArgument _file = new();
    private readonly RowSending _run = new();
    private readonly Option<bool> _check = new("--check") { Description = "Checks the file and sends nothing." };

    private readonly Option<bool> _dryRun = DryRun.Option();
    private readonly Option<bool> _yes = Confirmation.Option();

    public PushCommand(CommandHost host)
        : base("push", "Creates and updates the users in a file, and no others. Rows are matched by id or origin_id; a row with neither creates a user. A blank cell leaves a field unchanged, <clear> clears it.", host)
    {
        _file.AddTo(this);
        _run.AddTo(this);
        Options.Add(_check);
        Options.Add(_dryRun);
        Options.Add(_yes);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        using var file = await _file.OpenAsync(session).ConfigureAwait(false);
        if (session.Parse.GetValue(_check) || session.Parse.GetValue(_dryRun))
        {
            var unknown = session.Parse.GetValue(_dryRun) ? await CountUnknownAsync(session, file).ConfigureAwait(false) : 0;
            session.Terminal.Say(FormattableString.Invariant($"Valid rows: {file.Count}. Invalid rows: {file.SkippedCount}. Nothing was sent."));
            return file.SkippedCount + unknown == 0 ? ExitCode.Done : ExitCode.SomeFailed;
        }
        Confirmation.Ask(session, _yes, FormattableString.Invariant($"This will send {file.Count} {(file.Count == 1 ? "row" : "rows")} to {session.Connection.Description}."));
        return await _run.RunAsync(
            session,
            "Pushing",
            (file.Table.Path, file.Table.RawHeaders),
            file.People().Select(person => (person.Row, person.Person)),
            file.Count,
            file.Skipped(),
            people => session.Users.SyncStreamingAsync(people, cancellationToken: session.Abort).Select(RowOutcome.Of)).ConfigureAwait(false);
    }

    /// <summary>Counts the rows that would be refused because no user has their id, and lists them.</summary>
    private static async Task<int> CountUnknownAsync(Session session, PeopleFile file)
    {
        var rows = file.People().Where(row => row.Person.Id.Value is not null).Select(row => (row.Row, Id: row.Person.Id.Value!.Value)).ToList();
        if (rows.Count == 0)
            return 0;
        var known = await DryRun.ReadIdsAsync(session).ConfigureAwait(false);
        var unknown = rows.FindAll(row => !known.Contains(row.Id));
        foreach (var (row, id) in unknown)
            session.Terminal.Warn(new RowProblem(row, null, FormattableString.Invariant($"no user has the id {id}, so this would fail.")).ToString());
        return unknown.Count;
    }
}
