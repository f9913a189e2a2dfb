using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>A plan, and the rows of the file that it was made from.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Rows">The row number of each person in the plan's source; empty if the file isn't known any more.</param>
/// <param name="SkippedRows">The number of invalid rows that were skipped.</param>
internal sealed record PlannedFile(DirectoryPlan Plan, IReadOnlyList<long> Rows, int SkippedRows)
{
    /// <summary>Whether something in the file wasn't planned: a row or a person that somebody has to look at.</summary>
    public bool IsIncomplete => SkippedRows > 0 || Plan.Conflicts.Count > 0;

    /// <summary>A person for a message: row, keys, name and address.</summary>
    public string Describe(PersonReference person)
    {
        var row = person.Position is { } position && position < Rows.Count ? FormattableString.Invariant($"row {Rows[(int)position]}") : null;
        var user = person.UserId is { } id ? FormattableString.Invariant($"user {id}") : null;
        var originId = person.OriginId is { } origin ? $"origin id {origin}" : null;
        var address = person.EmailAddress is { } email ? $"<{email}>" : null;
        var keys = string.Join(", ", new[] { row, user, originId }.OfType<string>());
        return string.Join(' ', new[] { keys, person.Name, address }.Where(part => !string.IsNullOrEmpty(part)));
    }
}
