using Procore.CompanyUsers.Cli.Commands;
using Procore.CompanyUsers.Cli.Output;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Shows plans and their outcomes.</summary>
internal static class PlanOutput
{
    private const int Listed = 20;

    private static readonly IReadOnlyList<Column<DirectoryChange>> ChangeColumns =
    [
        new("change", change => change.Kind.ToString()),
        new("id", change => change.Person.UserId),
        new("origin_id", change => change.Person.OriginId),
        new("name", change => change.Person.Name),
        new("email_address", change => change.Person.EmailAddress),
        new("fields", change => string.Join("; ", change.Fields)),
    ];

    private static readonly IReadOnlyList<Column<DirectoryRun>> RunColumns =
    [
        new("run", run => run.Id),
        new("done", run => Count(run, ChangeStatus.Done)),
        new("done_already", run => Count(run, ChangeStatus.AlreadyDone)),
        new("stale", run => Count(run, ChangeStatus.Stale)),
        new("refused", run => Count(run, ChangeStatus.Refused)),
        new("in_doubt", run => Count(run, ChangeStatus.InDoubt)),
        new("not_sent", run => Count(run, ChangeStatus.NotSent)),
    ];

    /// <summary>Writes a plan to the standard output: as text, as a JSON object, or its changes as CSV.</summary>
    public static async Task WriteAsync(Rows rows, PlannedFile planned)
    {
        var plan = planned.Plan;
        switch (rows.Format)
        {
            case OutputFormat.Json:
                await rows.WriteTextAsync(plan.ToJson()).ConfigureAwait(false);
                break;
            case OutputFormat.Csv:
                await rows.WriteAsync(ChangeColumns, plan.Changes.ToAsyncEnumerable()).ConfigureAwait(false);
                break;
            default:
                using (var text = new StringWriter())
                {
                    plan.WriteTo(text);
                    await rows.WriteTextAsync(Printable.Lines(text.ToString().TrimEnd())).ConfigureAwait(false);
                }
                break;
        }
    }

    /// <summary>Writes the number of changes per outcome, and lists what went wrong.</summary>
    public static async Task WriteAsync(Session session, DirectoryRun run)
    {
        var wrong = run.Outcomes.Where(outcome => outcome.Status is ChangeStatus.Stale or ChangeStatus.Refused or ChangeStatus.InDoubt || (outcome.Status == ChangeStatus.NotSent && outcome.Errors.Count > 0)).ToList();
        Say(session.Terminal, wrong);
        await session.Rows.WriteOneAsync(RunColumns, run).ConfigureAwait(false);
    }

    /// <summary>Lists the conflicts.</summary>
    public static void SayConflicts(Terminal terminal, PlannedFile planned) => Say(terminal, [.. planned.Plan.Conflicts.Select(conflict => Text(planned, conflict))]);

    private static string Text(PlannedFile planned, PlanConflict conflict) =>
        $"Conflict ({conflict.Reason}): {string.Join("; ", conflict.People.Concat(conflict.Users).Select(planned.Describe))}: {conflict.Message}";

    private static void Say<T>(Terminal terminal, List<T> problems)
    {
        foreach (var problem in problems.Take(Listed))
            terminal.Warn($"{problem}");
        if (problems.Count > Listed)
            terminal.Warn(FormattableString.Invariant($"And {problems.Count - Listed} more."));
    }

    private static long Count(DirectoryRun run, ChangeStatus status) => run.Outcomes.LongCount(outcome => outcome.Status == status);
}
