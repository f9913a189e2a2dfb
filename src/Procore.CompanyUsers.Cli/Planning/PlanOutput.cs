using Procore.CompanyUsers.Cli.Commands;
using Procore.CompanyUsers.Cli.Output;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Shows plans and their outcomes.</summary>
internal static class PlanOutput
{
    /// <summary>The number of problems that are listed on the standard error.</summary>
    public const int Listed = 20;

    private static readonly IReadOnlyList<Column<DirectoryChange>> ChangeColumns =
    [
        new("change", change => change.Kind.ToString()),
        new("id", change => change.Person.UserId),
        new("origin_id", change => change.Person.OriginId),
        new("name", change => change.Person.Name),
        new("email_address", change => change.Person.EmailAddress),
        new("fields", change => string.Join("; ", change.Fields)),
    ];

    private static readonly IReadOnlyList<Column<DirectoryChange>> MembershipColumns =
    [
        .. ChangeColumns,
        new("project_id", change => change.Membership?.ProjectId),
        new("project", change => change.Membership?.Project),
        new("gives_administration", change => change.Membership?.GivesAdministration),
    ];

    private static readonly IReadOnlyList<Column<DirectoryRun>> RunColumns =
    [
        new("run", run => run.Id),
        .. RunJson.Counts.Select(count => new Column<DirectoryRun>(count.Name, run => count.Of(run))),
    ];

