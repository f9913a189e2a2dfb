using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Tables;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>A plan as a CSV file or an Excel workbook: a row for each field of each change, and for each conflict and skip.</summary>
internal static class ChangeTable
{
    private static readonly string[] Columns = ["change", "row", "id", "origin_id", "name", "email_address", "field", "old", "new", "reason"];

    public static Task<bool> WriteAsync(string path, bool force, PlannedFile planned) => OutputFile.WriteAsync(path, force, async stream =>
    {
        var writer = TableWriter.Create(stream, path, Columns, isExcelSafe: true);
        await using var disposal = writer.ConfigureAwait(false);
        foreach (var cells in Rows(planned))
            await writer.WriteAsync(cells.Select(ValueText.Of)).ConfigureAwait(false);
        return true;
    });

    private static IEnumerable<object?[]> Rows(PlannedFile planned)
    {
        foreach (var change in planned.Plan.Changes)
        {
            var access = change.RestoredAccess?.ToString();
            if (change.Fields.Count == 0)
                yield return Row(planned, change.Kind.ToString(), change.Person, null, access);
            foreach (var field in change.Fields)
                yield return Row(planned, change.Kind.ToString(), change.Person, field, access);
        }
        foreach (var conflict in planned.Plan.Conflicts)
        {
            foreach (var party in conflict.People.Concat(conflict.Users))
                yield return Row(planned, "Conflict", party, null, $"{conflict.Reason}: {GuardText.InOptions(conflict.Message)}");
        }
        foreach (var skipped in planned.Plan.Skipped)
            yield return Row(planned, "Skipped", skipped.Person, null, PlannedFile.WordsOf(skipped.Reason));
        foreach (var user in planned.Plan.Unlinked)
            yield return Row(planned, "Unlinked", user, null, "stays active");
    }

    private static object?[] Row(PlannedFile planned, string change, PersonReference person, FieldChange? field, string? reason) =>
        [change, planned.RowOf(person), person.UserId, person.OriginId, person.Name, person.EmailAddress, field?.Name, field?.Old, field?.New, reason];
}
