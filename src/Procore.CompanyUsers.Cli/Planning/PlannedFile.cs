using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>A plan, and the rows of the file that it was made from.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Rows">The row number of each person in the plan's source; empty if the file isn't known any more.</param>
/// <param name="SkippedRows">The number of invalid rows that were skipped.</param>
internal sealed record PlannedFile(DirectoryPlan Plan, IReadOnlyList<long> Rows, int SkippedRows)
{
    public static PlannedFile WithoutFile(DirectoryPlan plan) => new(plan, [], SkippedRows: 0);

    /// <summary>Whether the plan changes memberships of projects, and not users.</summary>
    public bool IsStaffing => Plan.Guards.Any(guard => guard.Guard == PlanGuard.Additions) && Plan.Changes.All(change => change.Membership is not null);

    /// <summary>Describes a change in a message: its kind, the person, and the project if it has one.</summary>
    public string Describe(DirectoryChange change)
    {
        var (person, project) = (Describe(change.Person), ProjectOf(change));
        return change.Kind switch
        {
            ChangeKind.AddToProject => $"Add {person} to {project}",
            ChangeKind.ChangeOnProject => $"Change {person} on {project}",
            ChangeKind.RemoveFromProject => $"Remove {person} from {project}",
            _ => $"{change.Kind} {person}",
        };
    }

    /// <summary>Counts what the plan changes.</summary>
    public string Counts
    {
        get
        {
            var memberships = Plan.Changes.Count(change => change.Membership is not null);
            var users = Plan.Changes.Count - memberships;
            return string.Join(" and ", new[] { Count(users, "user"), Count(memberships, "project membership") }.OfType<string>());

            static string? Count(int count, string noun) => count == 0 ? null : FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
        }
    }

    /// <summary>The project of a change; null if it isn't about a project.</summary>
    public static string? ProjectOf(DirectoryChange change) => change.Membership is { } membership ? FormattableString.Invariant($"project {membership.ProjectId} {membership.Project}") : null;

    /// <summary>The row number of a person; null if the person has none.</summary>
    public long? RowOf(PersonReference person) => person.Position is { } position && position < Rows.Count ? Rows[(int)position] : null;

    /// <summary>Describes a person in a message: row, keys, name and address.</summary>
    public string Describe(PersonReference person)
    {
        var address = person.EmailAddress is { } email ? $"<{email}>" : null;
        return string.Join(' ', new[] { KeysOf(person), person.Name, address }.Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>Describes the keys of a person in a message.</summary>
    public string KeysOf(PersonReference person)
    {
        var row = RowOf(person) is { } number ? FormattableString.Invariant($"row {number}") : null;
        var user = person.UserId is { } id ? FormattableString.Invariant($"user {id}") : null;
        var originId = person.OriginId is { } origin ? $"origin id {origin}" : null;
        return string.Join(", ", new[] { user, row, originId }.OfType<string>());
    }

    /// <summary>The reason of a skip in words.</summary>
    public string WordsOf(SkippedPerson skipped) => skipped.Reason switch
    {
        SkipReason.OutOfScope => "is out of scope, or would be after being created",
        SkipReason.OutOfScopeInSource => "is out of scope, as the file says",
        SkipReason.Protected when SkippedRows == 0 => "is protected by --protect",
        SkipReason.Protected => "is protected by --protect, or a skipped row may be about this user",
        SkipReason.CallingAccount => "is the account that signs in, which is never changed",
        SkipReason.NotThere => "is inactive in the file and was never in the directory",
        SkipReason.Superseded => "is in the file twice, and the other row is the active one",
        SkipReason.Inactive => "is inactive, and the file leaves the state unchanged",
        SkipReason.Unreadable => "has an origin id, e-mail address, employee id, vendor or state that can't be read in Procore's response, so the user is left alone",
        var reason => reason.ToString(),
    };
}
