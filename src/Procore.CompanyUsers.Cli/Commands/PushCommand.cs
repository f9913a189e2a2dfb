using System.CommandLine;
using System.Text.Json;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Runs;
using Procore.CompanyUsers.Cli.Tables;
using Procore.CompanyUsers.Models;

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
            var refused = session.Parse.GetValue(_dryRun) ? await CountRefusalsAsync(session, file).ConfigureAwait(false) : 0;
            session.Terminal.Say(FormattableString.Invariant($"Valid rows: {file.Count}. Invalid rows: {file.SkippedCount}. Nothing was sent."));
            return file.SkippedCount + refused == 0 ? ExitCode.Done : ExitCode.SomeFailed;
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

    /// <summary>Counts the rows that would be refused, and lists them.</summary>
    private static async Task<int> CountRefusalsAsync(Session session, PeopleFile file)
    {
        var rows = file.People().Select(row => (row.Row, Item: ItemOf(row.Person), Id: row.Person.Id.Or(null))).ToList();
        var refusals = await Refusals.ReadAsync(session, [.. rows.Select(row => row.Item)]).ConfigureAwait(false);
        var count = 0;
        foreach (var (row, item, id) in rows)
        {
            var reasons = refusals.Of(item, id, isFoundByOriginId: true).ToList();
            if (reasons.Count == 0)
                continue;
            count++;
            session.Terminal.Warn(new RowProblem(row, null, $"Procore would refuse this: {string.Join(", ", reasons)}.").ToString());
        }
        return count;
    }

    private static JsonElement ItemOf(CompanyUserSyncItem person)
    {
        using var document = JsonDocument.Parse(ProcoreJson.Serialize(person));
        return document.RootElement.Clone();
    }
}