    /// <summary>Writes a plan to the standard output: as text, as a JSON object, or its changes as CSV.</summary>
    public static async Task WriteAsync(Rows rows, PlannedFile planned)
    {
        switch (rows.Format)
        {
            case OutputFormat.Json:
                await rows.WriteTextAsync(planned.Plan.ToJson()).ConfigureAwait(false);
                break;
            case OutputFormat.Csv:
                await rows.WriteAsync(planned.IsStaffing ? MembershipColumns : ChangeColumns, planned.Plan.Changes.ToAsyncEnumerable()).ConfigureAwait(false);
                break;
            default:
                await rows.WriteTextAsync(string.Join('\n', Lines(planned).Select(Printable.Line))).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Writes the outcome of a run: the counts, or everything as JSON. Lists what went wrong.</summary>
    public static async Task WriteAsync(Session session, PlannedFile planned, DirectoryRun run, ExpectedProblems expected)
    {
        SayOutcomes(session.Terminal, planned, [.. run.Outcomes.Where(outcome => !outcome.IsMade && (outcome.Status != ChangeStatus.NotSent || outcome.Errors.Count > 0))]);
        if (session.Rows.Format == OutputFormat.Json)
            await session.Rows.WriteTextAsync(RunJson.Of(planned, run, expected)).ConfigureAwait(false);
        else
            await session.Rows.WriteOneAsync(RunColumns, run).ConfigureAwait(false);
    }

    /// <summary>Lists the warnings of a plan, unless a person sees them in the plan itself.</summary>
    public static void SayWarnings(Session session, PlannedFile planned)
    {
        if (!session.Terminal.IsInteractive || session.Rows.Format != OutputFormat.Table)
            Say(session.Terminal, [.. planned.Plan.Warnings.Select(warning => $"Warning: {GuardText.InOptions(warning)}")]);
    }

    /// <summary>Lists changes that weren't made, or wouldn't be, with the reason.</summary>
    public static void SayOutcomes(Terminal terminal, PlannedFile planned, IReadOnlyList<ChangeOutcome> outcomes) => Say(terminal,
        [.. outcomes.Select(outcome => $"{WordsOf(outcome.Status)}: {planned.Describe(outcome.Change)}{(outcome.Errors.Count == 0 ? "" : $": {string.Join("; ", outcome.Errors)}")}")]);

    /// <summary>Lists what the plan leaves: conflicts, unexpected skips and unlinked users.</summary>
    public static void SayProblems(Terminal terminal, PlannedFile planned) => Say(terminal,
    [
        .. planned.Plan.Warnings.Select(warning => $"Warning: {GuardText.InOptions(warning)}"),
        .. planned.Plan.Conflicts.Select(conflict => $"Conflict ({conflict.Reason}): {string.Join("; ", conflict.People.Concat(conflict.Users).Select(planned.Describe))}: {GuardText.InOptions(conflict.Message)}"),
        .. planned.Plan.Skipped.Where(skipped => !skipped.IsExpected).Select(skipped => $"Skipped: {planned.Describe(skipped.Person)} {planned.WordsOf(skipped)}"),
        .. planned.Plan.Unlinked.Select(user => $"Unlinked, stays active: {planned.Describe(user)}"),
    ]);

    private static IEnumerable<string> Lines(PlannedFile planned)
    {
        var plan = planned.Plan;
        yield return plan.ToString();
        yield return plan.UndoneRun is { } run
            ? FormattableString.Invariant($"Company {plan.CompanyId} at {plan.ApiHost}. Undoes run {run}, which has {plan.Wanted} {(plan.Wanted == 1 ? "change" : "changes")}.")
            : planned.IsStaffing
            ? FormattableString.Invariant($"Company {plan.CompanyId} at {plan.ApiHost}. Scope: {GuardText.InOptions(plan.Scope)}, {plan.InScope} {(plan.InScope == 1 ? "membership" : "memberships")}. File: {plan.Wanted} {(plan.Wanted == 1 ? "row" : "rows")}.")
            : FormattableString.Invariant($"Company {plan.CompanyId} at {plan.ApiHost}. Scope: {plan.Scope}, {plan.InScope} active {(plan.InScope == 1 ? "user" : "users")}. {(planned.Rows.Count > 0 ? "File" : "Source")}: {plan.Wanted} {(plan.Wanted == 1 ? "person" : "people")}.");
        yield return $"Limits: {string.Join(", ", plan.Guards.Where(guard => plan.UndoneRun is null || guard.Count > 0 || guard.Limit > 0).Select(guard => FormattableString.Invariant($"{GuardText.NameOf(guard)} {guard.Count} of {guard.Limit}")))}.";
        yield return FormattableString.Invariant($"Requests that make these changes: {plan.RequestCount}.");
        foreach (var warning in plan.Warnings)
            yield return $"Warning: {GuardText.InOptions(warning)}";
        foreach (var change in plan.Changes)
        {
            yield return string.Empty;
            yield return planned.Describe(change);
            if (change.Membership is { GivesAdministration: true })
                yield return "  gives administration";
            if (change.Membership?.After?.DefaultPermissionTemplate is { } usual)
                yield return $"  permission_template: the user's default, \"{usual}\"";
            foreach (var field in change.Fields)
                yield return $"  {field}";
            if (change.RestoredAccess is { } access)
                yield return $"  access that comes back: {access}";
        }
        foreach (var skipped in plan.Skipped)
        {
            yield return string.Empty;
            yield return $"Skipped: {planned.Describe(skipped.Person)} {planned.WordsOf(skipped)}";
        }
        foreach (var user in plan.Unlinked)
        {
            yield return string.Empty;
            yield return $"Unlinked, stays active: {planned.Describe(user)}. Pass --deactivate-unlinked true to deactivate such users, or false to accept them.";
        }
        foreach (var conflict in plan.Conflicts)
        {
            yield return string.Empty;
            yield return $"Conflict ({conflict.Reason}): {GuardText.InOptions(conflict.Message)}";
            foreach (var party in conflict.People.Concat(conflict.Users))
                yield return $"  {planned.Describe(party)}";
        }
    }

    private static string WordsOf(ChangeStatus status) => status switch
    {
        ChangeStatus.InDoubt => "In doubt",
        ChangeStatus.NotSent => "Not sent",
        _ => status.ToString(),
    };

    private static void Say(Terminal terminal, List<string> problems)
    {
        foreach (var problem in problems.Take(Listed))
            terminal.Warn(Printable.Line(problem));
        if (problems.Count > Listed)
            terminal.Warn(FormattableString.Invariant($"And {problems.Count - Listed} more."));
    }
}
