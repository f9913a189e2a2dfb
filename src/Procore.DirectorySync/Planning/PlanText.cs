using System.Globalization;
using Newtonsoft.Json;

namespace Procore.DirectorySync;

/// <summary>Prints a plan for human readers.</summary>
internal static class PlanText
{
    public static string Summary(DirectoryPlan plan) => plan.Header.Limits.Memberships is null ? OfUsers(plan) : OfMemberships(plan);

    private static string OfMemberships(DirectoryPlan plan)
    {
        var users = plan.Changes.Where(change => change.Membership is null).GroupBy(change => change.Kind).OrderBy(kind => kind.Key).Select(kind => Count(kind.Count(), kind.Key switch { ChangeKind.Reactivate => "reactivation", ChangeKind.Deactivate => "deactivation", var other => other.ToString().ToLowerInvariant() }));
        return string.Join(", ", new[]
        {
            Count(Of(ChangeKind.AddToProject), "addition to a project", "additions to projects"),
            Count(Of(ChangeKind.ChangeOnProject), "change on a project", "changes on projects"),
            Count(Of(ChangeKind.RemoveFromProject), "removal from a project", "removals from projects"),
        }.Concat(users)) + FormattableString.Invariant($"; {plan.Header.UnchangedMemberships} unchanged, {plan.Skipped.Count} skipped, {Count(plan.Conflicts.Count, "conflict")}");

        int Of(ChangeKind kind) => plan.Changes.Count(change => change.Kind == kind);
    }

    private static string OfUsers(DirectoryPlan plan) => FormattableString.Invariant(
        $"{Count(plan.Creates.Count, "create")}, {Count(plan.Links.Count, "link")}, {Count(plan.Updates.Count, "update")}, {Count(plan.Reactivations.Count, "reactivation")}, {Count(plan.Deactivations.Count, "deactivation")}; {plan.Unchanged.Count} unchanged, {plan.Skipped.Count} skipped, {Count(plan.Conflicts.Count, "conflict")}{(plan.Unlinked.Count == 0 ? "" : $", {plan.Unlinked.Count} unlinked")}");

    public static void Write(DirectoryPlan plan, TextWriter writer)
    {
        writer.WriteLine(Summary(plan));
        writer.WriteLine(FormattableString.Invariant($"Company {plan.CompanyId} at {plan.ApiHost}. {About(plan)}"));
        writer.WriteLine($"Limits: {string.Join(", ", plan.Guards.Where(guard => guard.Guard != PlanGuard.Identity || guard.Count > 0))}.");
        foreach (var warning in plan.Warnings)
            writer.WriteLine($"Warning: {warning}");
        foreach (var change in plan.Changes)
        {
            writer.WriteLine();
            writer.WriteLine(change.Membership is { } membership ? OfMembership(change.Kind, Full(change.Person), FormattableString.Invariant($"project {membership.ProjectId} {Plain(membership.Project)}")) : $"{change.Kind} {Full(change.Person)}");
            if (change.Membership?.After?.DefaultPermissionTemplate is { } usual)
                writer.WriteLine($"  {ProjectMembershipChange.TemplateField}: the user's default, {Quoted(usual)}");
            if (change.Membership is { GivesAdministration: true })
                writer.WriteLine("  gives administration");
            if (change.RestoredAccess is { } access)
                writer.WriteLine($"  access that comes back: {Plain(access.ToString())}");
            foreach (var field in change.Fields)
                writer.WriteLine($"  {field}");
        }
        foreach (var skipped in plan.Skipped)
        {
            writer.WriteLine();
            writer.WriteLine($"Skipped ({skipped.Reason}) {Full(skipped.Person)}");
        }
        foreach (var user in plan.Unlinked)
        {
            writer.WriteLine();
            writer.WriteLine($"Unlinked, stays active: {Full(user)}");
        }
        foreach (var conflict in plan.Conflicts)
        {
            writer.WriteLine();
            writer.WriteLine($"Conflict ({conflict.Reason}): {conflict.Message}");
            foreach (var party in conflict.People.Concat(conflict.Users))
                writer.WriteLine($"  {Full(party)}");
        }
    }

    private static string About(DirectoryPlan plan)
    {
        if (plan.UndoneRun is { } run)
            return FormattableString.Invariant($"Undoes run {run}, which has {Count(plan.Wanted, "change")}.");
        return plan.Header.Limits.Memberships is null
            ? $"Scope: {plan.Scope}, {Count(plan.InScope, "active user")}. Source: {Count(plan.Wanted, "person", "people")}."
            : $"Scope: {plan.Scope}, {Count(plan.InScope, "membership")}. Source: {Count(plan.Wanted, "row")}.";
    }

    private static string OfMembership(ChangeKind kind, string person, string project) => kind switch
    {
        ChangeKind.AddToProject => $"Add {person} to {project}",
        ChangeKind.RemoveFromProject => $"Remove {person} from {project}",
        _ => $"Change {person} on {project}",
    };

    /// <summary>A value as JSON has it, so that a control character in a name doesn't reach the terminal.</summary>
    public static string Quoted(object? value) => value switch
    {
        null => "nothing",
        string text => JsonConvert.ToString(text),
        bool flag => flag ? "yes" : "no",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => string.Empty,
    };

    private static string Full(PersonReference person) =>
        string.Join(" ", new[] { Plain(person.ToString()), Plain(person.Name), person.EmailAddress is { } address ? $"<{Plain(address)}>" : null }.Where(part => part is not null));

    private static string? Plain(string? text) => text is null ? null : string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    private static string Count(int count, string noun, string? plural = null) => FormattableString.Invariant($"{count} {(count == 1 ? noun : plural ?? noun + "s")}");
}
