using System.Globalization;
using Newtonsoft.Json;

namespace Procore.DirectorySync;

/// <summary>A plan for people to read.</summary>
internal static class PlanText
{
    public static string Summary(DirectoryPlan plan) => FormattableString.Invariant(
        $"{Count(plan.Creates.Count, "create")}, {Count(plan.Links.Count, "link")}, {Count(plan.Updates.Count, "update")}, {Count(plan.Reactivations.Count, "reactivation")}, {Count(plan.Deactivations.Count, "deactivation")}; {plan.Unchanged.Count} unchanged, {plan.Skipped.Count} skipped, {Count(plan.Conflicts.Count, "conflict")}");

    public static void Write(DirectoryPlan plan, TextWriter writer)
    {
        writer.WriteLine(Summary(plan));
        writer.WriteLine(FormattableString.Invariant($"Scope: {plan.Scope}, {plan.InScope} active people. Wanted: {plan.Wanted}."));
        foreach (var change in plan.Changes)
        {
            writer.WriteLine();
            writer.WriteLine($"{change.Kind} {Full(change.Person)}");
            foreach (var field in change.Fields)
                writer.WriteLine($"  {field}");
        }
        foreach (var skipped in plan.Skipped)
        {
            writer.WriteLine();
            writer.WriteLine($"Skipped ({skipped.Reason}) {Full(skipped.Person)}");
        }
        foreach (var conflict in plan.Conflicts)
        {
            writer.WriteLine();
            writer.WriteLine($"Conflict ({conflict.Reason}): {conflict.Message}");
            foreach (var party in conflict.People.Concat(conflict.Users))
                writer.WriteLine($"  {Full(party)}");
        }
    }

    /// <summary>A value as JSON has it, so that a control character in somebody's name doesn't reach the terminal.</summary>
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

    private static string Count(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
}
