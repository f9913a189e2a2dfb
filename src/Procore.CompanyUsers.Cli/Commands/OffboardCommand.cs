using System.CommandLine;
using Procore.CompanyUsers.Cli.Offboarding;
using Procore.CompanyUsers.Cli.Planning;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users offboard</c></summary>
internal sealed class OffboardCommand : DirectoryCommand
{
    private static readonly string[] Keys = ["id", "email_address", "origin_id"];

    private readonly Argument<string[]> _people = new("EMAIL|ID") { Description = "The users' e-mail addresses, or their ids in Procore.", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Reads the users from a file with a column 'id', 'email_address' or 'origin_id'. If there are several, they must name the same user. Other columns are ignored.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _hiddenRows = TableArgument.HiddenRows();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Shows what the users have and what would be removed, and changes nothing." };
    private readonly Option<bool> _yes = Confirmation.Option();
    private readonly JournalFolder _journal;

    public OffboardCommand(CommandHost host)
        : base("offboard", "Removes users from all projects and deactivates them. Their records are kept. Sign in as a company admin, because other accounts don't see all projects. Safe to repeat.", host)
    {
        _journal = new JournalFolder(host);
        Arguments.Add(_people);
        foreach (var option in new Option[] { _from, _hiddenRows, _dryRun, _yes })
            Options.Add(option);
        _journal.AddTo(this);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var leavers = await FindAsync(session).ConfigureAwait(false);
        OffboardingStep[] steps =
        [
            .. leavers.SelectMany(leaver => leaver.Projects.Select(project => new OffboardingStep(leaver, project))),
            .. leavers.Where(leaver => leaver.IsActive).Select(leaver => new OffboardingStep(leaver, Project: null)),
        ];
        if (steps.Length == 0)
        {
            session.Terminal.Say($"Nothing to do: {People(leavers.Count)} inactive and on no project.");
            return ExitCode.Done;
        }
        if (session.Parse.GetValue(_dryRun))
        {
            await WriteAsync(session, steps).ConfigureAwait(false);
            session.Terminal.Say($"{Summary(steps, "would be")}. Nothing was changed.");
            return ExitCode.Done;
        }
        if (session.Terminal.IsInteractive && !session.Parse.GetValue(_yes))
            await WriteAsync(session, steps).ConfigureAwait(false);
        Confirmation.Ask(session, _yes, FormattableString.Invariant($"This will remove {leavers.Count} {(leavers.Count == 1 ? "user" : "users")} of {session.Connection.Description} from {steps.Count(step => step.Project is not null)} project memberships and deactivate {steps.Count(step => step.Project is null)}."));
        var journal = _journal.IsNamed(session.Parse) ? _journal.Open(session.Parse) : null;
        if (journal is null)
            session.Terminal.Say("The run isn't recorded: with --journal FOLDER, 'undo' could reactivate the users and restore their projects, templates and roles.");
        return await RunAsync(session, new OffboardingRun(session, steps, journal), steps).ConfigureAwait(false);
    }

    private static async Task<ExitCode> RunAsync(Session session, OffboardingRun run, OffboardingStep[] steps)
    {
        Exception? cause;
        using (session.Stop.Register(() => session.Terminal.Warn("Stopping after the request under way. Press Ctrl-C again to stop at once.")))
            cause = await session.Terminal.ShowProgressAsync("Offboarding", _ => run.RunAsync()).ConfigureAwait(false);
        await WriteAsync(session, steps).ConfigureAwait(false);
        session.Terminal.Say($"{Summary([.. steps.Where(step => step.IsDone)], "were")}.");
        if (cause is null)
            return steps.All(step => step.IsDone) ? ExitCode.Done : ExitCode.SomeFailed;
        session.Terminal.Fail(cause is OperationCanceledException ? "Stopped before the end." : $"Stopped before the end: {cause.Message}");
        session.Terminal.Say("To continue: run the same command again. It takes only what is left.");
        return Failure.IsNotAuthorised(cause) && !steps.Any(step => step.IsDone) ? ExitCode.NotAuthorised : ExitCode.Stopped;
    }

    private async Task<IReadOnlyCollection<Leaver>> FindAsync(Session session)
    {
        var (named, path) = (session.Parse.GetValue(_people) ?? [], session.Parse.GetValue(_from));
        if (path is null == (named.Length == 0))
            throw CommandException.WrongUsage(path is null ? "No users specified. Run 'procore-users offboard --help' for usage." : "Give users or --from, not both.");
        var lookup = new LeaverLookup(session.Users, session.Stop);
        var problems = new List<string>();
        await session.Terminal.ShowProgressAsync("Reading users and projects", async report =>
        {
            if (path is null)
            {
                foreach (var key in named)
                {
                    if ((await lookup.FindAsync(key.Trim()).ConfigureAwait(false)).Problem is { } problem)
                        problems.Add($"{key}: {problem}");
                    report(lookup.Found.Count, named.Length);
                }
            }
            else
            {
                await ReadAsync(session, path, lookup, problems, report).ConfigureAwait(false);
            }
            return true;
        }).ConfigureAwait(false);
        foreach (var problem in problems)
            session.Terminal.Warn(problem);
        return problems.Count == 0
            ? lookup.Found
            : throw CommandException.WrongUsage(FormattableString.Invariant($"Nothing was changed. There {(problems.Count == 1 ? "is 1 problem" : $"are {problems.Count} problems")}."));
    }

    private async Task ReadAsync(Session session, string path, LeaverLookup lookup, List<string> problems, Action<long, long?> report)
    {
        var options = TableOptions.Default with { IncludesHiddenRows = session.Parse.GetValue(_hiddenRows) };
        using var file = TableFile.Open(path, options, header => Keys.Contains(ColumnMap.NameOf(header), StringComparer.Ordinal), session.Terminal.Warn);
        var names = file.Headers.Select(header => ColumnMap.NameOf(HeaderText.WithoutNumber(header))).ToList();
        var columns = Keys.SelectMany(key => Enumerable.Range(0, names.Count).Where(index => names[index] == key).Select(index => (Key: key, Index: index))).ToList();
        if (columns.Count == 0)
            throw CommandException.WrongUsage($"{path} has no column 'id', 'email_address' or 'origin_id'.");
        var rows = 0L;
        foreach (var row in file.Rows().Where(row => !row.IsBlank))
        {
            problems.AddRange((await ProblemsAsync(lookup, file, row, columns).ConfigureAwait(false)).Select(problem => problem.ToString()));
            report(++rows, null);
        }
    }

    /// <summary>Finds the user of a row. All cells that aren't blank must name the same user.</summary>
    private static async Task<List<RowProblem>> ProblemsAsync(LeaverLookup lookup, TableFile file, FileRow row, List<(string Key, int Index)> columns)
    {
        if (row.Fault is { } fault)
            return [new RowProblem(row, null, fault)];
        var problems = new List<RowProblem>();
        var given = columns.Where(column => !string.IsNullOrWhiteSpace(row.Cells[column.Index]) || row.CellFaults.ContainsKey(column.Index)).ToList();
        if (given.Count == 0)
            problems.Add(new RowProblem(row, null, "it names no user."));
        (long Id, string Header)? first = null;
        foreach (var (key, index) in given)
        {
            var (id, problem) = row.CellFaults.TryGetValue(index, out var broken) ? (null, broken) : await FindAsync(lookup, key, CellText.Read(row.Cells[index])?.Trim() ?? CellText.Clear).ConfigureAwait(false);
            if (first is { } other && id is not null && id != other.Id)
                problem = RowProblem.NamesAnother("user", other.Header);
            if (problem is not null)
                problems.Add(new RowProblem(row, file.Headers[index], problem));
            else
                first ??= (id!.Value, file.Headers[index]);
        }
        return problems;
    }

    private static Task<(long? Id, string? Problem)> FindAsync(LeaverLookup lookup, string key, string cell) => key switch
    {
        "origin_id" => lookup.FindByOriginIdAsync(cell),
        "id" when cell.Contains('@', StringComparison.Ordinal) => Task.FromResult<(long?, string?)>((null, $"'{cell}' isn't an id.")),
        "email_address" when !cell.Contains('@', StringComparison.Ordinal) => Task.FromResult<(long?, string?)>((null, $"'{cell}' isn't an e-mail address.")),
        _ => lookup.FindAsync(cell),
    };

    private static Task<long> WriteAsync(Session session, OffboardingStep[] steps) => session.Rows.WriteAsync(OffboardingStep.Columns, steps.ToAsyncEnumerable());

    private static string Summary(OffboardingStep[] steps, string verb)
    {
        var (removed, deactivated) = (steps.Count(step => step.Project is not null), steps.Count(step => step.Project is null));
        return FormattableString.Invariant($"{removed} project {(removed == 1 ? "membership" : "memberships")} {Verb(removed)} removed, {deactivated} {(deactivated == 1 ? "user" : "users")} {Verb(deactivated)} deactivated");

        string Verb(int count) => verb == "were" && count == 1 ? "was" : verb;
    }

    private static string People(int count) => FormattableString.Invariant($"{count} {(count == 1 ? "user is" : "users are")}");
}
