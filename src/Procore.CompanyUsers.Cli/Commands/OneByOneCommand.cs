using System.CommandLine;
using System.Globalization;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Runs;
using Procore.CompanyUsers.Cli.Tables;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>A command that sends one request for each user.</summary>
internal abstract class OneByOneCommand : DirectoryCommand
{
    private static readonly string[] IdHeader = ["id"];

    private readonly Argument<long[]> _ids = new("ID") { Description = "The users' ids in Procore.", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Reads the ids from the column 'id' of a file, such as one that 'export' wrote. Other columns are ignored.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _hiddenRows = TableArgument.HiddenRows();
    private readonly Option<bool> _dryRun = DryRun.Option();
    private readonly Option<bool> _yes = Confirmation.Option();
    private readonly RowSending _run = new();

    protected OneByOneCommand(string name, string description, CommandHost host)
        : base(name, description, host)
    {
        Arguments.Add(_ids);
        Options.Add(_from);
        Options.Add(_hiddenRows);
    }

    protected abstract Task SendAsync(Session session, long id);

    /// <summary>Finds users if none are named; null if the command line selects none.</summary>
    protected virtual Task<IReadOnlyList<long>?> FindAsync(Session session) => Task.FromResult<IReadOnlyList<long>?>(null);

    /// <summary>Sends the requests in a way that can be undone; null if they are to be sent one by one.</summary>
    protected virtual Task<ExitCode?> RunRecordedAsync(Session session, IReadOnlyList<long> ids) => Task.FromResult<ExitCode?>(null);

    /// <summary>Reads what decides whether Procore would refuse the request for a user. The result gives the reason; null if it wouldn't.</summary>
    protected virtual Task<Func<CompanyUser, string?>> RefusalAsync(Session session) => Task.FromResult<Func<CompanyUser, string?>>(_ => null);

    /// <summary>Adds the options that all of these commands have, after the command's own.</summary>
    protected void AddRunOptions()
    {
        Options.Add(_dryRun);
        Options.Add(_yes);
        _run.AddTo(this);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var named = session.Parse.GetValue(_ids) ?? [];
        var path = session.Parse.GetValue(_from);
        if (path is not null && named.Length > 0)
            throw CommandException.WrongUsage("Give ids or --from, not both.");
        if (path is not null)
        {
            using var file = TableFile.Open(path, TableOptions.Default with { IncludesHiddenRows = session.Parse.GetValue(_hiddenRows) }, header => header.Equals("id", StringComparison.OrdinalIgnoreCase), session.Terminal.Warn);
            return await RunAsync(session, (file.Path, file.RawHeaders), IdsOf(file)).ConfigureAwait(false);
        }
        var ids = named.Length > 0
            ? named
            : await FindAsync(session).ConfigureAwait(false) ?? throw CommandException.WrongUsage($"No users specified. Run 'procore-users {Name} --help' for usage.");
        if (Array.Find(named, id => id <= 0) is var wrong && wrong < 0)
            throw CommandException.WrongUsage("Ids must be positive numbers.");
        var rows = ids.Distinct().Select((id, index) => (new FileRow(index + 1, index + 1, [id.ToString(CultureInfo.InvariantCulture)], null), id)).ToList();
        return await RunAsync(session, ($"{Name}.csv", IdHeader), rows).ConfigureAwait(false);
    }

    private async Task<ExitCode> RunAsync(Session session, (string, IReadOnlyList<string>) source, List<(FileRow Row, long Id)> rows)
    {
        if (!session.Parse.GetValue(_dryRun))
        {
            Confirmation.Ask(session, _yes, FormattableString.Invariant($"This will {Name} {rows.Count} {(rows.Count == 1 ? "user" : "users")} of {session.Connection.Description}."));
            if (await RunRecordedAsync(session, [.. rows.Select(row => row.Id)]).ConfigureAwait(false) is { } code)
                return code;
            return await _run.RunAsync(session, Name, source, rows, rows.Count, [], ids => SendAsync(session, ids)).ConfigureAwait(false);
        }
        await session.Rows.WriteAsync([new Column<long>("id", id => id)], rows.Select(row => row.Id).ToAsyncEnumerable()).ConfigureAwait(false);
        var refused = await RefusedAsync(session, rows).ConfigureAwait(false);
        foreach (var (row, reason) in refused)
            session.Terminal.Warn(new RowProblem(row, null, $"Procore would refuse this: {reason}.").ToString());
        session.Terminal.Say(FormattableString.Invariant($"{rows.Count} {(rows.Count == 1 ? "user" : "users")}. Nothing was sent."));
        return refused.Count == 0 ? ExitCode.Done : ExitCode.SomeFailed;
    }

    /// <summary>The rows that would be refused, each with the reason.</summary>
    private Task<List<(FileRow Row, string Reason)>> RefusedAsync(Session session, List<(FileRow Row, long Id)> rows) => session.Terminal.ShowProgressAsync("Reading the directory", async report =>
    {
        var refusalOf = await RefusalAsync(session).ConfigureAwait(false);
        var reasons = rows.Select(row => row.Id).Distinct().ToDictionary(id => id, id => (string?)FormattableString.Invariant($"no user has the id {id}"));
        var count = 0L;
        await foreach (var user in session.Users.ListAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }, session.Stop).ConfigureAwait(false))
        {
            if (reasons.ContainsKey(user.Id))
                reasons[user.Id] = refusalOf(user);
            report(++count, null);
        }
        return rows.Where(row => reasons[row.Id] is not null).Select(row => (row.Row, reasons[row.Id]!)).ToList();
    });

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
            // Any other failure would hit the remaining users too.
            IReadOnlyList<long> here = [position];
            var isInDoubt = cause is not ProcoreException { MayHaveBeenApplied: false };
            throw new RunInterruptedException(isInDoubt ? here : [], isInDoubt ? [] : here, cause);
        }
    }

    private static List<(FileRow Row, long Id)> IdsOf(TableFile file)
    {
        var columns = Enumerable.Range(0, file.Headers.Count).Where(index => ColumnMap.NameOf(HeaderText.WithoutNumber(file.Headers[index])) == "id").ToList();
        if (columns.Count == 0)
            throw CommandException.WrongUsage($"{file.Path} has no column 'id'.");
        var (rows, problems) = (new List<(FileRow Row, long Id)>(), new List<RowProblem>());
        foreach (var row in file.Rows().Where(row => !row.IsBlank))
        {
            if (row.Fault is { } fault)
                problems.Add(new RowProblem(row, null, fault));
            else if (IdOf(file, row, columns, problems) is { } id)
                rows.Add((row, id));
        }
        return problems.Count == 0 ? [.. rows.DistinctBy(row => row.Id)] : throw CommandException.WrongUsage(string.Join('\n', problems));
    }

    private static long? IdOf(TableFile file, FileRow row, List<int> columns, List<RowProblem> problems)
    {
        var given = columns.Where(column => !string.IsNullOrWhiteSpace(row.Cells[column]) || row.CellFaults.ContainsKey(column)).DefaultIfEmpty(columns[0]).ToList();
        long? first = null;
        foreach (var column in given)
        {
            var cell = row.Cells[column].Trim();
            var id = LeadingZeroIds.IsDigits(cell) && long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : (long?)null;
            if (row.CellFaults.TryGetValue(column, out var broken) || id is null)
                problems.Add(new RowProblem(row, file.Headers[column], broken ?? $"'{cell}' isn't an id."));
            else if (first is not null && id != first)
                problems.Add(new RowProblem(row, file.Headers[column], RowProblem.NamesAnother("user", file.Headers[given[0]])));
            else
                first = id;
        }
        return first;
    }
}
