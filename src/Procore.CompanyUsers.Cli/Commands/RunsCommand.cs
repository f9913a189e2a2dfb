using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users runs</c></summary>
internal sealed class RunsCommand : Command
{
    private readonly Option<OutputFormat> _output = new("--output") { Description = "table (the default), json or csv.", HelpName = "FORMAT" };

    public RunsCommand(CommandHost host)
        : base("runs", "Lists the runs of a journal: what ran, when, and with which outcome.")
    {
        var journal = new JournalFolder(host);
        journal.AddTo(this);
        _output.AcceptOnlyFromAmong("table", "json", "csv");
        Options.Add(_output);
        SetAction(async (parse, _) =>
        {
            var folder = journal.Open(parse);
            var runs = new List<Run>();
            foreach (var id in await folder.ListRunsAsync(host.Interruption.Stop).ConfigureAwait(false))
                runs.Add(await Run.ReadAsync(folder, id).ConfigureAwait(false));
            await new Rows(host.Terminal, parse.GetValue(_output)).WriteAsync(Run.Columns, runs.OrderBy(run => run.Recorded?.StartedAt).ToAsyncEnumerable(), cancellationToken: host.Interruption.Stop).ConfigureAwait(false);
        });
    }

    private sealed record Run(string Id, RecordedRun? Recorded, string Outcome)
    {
        public static IReadOnlyList<Column<Run>> Columns { get; } =
        [
            new("run", run => run.Id),
            new("started", run => run.Recorded?.StartedAt),
            new("ended", run => run.Recorded?.EndedAt),
            new("company", run => run.Recorded?.CompanyId),
            new("changes", run => (long?)run.Recorded?.Changes),
            new("done", run => (long?)run.Recorded?.Done),
            new("outcome", run => run.Outcome),
            new("undoes", run => run.Recorded?.UndoneRun),
        ];

        public static async Task<Run> ReadAsync(DirectoryJournal journal, string id)
        {
            try
            {
                var recorded = await journal.ReadRunAsync(id).ConfigureAwait(false);
                return new Run(id, recorded, recorded.IsInterrupted ? "interrupted" : recorded.Done == recorded.Changes ? "complete" : "some not done");
            }
            catch (ProcoreException)
            {
                return new Run(id, null, "the file is damaged");
            }
        }
    }
}
