using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Runs;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users push</c></summary>
internal sealed class PushCommand : DirectoryCommand
{
    private readonly PeopleFileArgument _file = new();
    private readonly RunReport _run = new();
    private readonly Option<bool> _check = new("--check") { Description = "Checks the file and sends nothing." };

    public PushCommand(Terminal terminal, Interruption interruption)
        : base("push", "Creates and updates the people of a CSV file as it stands, and touches nobody else: by id, or by origin id, or as new ones where there is neither. A blank cell leaves a field alone, <clear> empties it.", terminal, interruption)
    {
        _file.AddTo(this);
        _run.AddTo(this);
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
        return await _run.RunAsync(
            session,
            "Pushing",
            (file.Csv.Path, file.Csv.Headers),
            file.People().Select(person => (person.Row, person.Person)),
            file.Count,
            file.Skipped(),
            people => session.Users.SyncAsync(people, cancellationToken: session.Abort).Select(RowOutcome.Of)).ConfigureAwait(false);
    }
}
