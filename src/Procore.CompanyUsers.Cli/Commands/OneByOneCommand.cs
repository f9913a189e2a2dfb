using System.CommandLine;
using System.Globalization;
using Procore.CompanyUsers.Cli.Csv;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Runs;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>A command that does something to people, one by one.</summary>
internal abstract class OneByOneCommand : DirectoryCommand
{
    private static readonly string[] IdHeader = ["id"];

    private readonly Argument<long[]> _ids = new("ID") { Description = "The people's ids in Procore.", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Takes the ids from the column id of a CSV file, such as one that export wrote; other columns are left out.",
        HelpName = "FILE",
    };

    private readonly RunReport _run = new();

    protected OneByOneCommand(string name, string description, Terminal terminal, Interruption interruption)
        : base(name, description, terminal, interruption)
    {
        Arguments.Add(_ids);
        Options.Add(_from);
    }

    protected abstract Task SendAsync(Session session, long id);

    /// <summary>Finds people where none are named; null where the command line asks for nobody.</summary>
    protected virtual Task<IReadOnlyList<long>?> FindAsync(Session session) => Task.FromResult<IReadOnlyList<long>?>(null);

    /// <summary>Whether to say who it would be, and do nothing.</summary>
    protected virtual bool IsRehearsal(Session session) => false;

    /// <summary>Adds the options that all commands have, after the command's own.</summary>
    protected void AddRunOptions()
    {
        _run.AddTo(this);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var named = session.Parse.GetValue(_ids) ?? [];
        var path = session.Parse.GetValue(_from);
        if (path is not null && named.Length > 0)
            throw CommandException.WrongUsage("Name people by their ids or with --from, not both.");
        if (path is not null)
        {
            using var file = CsvFile.Open(path);
            return await RunAsync(session, (file.Path, file.Headers), IdsOf(file)).ConfigureAwait(false);
        }
        var ids = named.Length > 0
            ? named
            : await FindAsync(session).ConfigureAwait(false) ?? throw CommandException.WrongUsage($"Whom? procore-users {Name} --help says how to name people.");
        if (Array.Find(named, id => id <= 0) is var wrong && wrong < 0)
            throw CommandException.WrongUsage("An id is positive.");
        var rows = ids.Distinct().Select((id, index) => (new FileRow(index + 1, index + 1, [id.ToString(CultureInfo.InvariantCulture)], null), id)).ToList();
        return await RunAsync(session, ($"{Name}.csv", IdHeader), rows).ConfigureAwait(false);
    }

    private async Task<ExitCode> RunAsync(Session session, (string, IReadOnlyList<string>) source, List<(FileRow Row, long Id)> rows)
    {
        if (!IsRehearsal(session))
            return await _run.RunAsync(session, Name, source, rows, rows.Count, [], ids => SendAsync(session, ids)).ConfigureAwait(false);
        await session.Rows.WriteAsync([new Column<long>("id", id => id)], rows.Select(row => row.Id).ToAsyncEnumerable()).ConfigureAwait(false);
        session.Terminal.Say(FormattableString.Invariant($"{rows.Count} people. Nothing was sent."));
        return ExitCode.Done;
    }

    private async IAsyncEnumerable<RowOutcome> SendAsync(Session session, IAsyncEnumerable<long> ids)
    {
        var position = 0L;
        await foreach (var id in ids.ConfigureAwait(false))
            yield return await SendAsync(session, id, position++).ConfigureAwait(false);
    }

    private async Task<RowOutcome> SendAsync(Session session, long id, long position)
    {
        try
        {
            await SendAsync(session, id).ConfigureAwait(false);
            return new RowOutcome(position, RowStatus.Done, []);
        }
        catch (ProcoreException refusal) when (refusal.StatusCode is 400 or 404 or 409 or 422)
        {
            return new RowOutcome(position, RowStatus.Refused, refusal.Errors.Count > 0 ? refusal.Errors : [new ProcoreErrorMessage(null, refusal.Message)]);
        }
        catch (Exception cause)
        {
            // What isn't about this one would meet the others too.
            IReadOnlyList<long> here = [position];
            var isInDoubt = cause is not ProcoreException { MayHaveBeenApplied: false };
            throw new RunInterruptedException(isInDoubt ? here : [], isInDoubt ? [] : here, cause);
        }
    }

    private static List<(FileRow Row, long Id)> IdsOf(CsvFile file)
    {
        var column = file.Headers.ToList().FindIndex(header => header.Equals("id", StringComparison.OrdinalIgnoreCase));
        if (column < 0)
            throw CommandException.WrongUsage($"{file.Path} has no column id.");
        var rows = new List<(FileRow, long)>();
        foreach (var row in file.Rows().Where(row => !row.IsBlank))
        {
            if (row.Fault is { } fault)
                throw CommandException.WrongUsage(new RowProblem(row, null, fault).ToString());
            if (!ZeroLedIds.IsDigits(row.Cells[column]) || !long.TryParse(row.Cells[column], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == 0)
                throw CommandException.WrongUsage(new RowProblem(row, file.Headers[column], $"'{row.Cells[column]}' isn't an id.").ToString());
            rows.Add((row, id));
        }
        return [.. rows.DistinctBy(row => row.Item2)];
    }
}
