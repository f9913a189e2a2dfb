using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Tables;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>A plan as a CSV file or an Excel workbook: a row for each field of each change, and for each conflict and skip.</summary>
internal static class ChangeTable
{
    private static readonly string[] Columns = ["change", "row", "id", "origin_id", "name", "email_address", "field", "old", "new", "reason"];
    private static readonly string[] MembershipColumns = [.. Columns, "project_id", "project"];

    public static Task<bool> WriteAsync(string path, bool force, PlannedFile planned) => OutputFile.WriteAsync(path, force, async stream =>
    {
        var writer = TableWriter.Create(stream, path, planned.IsStaffing ? MembershipColumns : Columns, isExcelSafe: true);
        await using var disposal = writer.ConfigureAwait(false);
        foreach (var cells in Rows(planned))
            await writer.WriteAsync(cells.Select(ValueText.Of)).ConfigureAwait(false);
        return true;
    });

    private static IEnumerable<object?[]> Rows(PlannedFile planned)
    {
        foreach (var change in planned.Plan.Changes)
        {
            var reason = change.RestoredAccess?.ToString() ?? (change.Membership is { GivesAdministration: true } ? "gives administration" : null);
            foreach (var field in change.Fields.DefaultIfEmpty())
                yield return Row(planned, change.Kind.ToString(), change.Person, field, reason, change.Membership?.ProjectId, change.Membership?.Project);
        }
        foreach (var conflict in planned.Plan.Conflicts)
        {
            foreach (var party in conflict.People.Concat(conflict.Users))
                yield return Row(planned, "Conflict", party, null, $"{conflict.Reason}: {GuardText.InOptions(conflict.Message)}", conflict.ProjectId);
        }
        foreach (var skipped in planned.Plan.Skipped)
            yield return Row(planned, "Skipped", skipped.Person, null, planned.WordsOf(skipped));
        foreach (var user in planned.Plan.Unlinked)
            yield return Row(planned, "Unlinked", user, null, "stays active");
    }

    private static object?[] Row(PlannedFile planned, string change, PersonReference person, FieldChange? field, string? reason, long? projectId = null, string? project = null)
    {
        object?[] cells = [change, planned.RowOf(person), person.UserId, person.OriginId, person.Name, person.EmailAddress, field?.Name, field?.Old, field?.New, reason];
        return planned.IsStaffing ? [.. cells, projectId, project] : cells;
    }
}
